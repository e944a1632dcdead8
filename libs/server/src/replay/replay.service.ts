import type { ReplayRun } from '@alliance/contracts/replay.contract';
import type { Actor } from '@alliance/domain/access/actor';
import type { VersionState } from '@alliance/domain/protocol/protocol.types';
import { checkMay } from '@alliance/domain/protocol/version.decide';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { ReplayQueries } from './replay.queries.js';
import { replayWatch } from './replay.timer.js';

interface VersionToReplay {
  readonly id: string;
  readonly state: VersionState;
  readonly lead_id: string;
  readonly authors: readonly string[];
  readonly submitted_by: string | null;
}
const version = `
  select v.id, v.state, a.lead_id, v.authors, v.submitted_by
  from protocol_version v join protocol p on p.id = v.protocol_id join alliance a on a.id = p.alliance_id
  where p.id = $1 and v.number = $2 and a.lead_id = current_institution()`;

/** One at a time per version: nothing comes back where another is under way. Held against what is in force on the day `$7`. */
const begin = `
  insert into replay_run (id, protocol_id, version_id, against_id, institution_id, requested_by, requested_at, days, state, content_digest)
  select $1, v.protocol_id, v.id,
    (select s.id from protocol_version s where s.protocol_id = v.protocol_id and s.state = 'published' and s.effective_from <= $7::date
      order by s.effective_from desc limit 1),
    $3, $4, $5, $6, 'queued', md5(v.content::text)
  from protocol_version v where v.id = $2
  on conflict (version_id) where state in ('queued', 'running') do nothing returning id`;

/** Asking for a run and stopping it. The worker does the rest. */
@Injectable()
export class ReplayService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: ReplayQueries,
  ) {}

  /** @throws Refusal access.not_found, protocol.wrong_state, replay.running */
  start(actor: Actor, protocolId: string, number: number, days: number): Promise<ReplayRun> {
    return this.command(actor, async (work) => {
      const [row] = await work.rows<VersionToReplay>(version, [protocolId, number]);
      if (!row) throw new Refusal('access.not_found');
      checkMay({ state: row.state, leadId: row.lead_id, authors: row.authors, submittedBy: row.submitted_by }, 'replay', actor);
      const id = newId();
      const { institutionId, personId } = actor;
      const [begun] = await work.rows(begin, [id, row.id, institutionId, personId, work.now, days, today(work.now)]);
      if (!begun) throw new Refusal('replay.running');
      await work.rows('update replay_run set total = replay_total(id) where id = $1', [id]);
      work.timer({ kind: replayWatch, subjectId: id, dueAt: work.now });
      this.record(work, id, 'replay.started', actor.institutionId);
      return id;
    });
  }

  /** @throws Refusal access.not_found, replay.wrong_state where it is over */
  cancel(actor: Actor, id: string): Promise<ReplayRun> {
    return this.command(actor, async (work) => {
      const { state } = await this.queries.one(work, id);
      const stopped = await work.rows(
        `update replay_run set state = 'cancelled', finished_at = $2 where id = $1 and state in ('queued', 'running') returning id`,
        [id, work.now],
      );
      if (!stopped.length) throw new Refusal('replay.wrong_state', { state });
      this.record(work, id, 'replay.cancelled', actor.institutionId);
      return id;
    });
  }

  private command(actor: Actor, change: (work: Work) => Promise<string>): Promise<ReplayRun> {
    return this.commands.run(
      actor,
      async (work) => {
        work.subjectId = await change(work);
        return this.queries.one(work, work.subjectId);
      },
      { replay: (id) => this.queries.get(actor, id) },
    );
  }

  private record(work: Work, id: string, kind: string, leadId: string): void {
    work.audit({ action: kind, objectKind: 'replay', objectIds: [id] });
    work.event({ kind, topic: 'protocol', subjectId: id, version: 1, recipients: [leadId] });
  }
}
