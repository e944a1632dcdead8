import type { PatientMerge, proposeMerge } from '@alliance/contracts/patient-merge.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { checkMergeable, decideMerge } from '@alliance/domain/identity/merge.decide';
import type { MergeAction, MergeState } from '@alliance/domain/identity/merge.machine';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { mergeFacts, mergeView, type MergeRow } from './patient-merge.row.js';
import { PatientMergeStore } from './patient-merge.store.js';
import { PatientRecordQueries } from './patient-record.queries.js';

/** What a decision is called, by what was decided on. */
const pastFacts: Readonly<Record<'proposed' | 'undo_proposed', Readonly<Partial<Record<MergeAction, string>>>>> = {
  proposed: { confirm: 'merge_confirmed', refuse: 'merge_refused', withdraw: 'merge_withdrawn' },
  undo_proposed: { confirm: 'undo_confirmed', refuse: 'undo_refused', withdraw: 'undo_withdrawn' },
};

interface Changed {
  readonly row: MergeRow;
  readonly kind: string;
  /** Other hospitals that had been told. */
  readonly recipients?: readonly string[];
  /** Who proposed what was decided on; who works on referrals that it changes. */
  readonly concerns?: readonly string[];
}

/** Two people join two rows of one person, and two people part them again. Nothing is deleted, and no other hospital sees a change. */
@Injectable()
export class PatientMergeService {
  constructor(
    private readonly commands: Commands,
    private readonly store: PatientMergeStore,
    private readonly records: PatientRecordQueries,
  ) {}

  propose(actor: Actor, { keepId, mergedId, reason }: InputOf<typeof proposeMerge>['body']): Promise<PatientMerge> {
    return this.command(actor, async (work) => {
      if (keepId === mergedId) throw new Refusal('patient.wrong_state', { fields: ['mergedId'] });
      const kept = await this.records.standing(work, keepId);
      checkMergeable(kept, await this.records.standing(work, mergedId));
      if (await this.records.proposed(work, keepId, mergedId)) throw new Refusal('patient.wrong_state', { state: 'proposed' });
      const id = newId();
      await this.store.propose(work, { id, keptId: keepId, mergedId, reason });
      return { row: await this.store.load(work, id), kind: 'merge_proposed' };
    });
  }

  undo(actor: Actor, id: string, version: number, reason: string): Promise<PatientMerge> {
    return this.command(actor, async (work) => {
      const row = await this.store.load(work, id, version);
      await this.store.write(work, row, { state: decideMerge(mergeFacts(row), 'undo', actor), undoReason: reason });
      return { row: await this.store.load(work, id), kind: 'undo_proposed' };
    });
  }

  /** Decides on what waits for a second person. @throws Refusal patient.same_person, patient.wrong_state, record.stale */
  decide(actor: Actor, id: string, version: number, action: 'confirm' | 'refuse' | 'withdraw'): Promise<PatientMerge> {
    return this.command(actor, async (work) => {
      const row = await this.store.load(work, id, version);
      const state = decideMerge(mergeFacts(row), action, actor);
      const first = row.state === 'proposed';
      // between proposal and confirmation either row may have been joined to another
      if (first && action === 'confirm') {
        const kept = await this.records.standing(work, row.kept.id);
        checkMergeable(kept, await this.records.standing(work, row.merged.id));
      }
      const decided = action !== 'withdraw';
      await this.store.write(work, row, { state, decided: decided && first, undoDecided: state === 'undone' });
      const { told, workers } = state === 'undone' ? await this.takenBack(work, row) : { told: [], workers: [] };
      const kind = pastFacts[first ? 'proposed' : 'undo_proposed'][action] as string;
      const proposer = first ? row.proposed_by : row.undo_proposed_by;
      return { row: await this.store.load(work, id), kind, recipients: told, concerns: [...(proposer ? [proposer] : []), ...workers] };
    });
  }

  /** A wrong identification ends wherever it was told. @returns the hospitals that had been told, and who works on the patient's referrals */
  private async takenBack(work: Work, row: MergeRow): Promise<{ told: string[]; workers: string[] }> {
    if (row.kind !== 'identified') return { told: [], workers: [] };
    await this.store.forget(work, row.id, row.kept.id);
    const told = await work.rows<{ id: string }>('select untell_identity($1) as id', [row.id]);
    const workers = await this.store.tellReferrals(work, row.id, 'referral.identification_undone');
    return { told: told.map(({ id }) => id), workers };
  }

  private command(actor: Actor, change: (work: Work) => Promise<Changed>): Promise<PatientMerge> {
    return this.commands.run(
      actor,
      async (work) => {
        await this.store.lock(work);
        const { row, kind, recipients = [], concerns = [] } = await change(work);
        work.subjectId = row.id;
        work.audit({ action: `patient.${kind}`, objectKind: 'patient', objectIds: [row.kept.id, row.merged.id] });
        work.event({
          kind: `patient.${kind}`,
          topic: 'patient',
          subjectId: row.kind === 'identified' ? row.merged.id : row.kept.id,
          version: row.version,
          data: { mergeId: row.id, keptId: row.kept.id, mergedId: row.merged.id, state: row.state satisfies MergeState },
          recipients: [actor.institutionId, ...recipients],
          concerns,
        });
        return mergeView(row, actor, true, today(work.now));
      },
      { replay: (id) => this.records.merge(actor, id) },
    );
  }
}
