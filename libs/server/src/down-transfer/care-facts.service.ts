import type { CareFacts, recordCareFacts } from '@alliance/contracts/down-candidate.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { givenBy } from '@alliance/domain/criteria/known-facts';
import { latestOf, withRecorded } from '@alliance/domain/down-transfer/care-facts';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { JudgementReader } from '../judgement/judgement.reader.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Commands } from '../platform/command/commands.js';
import { Database } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { CandidateJudge } from './candidate.judge.js';
import { CandidateStore } from './candidate.store.js';
import { CareFactsQueries } from './care-facts.queries.js';

type Recorded = InputOf<typeof recordCareFacts>['body'];
/** Clocks of wards are ahead of ours by so much at most. */
const aheadMs = 5 * 60_000;

const change = `
  insert into care_fact_change (id, referral_id, institution_id, facts, taken_back, person_id, at)
  values ($1, $2, current_institution(), $3, $4, current_person(), $5)`;

/** A fact that is wrong is the field of that name. @throws the refusal, or whatever else went wrong */
function namingFields(error: unknown): never {
  if (!(error instanceof Refusal) || !Array.isArray(error.facts['facts'])) throw error;
  throw new Refusal(error.code, { ...error.facts, fields: error.facts['facts'].map((fact) => `facts.${fact}`) });
}

/** What is measured of patients in care; the criteria to go down are judged with it in the same transaction. */
@Injectable()
export class CareFactsService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly queries: CareFactsQueries,
    private readonly store: CandidateStore,
    private readonly judge: CandidateJudge,
    private readonly judgements: JudgementReader,
  ) {}

  get(actor: Actor, referralId: string): Promise<CareFacts> {
    return this.database.write(actor, async (tx) => {
      await this.audit.seen(tx, actor, { action: 'care_facts.read', objectKind: 'referral', objectIds: [referralId] });
      return this.queries.get(tx, referralId);
    });
  }

  /** Load, merge, judge, keep: who was second is told so, and looks again. */
  record(actor: Actor, referralId: string, { version, facts: given, takeBack }: Recorded): Promise<CareFacts> {
    return this.commands.run(actor, async (work) => {
      const row = await this.store.one(work, referralId);
      if (!row) throw new Refusal('referral.not_found');
      if (!row.in_care) throw new Refusal('referral.wrong_state', { action: 'recordFacts' });
      if ((row.version ?? 1) !== version) throw new Refusal('record.stale', { version: row.version ?? 1 });
      const added = givenBy(given, actor.role === 'integration_client' ? 'system' : 'person');
      const latest = latestOf(added);
      if (latest && latest.getTime() > work.now.getTime() + aheadMs) throw new Refusal('request.invalid', { fields: ['facts'] });
      const ready = row.alliance_id ? await this.judge.ready(work, row.alliance_id, work.now) : null;
      if (row.alliance_id)
        await this.judgements.check(work, { allianceId: row.alliance_id, facts: added, at: work.now }).catch(namingFields);
      const facts = withRecorded(row.recorded ?? {}, added, takeBack, work.now);
      const said = this.judge.judge({ ...row, recorded: facts }, ready, work.now);
      const written = (await this.store.keep(work, [{ row, said, facts }])).get(referralId);
      if (written === undefined) throw new Refusal('record.stale');
      await work.rows(change, [newId(), referralId, JSON.stringify(added), takeBack, work.now]);
      work.audit({ action: 'care_facts.recorded', objectKind: 'referral', objectIds: [referralId] });
      work.event({
        kind: 'down.facts_recorded',
        topic: 'down',
        subjectId: referralId,
        version: written,
        data: { facts: Object.keys(added).length, takenBack: takeBack.length, verdict: said.verdict ?? 'none' },
        recipients: [actor.institutionId],
      });
      return this.queries.get(work, referralId);
    });
  }
}
