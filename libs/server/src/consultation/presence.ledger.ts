import { seatedOnJoining } from '@alliance/domain/consultation/no-show';
import type { Work } from '../platform/command/work.js';
import { appointedSession, hospitalsOfSession, seatsOfSession } from './session.row.js';

/**
 * Somebody of a session enters the room. Who was given up at the start and comes after all takes part again, beside whoever was called
 * instead; for everybody else nothing changes.
 */
export async function entersRoom(work: Work, consultationId: string, partyId: string): Promise<void> {
  const seat = (await seatsOfSession(work, consultationId)).find(({ id }) => id === partyId);
  if (!seat) return;
  const seated = seatedOnJoining(seat);
  if (seated.state === seat.state) return;
  const session = await appointedSession(work, consultationId);
  if (!session) return;
  await work.rows('update consultation_party set state = $2, required = $3 where id = $1', [partyId, seated.state, seated.required]);
  await work.rows('update consultation set version = version + 1, updated_at = $2 where id = $1', [consultationId, work.now]);
  work.audit({ action: 'consultation.came_after_all', objectKind: 'consultation', objectIds: [consultationId] });
  work.event({
    ...{ kind: 'consultation.came_after_all', topic: 'consultation' as const, subjectId: consultationId, version: session.version + 1 },
    ...{ data: { partyId }, recipients: hospitalsOfSession(session) },
  });
}
