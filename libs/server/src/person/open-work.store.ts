import type { OpenWork } from '@alliance/contracts/person.contract';
import { may } from '@alliance/domain/access/may';
import { Refusal } from '@alliance/domain/refusal';
import type { Role } from '@alliance/domain/access/actor';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import type { Transaction } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { lasts } from './person.row.js';

const theirs = `(select t.id from appointment t where t.person_id = $1 and t.institution_id = current_institution())`;
const ahead = `s.institution_id = current_institution() and s.cancelled_at is null and s.ends_at > $2`;

/** Who takes over: an appointment to own referrals, a phone to be rung on shifts. */
export interface Successor {
  readonly personId: string;
  readonly appointmentId: string;
  readonly phone: string | null;
}
export interface HandedReferral {
  readonly id: string;
  readonly version: number;
}
export interface HandedShift {
  readonly id: string;
  readonly version: number;
  readonly department_id: string | null;
  readonly starts_at: Date;
  readonly ends_at: Date;
}

/** What somebody would leave behind at the own institution, and how it goes to somebody else. */
@Injectable()
export class OpenWorkStore {
  async count(tx: Transaction, personId: string, now: Date): Promise<OpenWork> {
    const [found] = await tx.rows<Omit<OpenWork, 'total'>>(
      `select (select count(*)::int from referral where owner_id in ${theirs} and state = 'draft') as drafts,
         (select count(*)::int from referral where owner_id in ${theirs} and open) as "openReferrals",
         (select count(*)::int from on_call_shift s where ${ahead} and $1 in (s.person_id, s.backup_person_id)) as shifts`,
      [personId, now],
    );
    const { drafts = 0, openReferrals = 0, shifts = 0 } = found ?? {};
    return { drafts, openReferrals, shifts, total: drafts + openReferrals + shifts };
  }

  /**
   * The successor with the appointment that may own the work.
   * @throws Refusal person.successor_invalid for somebody who does not work here today, may not do this work, or cannot be rung
   */
  async successor(work: Work, personId: string, open: OpenWork, day: string): Promise<Successor> {
    const appointments = await work.rows<{ id: string; role: Role; phone: string | null }>(
      `select t.id, t.role, c.phone from appointment t left join person_contact c on c.person_id = t.person_id
       where t.person_id = $1 and t.institution_id = current_institution() and t.valid @> local_today() and ${lasts('$2::date')} order by lower(t.valid), t.id`,
      [personId, day],
    );
    const refuse = (missing: string) => new Refusal('person.successor_invalid', { fields: ['successorId'], missing });
    const owner = appointments.find((one) => may(one, 'referral.draft'));
    const [first] = appointments;
    if (!first) throw refuse('appointment');
    if (open.drafts + open.openReferrals && !owner) throw refuse('clinical_role');
    if (open.shifts && !appointments.some((one) => may(one, 'duty.take'))) throw refuse('duty_role');
    if (open.shifts && !first.phone) throw refuse('phone');
    return { personId, appointmentId: (owner ?? first).id, phone: first.phone };
  }

  /** Drafts and open referrals. `created_by` stays: who wrote it does not change. */
  async handReferrals(work: Work, personId: string, { appointmentId }: Successor): Promise<HandedReferral[]> {
    // work that is being written this moment holds its owner's appointment: wait for it, then take it along
    await work.rows(`select 1 from appointment t where t.id in ${theirs} for update`, [personId]);
    return work.rows<HandedReferral>(
      `update referral set owner_id = $2 where owner_id in ${theirs} and (open or state = 'draft') returning id, version`,
      [personId, appointmentId],
    );
  }

  /** Shifts to come change their person; one that is on ends now, and the rest of it is the successor's, still to be taken over. */
  async handShifts(work: Work, personId: string, successor: Successor): Promise<HandedShift[]> {
    const to = [personId, work.now, successor.personId, successor.phone];
    const told = 'returning s.id, s.version, s.department_id, s.starts_at, s.ends_at';
    const backup = `backup_person_id = case when s.backup_person_id = $3 then null else s.backup_person_id end,
      backup_phone = case when s.backup_person_id = $3 then null else s.backup_phone end`;
    const later = await work.rows<HandedShift>(
      `update on_call_shift s set person_id = $3, phone = $4, ${backup}, taken_over_at = null, taken_over_session = null, version = version + 1, updated_at = $2
       where ${ahead} and s.person_id = $1 and s.starts_at > $2 ${told}`,
      to,
    );
    const cut = await work.rows<{ id: string; ends_at: Date }>(
      `with on_now as (select s.id, s.ends_at from on_call_shift s where ${ahead} and s.person_id = $1 and s.starts_at <= $2),
         cut as (update on_call_shift s set during = tstzrange(s.starts_at, $2), version = version + 1, updated_at = $2
           from on_now n where s.id = n.id and s.starts_at < $2)
       select id, ends_at from on_now`,
      to.slice(0, 2),
    );
    const rest: HandedShift[] = [];
    for (const { id, ends_at } of cut)
      rest.push(
        ...(await work.rows<HandedShift>(
          `insert into on_call_shift as s (id, institution_id, department_id, person_id, phone, backup_person_id, backup_phone, during, hand_over_note)
           select $1, s.institution_id, s.department_id, $3, $4, nullif(s.backup_person_id, $3), case when s.backup_person_id <> $3 then s.backup_phone end,
             tstzrange($2, $5), s.hand_over_note from on_call_shift s where s.id = $6 ${told}`,
          [newId(), ...to.slice(1), ends_at, id],
        )),
      );
    const backups = await work.rows<HandedShift>(
      `update on_call_shift s set backup_person_id = nullif($3::uuid, s.person_id), backup_phone = case when s.person_id <> $3 then $4 end,
         version = version + 1, updated_at = $2 where ${ahead} and s.backup_person_id = $1 ${told}`,
      to,
    );
    return [...later, ...rest, ...backups];
  }
}
