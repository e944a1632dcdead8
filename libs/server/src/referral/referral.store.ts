import type { Actor } from '@alliance/domain/access/actor';
import { completenessOf, type CheckedReferral } from '@alliance/domain/completeness/completeness';
import type { HandOverSheet } from '@alliance/contracts/referral.schema';
import type { Side } from '@alliance/domain/referral/referral.codes';
import type { ReferralChange, Undoable } from '@alliance/domain/referral/referral.types';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { outsideOf, type ReferralRow } from './referral.row.js';

/** The change and its note in one statement, guarded by the version: of a thousand who accept at once, one writes. */
const changeStatement = `
  with changed as (
    update referral set
      state = $3, version = version + 1, updated_at = $4, custodian_id = $5, next_action_at = $6, next_action_by = $7, paused_seconds = $8,
      arrive_by = $9, reception_place = $10, reception_phone = $11, reception_physician = $12, bed_route = $13, outcome = $14,
      submitted_at = $15, arrived_at = $16, closed_at = $17, accepted_at = $24, departed_at = $25, ended_as = $26, undo = $27, answered_by_person = $28,
      receiver_id = $29, receiver_department_id = $30, outside_name = $31, outside_phone = $32, outside_contact = $33, placed_as = $34, placed_at = $35, completeness = $36,
      claimed_by = case when $3 = 'submitted' then claimed_by end, claimed_at = case when $3 = 'submitted' then claimed_at end
    where id = $1 and version = $2 returning id),
  noted as (
    insert into referral_note (id, referral_id, event_id, kind, text, at, person_id, institution_id)
    select $18, id, $19, $20, $21, $4, $22, $23 from changed where $20::text is not null)
  select id, (select name from person where id = $22) as by from changed`;

const stop = `
  insert into referral_stop (id, referral_id, institution_id, place, department_id, how, from_at, until_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`;
const sign = {
  sender: `insert into hand_over (referral_id, sheet, sender_person, sender_institution, sender_at) values ($1, $2, $3, $4, $5)`,
  receiver: `update hand_over set receiver_person = $2, receiver_institution = $3, receiver_at = $4 where referral_id = $1 and receiver_at is null`,
} as const;

/** How a change of place is named in the chain. */
const placing: Readonly<Record<string, ReferralRow['placed_as']>> = {
  'referral.redirected': 'redirected',
  'referral.diverted': 'diverted',
  'referral.reassigned': 'reassigned',
};

const answers: ReadonlySet<string> = new Set([
  'referral.accepted',
  'referral.returned',
  'referral.acknowledged',
  'referral.doctor_declined',
  'referral.doctor_accepted',
]);

/** What it was worth to its reader when it was first sent; what was completed later does not count. */
const checkedOf = (row: ReferralRow): CheckedReferral => ({
  urgency: row.urgency,
  diagnosisCode: row.diagnosis_code,
  summary: row.summary,
  senderDepartmentId: row.sender_department?.id ?? null,
  transport: row.transport,
  consentName: row.consent_name,
  facts: row.facts,
  documents: row.attachments.filter(({ quarantine }) => !quarantine).length,
});

const undoRow = ({ action, institutionId, until, restore }: Undoable): NonNullable<ReferralRow['undo']> => ({
  action,
  institutionId,
  until: until.toISOString(),
  nextActionAt: restore.nextActionAt && restore.nextActionAt.toISOString(),
  nextActionBy: restore.nextActionBy,
});

@Injectable()
export class ReferralStore {
  /** Keeps where it was until now, before it moves on. */
  async leave(work: Work, row: ReferralRow): Promise<void> {
    const place = row.receiver_name ?? row.outside_name ?? '';
    const from = row.placed_at ?? row.submitted_at;
    await work.rows(stop, [newId(), row.id, row.receiver_id, place, row.receiver_department_id, row.placed_as, from, work.now]);
  }

  /** @throws Refusal referral.stale when the other signature was quicker */
  async sign(work: Work, actor: Actor, row: ReferralRow, side: Side, sheet: HandOverSheet | null): Promise<void> {
    const by = [actor.personId, actor.institutionId, work.now];
    if (side === 'sender') await work.rows(sign.sender, [row.id, JSON.stringify(sheet), ...by]);
    else await work.rows(sign.receiver, [row.id, ...by]);
  }

