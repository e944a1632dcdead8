import { dueAfter, type ConsultationTerms } from '@alliance/domain/consultation/consultation';
import { opinionsComplete } from '@alliance/domain/consultation/consultation.policy';
import { Refusal } from '@alliance/domain/refusal';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { papersMissing } from '@alliance/domain/consultation/request-completeness';
import { factsOf, hospitalsOf, peopleOf, requestOf, type ConsultationRow } from './consultation.row.js';

type Data = Readonly<Record<string, string | number | boolean>>;

/**
 * One event for every hospital that takes part, and the trace of who did it. A draft is nobody else's.
 * @param told hospitals beyond those, such as one that takes part no more
 */
export function tell(
  work: Work,
  row: ConsultationRow,
  kind: `consultation.${string}`,
  data: Data = {},
  { version = row.version, told = [] as readonly string[] } = {},
): string {
  work.subjectId = row.id;
  work.audit({ action: kind, objectKind: 'consultation', objectIds: [row.id] });
  return work.event({
    kind,
    topic: 'consultation',
    subjectId: row.id,
    version,
    data,
    recipients: [...new Set([...heardBy(row, kind), ...told])],
    concerns: peopleOf(row),
  });
}

/** What hospitals that only watch may know: when they meet, and who comes (TM-15). */
const watched: readonly string[] = ['invited', 'booked', 'rescheduled', 'cancelled', 'started', 'finished', 'attended'];
function heardBy(row: ConsultationRow, kind: string): readonly string[] {
  if (!row.invited_at) return [row.inviting.id];
  const open = watched.includes(kind.slice('consultation.'.length));
  return hospitalsOf(row).filter((id) => open || id === row.inviting.id || row.invited_ids.includes(id));
}

/** Words beside the codes of an answer. */
export async function note(
  work: Work,
  row: Pick<ConsultationRow, 'id'>,
  kind: string,
  text: string | null,
  eventId: string | null,
): Promise<void> {
  if (!text) return;
  await work.rows(
    `insert into consultation_note (id, consultation_id, event_id, kind, text, institution_id, person_id, at) values ($1, $2, $3, $4, $5, current_institution(), current_person(), $6)`,
    [newId(), row.id, eventId, kind, text, work.now],
  );
}

/**
 * Writes the columns of a change under the version that was seen.
 * @throws Refusal record.stale when somebody else was first
 */
export async function change(work: Work, row: ConsultationRow, columns: Readonly<Record<string, unknown>>): Promise<void> {
  const names = Object.keys(columns);
  const [moved] = await work.rows(
    `update consultation set ${names.map((name, i) => `${name} = $${i + 4},`).join(' ')} updated_at = $3, version = version + 1 where id = $1 and version = $2 returning 1`,
    [row.id, row.version, work.now, ...names.map((name) => columns[name])],
  );
  if (!moved) throw new Refusal('record.stale', { version: row.version });
}

/**
 * What is waited for from now on, as columns; the database arms the timer that looks after it.
 * @param before as it stood
 * @param row as it stands after the change
 */
export function dueColumns(
  before: ConsultationRow,
  row: ConsultationRow,
  terms: ConsultationTerms,
  now: Date,
): Readonly<Record<string, unknown>> {
  const facts = factsOf(row);
  const accepted = facts.parties.some(({ side, state }) => side === 'invited' && state === 'accepted');
  const { kind, urgency, ends_at: endsAt, decided_at: decidedAt } = row;
  const papers = kind === 'immediate' && papersMissing(requestOf(row));
  const open = row.beside.actions.filter(({ outcome }) => outcome === null).flatMap(({ dueOn }) => dueOn ?? []);
  const standing = {
    kind,
    mode: row.mode,
    urgency,
    endsAt,
    complete: opinionsComplete(facts),
    accepted,
    decidedAt,
    papers,
    actionsOn: open.sort()[0] ?? null,
  };
  const due = dueAfter(row.state, standing, terms, now);
  // a clock that runs goes on; only the end of a session moves with its time
  const moved = before.state !== row.state || before.ends_at?.getTime() !== row.ends_at?.getTime();
  if (row.due_at && due?.for === row.due_for && !(moved && due.for === 'opinion')) return {};
  return { due_at: due?.at ?? null, due_for: due?.for ?? null, overdue_told_at: null };
}

/** Whether the hospitals that are invited by now are others than the case says. */
export function invitedMoved(row: ConsultationRow): boolean {
  if (row.state === 'voided') return true;
  const invited = row.beside.parties.filter(
    ({ side, state, signed }) => side === 'invited' && (signed || ['invited', 'accepted', 'absent', 'excused'].includes(state)),
  );
  const ids = new Set(invited.map(({ institution }) => institution.id));
  return ids.size !== row.invited_ids.length || row.invited_ids.some((id) => !ids.has(id));
}
