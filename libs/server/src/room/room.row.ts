import type { RoomParticipant, RoomView } from '@alliance/contracts/room.contract';
import type { Named } from '@alliance/contracts/schema';
import type { Actor } from '@alliance/domain/access/actor';
import { isModerator, placeOf, roomActionsOf } from '@alliance/domain/session-room/room.policy';
import { isRoomOpen, roomWindow } from '@alliance/domain/session-room/room-window';
import type { Participant, RoomFacts } from '@alliance/domain/session-room/room.types';

/** A party or an attendee with the seat in the room, if there is one. Instants inside JSON are text. */
export interface ParticipantRow {
  readonly id: string;
  readonly kind: Participant['kind'];
  readonly side: Participant['side'];
  readonly partyState: Participant['partyState'];
  readonly cancelled: boolean;
  readonly person: Named | null;
  readonly institution: Named;
  readonly title: Participant['title'];
  readonly seat: {
    readonly standing: NonNullable<Participant['standing']>;
    readonly joined_at: string;
    readonly away_at: string | null;
    readonly left_at: string | null;
    readonly hand_raised_at: string | null;
    readonly microphone: boolean;
    readonly camera: boolean;
    readonly screen: boolean;
    readonly muted_audio: boolean;
    readonly muted_video: boolean;
    readonly quality: RoomParticipant['quality'];
    readonly media_at: string | null;
  } | null;
}

export interface RoomRow {
  readonly id: string;
  readonly state: RoomFacts['state'];
  readonly starts_at: Date | null;
  readonly ends_at: Date | null;
  readonly started_at: Date | null;
  readonly requester_person_id: string;
  readonly hospitals: readonly string[];
  readonly locked: boolean;
  readonly locked_by: string | null;
  readonly version: number;
  readonly position: number;
  readonly participants: readonly ParticipantRow[];
}

const seat = `(select to_jsonb(s) from room_seat s where s.participant_id = p.id and s.person_id = p.person_id)`;
const people = `'person', (select jsonb_build_object('id', x.id, 'name', x.name) from person x where x.id = p.person_id),
  'institution', (select jsonb_build_object('id', i.id, 'name', i.name) from institution i where i.id = p.institution_id), 'seat', ${seat}`;

/** `$1` the consultation. Row-level security decides whether there is one. */
export const roomRow = `
  select c.id, c.state, c.starts_at, c.ends_at, c.started_at, (select a.person_id from appointment a where a.id = c.requester_id) as requester_person_id,
    array[c.inviting_id] || c.invited_ids || c.observing_ids as hospitals,
    r.locked_at is not null as locked, (select x.name from person x where x.id = r.locked_by) as locked_by, coalesce(r.version, 0) as version,
    (select coalesce(max(m.position), 0) from room_message m where m.consultation_id = c.id) as position,
    (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', 'party', 'side', p.side, 'partyState', p.state, 'cancelled', false, 'title', title_at_table(p.id), ${people})
        order by p.side, p.id), '[]') from consultation_party p where p.consultation_id = c.id and p.person_id is not null)
    || (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', 'attendee', 'side', null, 'partyState', null, 'cancelled', p.cancelled_at is not null, 'title', null, ${people})
        order by p.registered_at, p.id), '[]') from consultation_attendee p where p.consultation_id = c.id) as participants
  from consultation c left join room r on r.consultation_id = c.id where c.id = $1`;

const presenceOf = (found: ParticipantRow['seat']): Participant['presence'] =>
  !found || found.left_at ? 'absent' : found.away_at ? 'away' : 'here';

const participantOf = (row: ParticipantRow): Participant => ({
  id: row.id,
  kind: row.kind,
  side: row.side,
  partyState: row.partyState,
  cancelled: row.cancelled,
  personId: row.person?.id ?? null,
  institutionId: row.institution.id,
  title: row.title,
  standing: row.seat?.standing ?? null,
  presence: presenceOf(row.seat),
});

/** What the rules need, read off a row. */
export const factsOf = (row: RoomRow): RoomFacts => ({
  consultationId: row.id,
  state: row.state,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  startedAt: row.started_at,
  requesterPersonId: row.requester_person_id,
  locked: row.locked,
  participants: row.participants.map(participantOf),
});

const instant = (text: string | null): string | null => text && new Date(text).toISOString();

function participantView(row: ParticipantRow, facts: RoomFacts, mine: Participant | undefined): RoomParticipant {
  const participant = participantOf(row);
  return {
    id: row.id,
    kind: row.kind,
    side: row.side,
    name: row.person?.name ?? '',
    institution: row.institution,
    title: row.title,
    mine: row.id === mine?.id,
    moderator: isModerator(facts, participant),
    standing: participant.standing,
    presence: participant.presence,
    joinedAt: instant(row.seat?.joined_at ?? null),
    handRaisedAt: instant(row.seat?.hand_raised_at ?? null),
    microphone: row.seat?.microphone ?? false,
    camera: row.seat?.camera ?? false,
    screen: row.seat?.screen ?? false,
    mutedAudio: row.seat?.muted_audio ?? false,
    mutedVideo: row.seat?.muted_video ?? false,
    quality: row.seat?.quality ?? null,
  };
}

/** The room as one person sees it: who only watches sees the others while being inside, whoever has no place nobody. */
export function roomView(row: RoomRow, actor: Actor, now: Date): RoomView {
  const facts = factsOf(row);
  const mine = placeOf(facts, actor);
  const window = roomWindow(facts);
  const all = mine?.kind === 'party' || (mine?.standing === 'admitted' && mine.presence !== 'absent');
  const shown = row.participants.filter(
    ({ id, kind, partyState, seat: place }) => id === mine?.id || (all && (place ?? (kind === 'party' && partyState === 'accepted'))),
  );
  return {
    consultationId: row.id,
    version: row.version,
    open: isRoomOpen(facts, now),
    opensAt: window?.opensAt.toISOString() ?? null,
    closesAt: window?.closesAt?.toISOString() ?? null,
    locked: row.locked,
    lockedBy: row.locked ? row.locked_by : null,
    participantId: mine?.id ?? null,
    standing: mine?.standing ?? null,
    actions: roomActionsOf(facts, actor, now),
    participants: shown.map((participant) => participantView(participant, facts, mine)),
    position: row.position,
  };
}