  /**
   * Writes what was decided.
   * @returns the row as it stands now
   * @throws Refusal referral.stale when somebody else was first
   */
  async change(work: Work, actor: Actor, row: ReferralRow, { set, note, event }: ReferralChange, eventId: string): Promise<ReferralRow> {
    const { reception } = set;
    const placed = placing[event.kind];
    const outside = set.outside === undefined ? outsideOf(row) : set.outside;
    const next: ReferralRow = {
      ...row,
      state: set.state,
      version: row.version + 1,
      updated_at: work.now,
      custodian_id: set.custodianId ?? row.custodian_id,
      custodian_name: set.custodianId && set.custodianId === row.receiver_id ? (row.receiver_name ?? '') : row.custodian_name,
      next_action_at: set.nextActionAt === undefined ? row.next_action_at : set.nextActionAt,
      next_action_by: set.nextActionBy === undefined ? row.next_action_by : set.nextActionBy,
      paused_seconds: set.pausedSeconds === undefined ? row.paused_seconds : set.pausedSeconds,
      arrive_by: reception === undefined ? row.arrive_by : (reception?.arriveBy ?? null),
      reception_place: reception === undefined ? row.reception_place : (reception?.place ?? null),
      reception_phone: reception === undefined ? row.reception_phone : (reception?.phone ?? null),
      reception_physician: reception === undefined ? row.reception_physician : (reception?.physician ?? null),
      bed_route: reception === undefined ? row.bed_route : (reception?.bedRoute ?? null),
      outcome: set.outcome ?? row.outcome,
      submitted_at: set.submittedAt ?? row.submitted_at,
      arrived_at: set.arrivedAt ?? row.arrived_at,
      closed_at: set.closedAt ?? row.closed_at,
      accepted_at: set.acceptedAt === undefined ? row.accepted_at : set.acceptedAt,
      departed_at: set.departedAt === undefined ? row.departed_at : set.departedAt,
      ended_as: set.endedAs === undefined ? row.ended_as : set.endedAs,
      undo: set.undo === undefined ? row.undo : set.undo && undoRow(set.undo),
      answered_by_person: answers.has(event.kind) ? actor.personId : row.answered_by_person,
      receiver_id: set.receiverId === undefined ? row.receiver_id : set.receiverId,
      receiver_department_id: set.receiverDepartmentId === undefined ? row.receiver_department_id : set.receiverDepartmentId,
      outside_name: outside?.name ?? null,
      outside_phone: outside?.phone ?? null,
      outside_contact: outside?.contact ?? null,
      placed_as: placed ?? row.placed_as,
      placed_at: placed ? work.now : row.placed_at,
      completeness: row.completeness ?? (set.submittedAt ? completenessOf(checkedOf(row)).percent : null),
    };
    const noteId = newId();
    const [written] = await work.rows<{ by: string }>(changeStatement, [
      row.id,
      row.version,
      next.state,
      next.updated_at,
      next.custodian_id,
      next.next_action_at,
      next.next_action_by,
      next.paused_seconds,
      next.arrive_by,
      next.reception_place,
      next.reception_phone,
      next.reception_physician,
      next.bed_route,
      next.outcome,
      next.submitted_at,
      next.arrived_at,
      next.closed_at,
      noteId,
      eventId,
      note?.kind ?? null,
      note?.text ?? null,
      actor.personId,
      actor.institutionId,
      next.accepted_at,
      next.departed_at,
      next.ended_as,
      next.undo && JSON.stringify(next.undo),
      next.answered_by_person,
      next.receiver_id,
      next.receiver_department_id,
      next.outside_name,
      next.outside_phone,
      next.outside_contact,
      next.placed_as,
      next.placed_at,
      next.completeness,
    ]);
    if (!written) throw new Refusal('referral.stale', { version: row.version });
    if (!note) return next;
    const own = actor.institutionId === row.sender_id ? row.sender_name : (row.receiver_name ?? '');
    return {
      ...next,
      notes: [...row.notes, { id: noteId, kind: note.kind, text: note.text, at: work.now.toISOString(), by: written.by, institution: own }],
    };
  }
}
