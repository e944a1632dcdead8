import type { DownCandidate, resumeCandidate, setCandidateAside } from '@alliance/contracts/down-candidate.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { checkSetAside } from '@alliance/domain/down-transfer/set-aside';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { today } from '../platform/today.js';
import { CandidateQueries } from './candidate.queries.js';
import { mayDecide } from './candidate.view.js';

type Asked = InputOf<typeof setCandidateAside>['body'];

const write = `
  update down_candidate set version = version + 1, set_aside_reason = $3, set_aside_until = $4, set_aside_note = $5,
    set_aside_by = case when $3::text is null then null else current_person() end, set_aside_at = case when $3::text is null then null else $6::timestamptz end
  where referral_id = $1 and version = $2 and in_care and institution_id = current_institution() returning version`;

/** A patient who could go down stays for now, for a reason that is looked at again. */
@Injectable()
export class SetAsideService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: CandidateQueries,
  ) {}

  setAside(actor: Actor, id: string, { version, reason, until, note }: Asked): Promise<DownCandidate> {
    return this.change(actor, id, version, 'setAside', (work) => {
      checkSetAside(until, today(work.now));
      return [reason, until, note];
    });
  }

  resume(actor: Actor, id: string, { version }: InputOf<typeof resumeCandidate>['body']): Promise<DownCandidate> {
    return this.change(actor, id, version, 'resume', () => [null, null, null]);
  }

  private change(
    actor: Actor,
    id: string,
    version: number,
    action: 'setAside' | 'resume',
    decide: (work: Work) => unknown[],
  ): Promise<DownCandidate> {
    if (!mayDecide(actor)) throw new Refusal('access.denied');
    return this.commands.run(
      actor,
      async (work) => {
        const before = await this.queries.one(work, actor, id, work.now);
        if (before.version !== version) throw new Refusal('record.stale', { version: before.version });
        if (!before.actions.includes(action)) throw new Refusal('referral.wrong_state', { action });
        const [written] = await work.rows<{ version: number }>(write, [id, version, ...decide(work), work.now]);
        if (!written) throw new Refusal('record.stale');
        const kind = action === 'setAside' ? 'down.set_aside' : 'down.resumed';
        const after = await this.queries.one(work, actor, id, work.now);
        work.subjectId = id;
        work.audit({ action: kind, objectKind: 'referral', objectIds: [id] });
        work.event({
          kind,
          topic: 'down',
          subjectId: id,
          version: written.version,
          data: after.setAside ? { reason: after.setAside.reason, until: after.setAside.until } : {},
          recipients: [actor.institutionId],
        });
        return after;
      },
      { replay: (subject) => this.commands.run(actor, (work) => this.queries.one(work, actor, subject, work.now)) },
    );
  }
}
