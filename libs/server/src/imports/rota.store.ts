import type { KnownShift, RotaPerson, RotaPlan, RotaState, ShiftFields } from '@alliance/domain/imports/rota-plan.types';
import type { Transaction } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { inPortions, ownDepartments } from './staff-table.js';

const wall = (column: string) => `to_char(${column} at time zone i.time_zone, 'YYYY-MM-DD"T"HH24:MI:SS')`;
const instants = `tstzrange(r.starts::timestamp at time zone i.time_zone, r.ends::timestamp at time zone i.time_zone)`;
const columns = `id uuid, department_id uuid, person_id uuid, phone text, backup_person_id uuid, backup_phone text, starts text, ends text, hand_over_note text`;

/** Today where the institution is, `YYYY-MM-DD`. */
export async function ownToday(tx: Transaction, now: Date): Promise<string> {
  const [found] = await tx.rows<{ today: string }>(
    `select ($1::timestamptz at time zone i.time_zone)::date::text as today from institution i where i.id = current_institution()`,
    [now],
  );
  return found?.today ?? '';
}

/**
 * Own departments and people, and the shifts between two days of the institution's calendar. Whoever manages rotas without managing people
 * does not see their contacts: the telephone of somebody's last shift here stands in.
 */
export async function rotaState(tx: Transaction, from: string, to: string): Promise<RotaState> {
  const people = await tx.rows<RotaPerson>(
    `select p.id, p.name, p.staff_number as "staffNumber",
       coalesce(c.phone, (select s.phone from on_call_shift s where s.person_id = p.id and s.institution_id = current_institution()
         and s.cancelled_at is null order by s.starts_at desc limit 1)) as phone, held.appointed
     from (select a.person_id, jsonb_agg(jsonb_build_object('from', lower(a.valid), 'to', upper(a.valid) - 1)) as appointed
       from appointment a where a.institution_id = current_institution() and a.ended_at is null and not isempty(a.valid) group by a.person_id) held
     join person p on p.id = held.person_id left join person_contact c on c.person_id = p.id order by p.id`,
  );
  const shifts = await tx.rows<KnownShift>(
    `select s.id, s.department_id as "departmentId", s.person_id as "personId", s.phone, s.backup_person_id as "backupPersonId",
       s.backup_phone as "backupPhone", ${wall('s.starts_at')} as "from", ${wall('s.ends_at')} as "to", s.hand_over_note as "handOverNote",
       s.taken_over_at is not null as "isTakenOver"
     from on_call_shift s join institution i on i.id = s.institution_id
     where s.institution_id = current_institution() and s.cancelled_at is null
       and s.starts_at < ($2::date + 1)::timestamp at time zone i.time_zone and s.ends_at > $1::date::timestamp at time zone i.time_zone order by s.id`,
    [from, to],
  );
  return { people, departments: await ownDepartments(tx), shifts };
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}
/**
 * Writes a plan. @returns what was created and changed
 * @throws DriverException 23P01 where somebody is on duty at another institution at that time
 */
export async function applyRota(tx: Transaction, { create, update }: RotaPlan): Promise<{ made: Versioned[]; changed: Versioned[] }> {
  const rewritten: Versioned[] = [];
  const changed = update.map(({ id, fields }) => ({ id, ...shiftRow(fields) }));
  // two who swap their shifts would be at two places for a moment: the shifts stand aside first
  await inPortions(changed, (portion) =>
    tx.rows(`update on_call_shift set cancelled_at = now() where id = any($1::uuid[])`, [`{${portion.map(({ id }) => id).join(',')}}`]),
  );
  await inPortions(changed, async (portion) => {
    const rows = await tx.rows<Versioned>(
      `update on_call_shift s set cancelled_at = null, person_id = r.person_id, phone = r.phone, backup_person_id = r.backup_person_id,
         backup_phone = r.backup_phone, hand_over_note = r.hand_over_note, version = s.version + 1, updated_at = now()
       from jsonb_to_recordset($1::jsonb) r (${columns}) where s.id = r.id returning s.id, s.version`,
      [JSON.stringify(portion)],
    );
    rewritten.push(...rows);
  });
  const made = create.map((fields) => ({ id: newId(), ...shiftRow(fields) }));
  await inPortions(made, (portion) =>
    tx.rows(
      `insert into on_call_shift (id, institution_id, department_id, person_id, phone, backup_person_id, backup_phone, during, hand_over_note)
       select r.id, i.id, r.department_id, r.person_id, r.phone, r.backup_person_id, r.backup_phone, ${instants}, r.hand_over_note
       from jsonb_to_recordset($1::jsonb) r (${columns}) join institution i on i.id = current_institution()`,
      [JSON.stringify(portion)],
    ),
  );
  return { made: made.map(({ id }) => ({ id, version: 1 })), changed: rewritten };
}

const shiftRow = ({ departmentId, personId, phone, backupPersonId, backupPhone, from, to, handOverNote }: ShiftFields) => ({
  department_id: departmentId,
  person_id: personId,
  phone,
  backup_person_id: backupPersonId,
  backup_phone: backupPhone,
  starts: from,
  ends: to,
  hand_over_note: handOverNote,
});
