import type { Actor } from '@alliance/domain/access/actor';
import type { ErrorReason } from '@alliance/domain/referral/referral.codes';
import { appealDue } from '@alliance/domain/escalation/timer-kind';
import { dueAt } from '@alliance/domain/referral/deadline';
import type { ReferralChange } from '@alliance/domain/referral/referral.types';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { DeadlineReader } from '../escalation/deadlines.reader.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import type { ReferralRow } from './referral.row.js';

export interface Corrections {
  readonly outcome?: string | undefined;
  readonly outcomeSummary?: string | undefined;
  readonly diagnosisText?: string | undefined;
  readonly arrivedAt?: string | undefined;
}
interface Difference {
  readonly before: Record<string, string>;
  readonly after: Record<string, string>;
}

const note = `
  insert into referral_note (id, referral_id, event_id, kind, text, at, person_id, institution_id) values ($1, $2, $3, $4, $5, $6, $7, $8)`;

/** What is said about a referral beside or after its way: appeals, corrections, incidents. */
@Injectable()
export class AfterwardsStore {
  constructor(private readonly deadlines: DeadlineReader) {}

  /** @throws Refusal referral.reviewer_invalid for a hospital that is no full member of the alliance today */
  async appeal(work: Work, actor: Actor, row: ReferralRow, reviewerId: string): Promise<void> {
    const able = await work.rows(
      `select 1 from membership m join institution i on i.id = m.institution_id
       where m.alliance_id = $1 and i.id = $2 and m.valid @> $3::date and m.suspended_at is null and i.level in ('secondary', 'tertiary')`,
      [row.alliance_id, reviewerId, today(work.now)],
    );
    if (!able.length) throw new Refusal('referral.reviewer_invalid', { fields: ['reviewerInstitutionId'] });
    const id = newId();
    const due = dueAt('appeal', row.urgency ?? 'routine', work.now, await this.deadlines.of(work, row.alliance_id));
    await work.rows(
      `insert into referral_appeal (id, referral_id, referral_number, sender_id, receiver_id, reviewer_id, at, due_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, row.id, row.number, actor.institutionId, row.receiver_id, reviewerId, work.now, due],
    );
    await work.rows('select open_review($1)', [id]);
    work.timer({ kind: appealDue, subjectId: row.id, dueAt: due });
  }

  /** The reviewer is no party: it writes its verdict and its reason, nothing else. @throws Refusal referral.stale */
  async decideReview(
    work: Work,
    actor: Actor,
    row: ReferralRow,
    action: 'uphold' | 'overturn',
    change: ReferralChange,
    eventId: string,
  ): Promise<ReferralRow> {
    if (change.note)
      await work.rows(note, [newId(), row.id, eventId, change.note.kind, change.note.text, work.now, actor.personId, actor.institutionId]);
    const state = action === 'uphold' ? 'upheld' : 'overturned';
    const [decided] = await work.rows<{ decide_review: string | null }>('select decide_review($1, $2, $3, $4)', [
      row.id,
      row.version,
      state,
      work.now,
    ]);
    if (!decided?.decide_review) throw new Refusal('referral.stale', { version: row.version });
    return { ...row, version: row.version + 1, updated_at: work.now };
  }

  /**
   * Each hospital corrects what it wrote itself; of a receiver off the platform the sender wrote everything.
   * @throws Refusal referral.nothing_to_correct, referral.not_your_action, referral.time_invalid
   */
  difference(row: ReferralRow, actor: Actor, { outcome, outcomeSummary, diagnosisText, arrivedAt }: Corrections, now: Date): Difference {
    const summary = row.notes.findLast(({ kind }) => kind === 'outcome_summary')?.text;
    const pairs: [string, string | null | undefined, string | undefined][] = [
      ['outcome', row.outcome, outcome],
      ['outcomeSummary', summary, outcomeSummary],
      ['diagnosisText', row.diagnosis_text, diagnosisText],
      ['arrivedAt', row.arrived_at?.toISOString(), arrivedAt && new Date(arrivedAt).toISOString()],
    ];
    const own = (name: string): boolean =>
      row.outside_name !== null || (name === 'diagnosisText') === (actor.institutionId === row.sender_id);
    const changed = pairs.filter(([, before, after]) => after !== undefined && after !== before);
    if (!changed.length) throw new Refusal('referral.nothing_to_correct');
    if (!changed.every(([name]) => own(name))) throw new Refusal('referral.not_your_action', { action: 'correct' });
    const [arrived, sent] = [arrivedAt && new Date(arrivedAt), row.submitted_at];
    if (arrived && (arrived > now || (sent && arrived < sent))) throw new Refusal('referral.time_invalid', { fields: ['arrivedAt'] });
    return {
      before: Object.fromEntries(changed.flatMap(([name, before]) => (before ? [[name, before]] : []))),
      after: Object.fromEntries(changed.map(([name, , after]) => [name, after ?? ''])),
    };
  }

  async propose(work: Work, actor: Actor, row: ReferralRow, { before, after }: Difference, explanation: string): Promise<void> {
    await work.rows(
      `insert into referral_correction (id, referral_id, institution_id, before, after, explanation, proposed_by, proposed_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [newId(), row.id, actor.institutionId, JSON.stringify(before), JSON.stringify(after), explanation, actor.personId, work.now],
    );
  }

  async decideCorrection(
    work: Work,
    actor: Actor,
    row: ReferralRow,
    action: 'confirmCorrection' | 'refuseCorrection',
    eventId: string,
  ): Promise<void> {
    const correction = row.beside.corrections.find(({ state }) => state === 'proposed');
    if (!correction) throw new Refusal('referral.stale', { version: row.version });
    const confirmed = action === 'confirmCorrection';
    await work.rows('update referral_correction set state = $2, decided_by = $3, decided_at = $4 where id = $1', [
      ...[correction.id, confirmed ? 'confirmed' : 'refused', actor.personId, work.now],
    ]);
    if (!confirmed) return;
    const { outcome, outcomeSummary, diagnosisText, arrivedAt } = correction.after;
    await work.rows(
      `update referral set outcome = coalesce($2, outcome), diagnosis_text = coalesce($3, diagnosis_text), arrived_at = coalesce($4, arrived_at) where id = $1`,
      [row.id, outcome ?? null, diagnosisText ?? null, arrivedAt ?? null],
    );
    if (outcomeSummary)
      await work.rows(note, [newId(), row.id, eventId, 'outcome_summary', outcomeSummary, work.now, actor.personId, actor.institutionId]);
  }

  async openIncident(work: Work, actor: Actor, row: ReferralRow, kind: ErrorReason): Promise<void> {
    await work.rows('insert into incident (id, referral_id, institution_id, kind, reported_by, at) values ($1, $2, $3, $4, $5, $6)', [
      ...[newId(), row.id, actor.institutionId, kind, actor.personId, work.now],
    ]);
    work.audit({ action: 'incident.opened', objectKind: 'referral', objectIds: [row.id] });
  }
}
