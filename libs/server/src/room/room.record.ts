import type { Work } from '../platform/command/work.js';
import type { RoomRow } from './room.row.js';

type Columns = Readonly<Record<string, unknown>>;

/** Everything about one room in turn: whoever counts places counts those that are being taken. */
export const lockRoom = (work: Work, consultationId: string) =>
  work.rows('select pg_advisory_xact_lock(hashtextextended($1, 41))', [consultationId]);

/** Changes a seat. Only names of columns written in this feature come here. */
export async function changeSeat(work: Work, participantId: string, columns: Columns): Promise<void> {
  const names = Object.keys(columns);
  const set = names.map((name, at) => `${name} = $${at + 2}`).join(', ');
  await work.rows(`update room_seat set ${set} where participant_id = $1`, [participantId, ...Object.values(columns)]);
}

export const endVisit = (work: Work, participantId: string, ended: 'left' | 'removed') =>
  work.rows('update room_visit set left_at = greatest(joined_at, $2), ended = $3 where participant_id = $1 and left_at is null', [
    participantId,
    work.now,
    ended,
  ]);

/** The last statement of every change: rooms are locked after seats, always. @returns the version that sockets are told */
export async function nextVersion(work: Work, consultationId: string): Promise<number> {
  const [room] = await work.rows<{ version: number }>(
    'update room set version = version + 1 where consultation_id = $1 returning version',
    [consultationId],
  );
  return room?.version ?? 0;
}

/** What happened, in ids and codes, to the hospitals of the case; and who did it. */
export function tell(work: Work, row: RoomRow, kind: string, version: number, data: Columns = {}): void {
  const recipients = [...new Set(row.hospitals)];
  work.event({ kind, topic: 'room', subjectId: row.id, version, data, recipients });
  work.audit({ action: kind, objectKind: 'consultation', objectIds: [row.id] });
}
