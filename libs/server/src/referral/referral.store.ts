import type { Actor } from '@alliance/domain/access/actor';
import type { ReferralChange } from '@alliance/domain/referral/referral.types';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import type { ReferralRow } from './referral.row.js';

/** The change and its note in one statement, guarded by the version: of a thousand who accept at once, one writes. */
const changeStatement = `
  with changed as (
    update referral set
      state = $3, version = version + 1, updated_at = $4, custodian_id = $5, next_action_at = $6, next_action_by = $7, paused_seconds = $8,
      arrive_by = $9, reception_place = $10, reception_phone = $11, reception_physician = $12, bed_route = $13, outcome = $14,
      submitted_at = $15, arrived_at = $16, closed_at = $17
    where id = $1 and version = $2 returning id),
  noted as (
    insert into referral_note (id, referral_id, event_id, kind, text, at, person_id, institution_id)
    select $18, id, $19, $20, $21, $4, $22, $23 from changed where $20::text is not null)
  select id, (select name from person where id = $22) as by from changed`;

@Injectable()
export class ReferralStore {
  /**
   * Writes what was decided.
   * @returns the row as it stands now
   * @throws Refusal referral.stale when somebody else was first
   */
  async change(work: Work, actor: Actor, row: ReferralRow, { set, note }: ReferralChange, eventId: string): Promise<ReferralRow> {
    const { reception } = set;
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
      arrive_by: reception?.arriveBy ?? row.arrive_by,
      reception_place: reception?.place ?? row.reception_place,
      reception_phone: reception ? reception.phone : row.reception_phone,
      reception_physician: reception ? reception.physician : row.reception_physician,
      bed_route: reception ? reception.bedRoute : row.bed_route,
      outcome: set.outcome ?? row.outcome,
      submitted_at: set.submittedAt ?? row.submitted_at,
      arrived_at: set.arrivedAt ?? row.arrived_at,
      closed_at: set.closedAt ?? row.closed_at,
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
