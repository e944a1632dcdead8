import { calendarTellings, type LastTold } from '@alliance/domain/consultation/calendar-telling';
import type { ConsultationState } from '@alliance/domain/consultation/consultation.machine';
import type { PartyState } from '@alliance/domain/consultation/consultation.types';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';

interface Session {
  state: ConsultationState;
  starts_at: Date | null;
  ends_at: Date | null;
  held: boolean;
}
interface Seat {
  person_id: string;
  institution_id: string;
  state: PartyState;
}
interface Told extends LastTold {
  institution_id: string;
  starts_at: Date;
  ends_at: Date;
}

const session = `
  select state, starts_at, ends_at, held_until is not null as held from consultation
  where id = $1 and inviting_id = current_institution() and sequence <> calendar_sequence for update`;
const seats = `
  select person_id, institution_id, state from consultation_party where consultation_id = $1 and person_id is not null
  order by state in ('invited', 'accepted') desc, id`;
const lastTold = `
  select distinct on (person_id) person_id as "personId", method, institution_id, starts_at, ends_at from calendar_invitation
  where consultation_id = $1 order by person_id, sequence desc`;
const write = `
  insert into calendar_invitation (id, consultation_id, person_id, institution_id, method, sequence, number, kind, specialty, organiser, hospitals,
    accepted, starts_at, ends_at, created_at)
  select $1, c.id, $3, $4, $5, c.sequence, c.number, c.kind, c.specialty, (select i.name from institution i where i.id = c.inviting_id),
    array(select i.name from institution i where i.id = any(c.invited_ids) order by i.name), $6, $7, $8, $9 from consultation c where c.id = $2`;

/** Writes down whom a change concerns, as the inviting hospital, and that it is told with that. */
export async function tellCalendars(work: Work, id: string): Promise<void> {
  const [row] = await work.rows<Session>(session, [id]);
  if (!row) return;
  const seated = await work.rows<Seat>(seats, [id]);
  const told = await work.rows<Told>(lastTold, [id]);
  const appointed = row.starts_at !== null && !row.held;
  const tellings = calendarTellings(
    { state: row.state, appointed },
    seated.map(({ person_id: personId, state }) => ({ personId, state })),
    told,
  );
  for (const { personId, method } of tellings) {
    const seat = seated.find(({ person_id }) => person_id === personId);
    const before = told.find((last) => last.personId === personId);
    const place = seat?.institution_id ?? before?.institution_id;
    // what is called off is called off for the time that was told
    const time = method === 'cancel' ? before : row;
    if (!place || !time?.starts_at || !time.ends_at) continue;
    await work.rows(write, [newId(), id, personId, place, method, seat?.state === 'accepted', time.starts_at, time.ends_at, work.now]);
  }
  await work.rows('update consultation set calendar_sequence = sequence where id = $1', [id]);
}
