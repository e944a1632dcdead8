import { mutable, type MediaConnection } from '@alliance/contracts/room-media';
import type { RoomJoined } from '@alliance/contracts/room-frames';
import type { issueJoinToken, RoomView } from '@alliance/contracts/room.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import {
  decideInRoom,
  hasMediaPlace,
  joinTokenSeconds,
  mediaPlaces,
  meshPlaces,
  placeOf,
  standingAtDoor,
} from '@alliance/domain/session-room/room.policy';
import type { ParticipantKind } from '@alliance/domain/session-room/room.types';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { entersRoom } from '../consultation/presence.ledger.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { MediaEngine } from './media/media-engine.js';
import { RoomMedia } from './room.media.js';
import { RoomQueries } from './room.queries.js';
import { changeSeat, endVisit, lockRoom, nextVersion, tell } from './room.record.js';
import { factsOf, roomView, type RoomRow } from './room.row.js';
import { RoomSockets } from './room.sockets.js';

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

const useToken = `
  update room_token set used_at = $4 where hash = $1 and consultation_id = $2 and appointment_id = $3 and used_at is null and expires_at > $4
  returning participant_id`;
/** A place that is kept goes on as it was: since when, hand and silence. */
const takeSeat = `
  insert into room_seat as s (participant_id, consultation_id, kind, institution_id, person_id, standing, admitted_at, joined_at, last_seen_at)
  values ($1, $2, $3, current_institution(), current_person(), $4, case when $4 = 'admitted' then $5::timestamptz end, $5, $5)
  on conflict (participant_id) do update set person_id = excluded.person_id, standing = excluded.standing, last_seen_at = $5, away_at = null, left_at = null,
    joined_at = case when s.left_at is null then s.joined_at else $5 end,
    admitted_at = case when excluded.standing <> 'admitted' then null when s.left_at is null then coalesce(s.admitted_at, $5) else $5 end`;

/** In and out of the room of a session. */
@Injectable()
export class EntranceService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: RoomQueries,
    private readonly engine: MediaEngine,
    private readonly media: RoomMedia,
    private readonly sockets: RoomSockets,
  ) {}

  /** A token for one entrance of one person. @throws Refusal as `standingAtDoor` */
  issue(actor: Actor, id: string): Promise<AnswerOf<typeof issueJoinToken>> {
    return this.commands.run(actor, async (work) => {
      const { place } = standingAtDoor(factsOf(await this.queries.row(work, id)), actor, work.now);
      const token = randomBytes(24).toString('base64url');
      const expiresAt = new Date(work.now.getTime() + joinTokenSeconds * 1_000);
      await work.rows(
        `insert into room_token (hash, consultation_id, participant_id, institution_id, person_id, appointment_id, expires_at)
         values ($1, $2, $3, current_institution(), current_person(), $4, $5)`,
        [hashOf(token), id, place.id, actor.appointmentId, expiresAt],
      );
      return { token, expiresAt: expiresAt.toISOString(), participantId: place.id };
    });
  }

  /** Uses the token up and takes the seat. @throws Refusal room.token_invalid, and as `standingAtDoor` */
  enter(actor: Actor, id: string, token: string): Promise<{ joined: RoomJoined; kind: ParticipantKind }> {
    return this.commands.run(actor, async (work) => {
      await lockRoom(work, id);
      const [used] = await work.rows<{ participant_id: string }>(useToken, [hashOf(token), id, actor.appointmentId, work.now]);
      if (!used) throw new Refusal('room.token_invalid');
      const row = await this.queries.row(work, id);
      const { place, standing } = standingAtDoor(factsOf(row), actor, work.now);
      if (place.id !== used.participant_id) throw new Refusal('room.token_invalid');
      if (place.kind === 'party') await entersRoom(work, id, place.id);
      await work.rows('insert into room (consultation_id) values ($1) on conflict do nothing', [id]);
      await work.rows(takeSeat, [place.id, id, place.kind, standing, work.now]);
      if (standing === 'admitted') await beginVisit(work, id, place.id);
      const version = await nextVersion(work, id);
      // a line that comes back is no news
      if (place.presence === 'absent') tell(work, row, 'room.joined', version, { participantId: place.id, standing });
      const { position } = await this.queries.row(work, id);
      return { joined: { ok: true, participantId: place.id, standing, version, position }, kind: place.kind };
    });
  }

  leave(actor: Actor, id: string): Promise<RoomView> {
    return this.commands.run(actor, async (work) => {
      const row = await this.queries.row(work, id);
      const place = placeOf(factsOf(row), actor);
      if (!place) throw new Refusal('room.not_participant');
      if (place.presence === 'absent') return roomView(row, actor, work.now);
      await changeSeat(work, place.id, { left_at: work.now, hand_raised_at: null, media_at: null });
      await endVisit(work, place.id, 'left');
      const version = await nextVersion(work, id);
      tell(work, row, 'room.left', version, { participantId: place.id });
      work.afterCommit(() => {
        this.sockets.out({ consultationId: id, participantId: place.id }, 'left');
        this.sockets.presence(id, version);
        this.media.leave(id, place.id);
      });
      return roomView(await this.queries.row(work, id), actor, work.now);
    });
  }

  /** Takes a place with picture and sound, then asks the engine. @throws Refusal room.not_admitted, room.full, room.media_unavailable */
  async connect(actor: Actor, id: string): Promise<MediaConnection> {
    const { place, name, silenced } = await this.commands.run(actor, async (work) => {
      await lockRoom(work, id);
      const row = await this.queries.row(work, id);
      const room = factsOf(row);
      const own = decideInRoom(room, actor, 'report', work.now);
      const places = this.engine.kind === 'mesh' ? meshPlaces : mediaPlaces;
      if (!hasMediaPlace(room, own, mediaTaken(row), places)) throw new Refusal('room.full', { places });
      await changeSeat(work, own.id, { media_at: work.now });
      const found = row.participants.find((participant) => participant.id === own.id);
      return { place: own, name: found?.person?.name ?? '', silenced: mutable.filter((what) => found?.seat?.[`muted_${what}`]) };
    });
    const connection = await this.engine.connect({ consultationId: id, participantId: place.id, name, publish: place.kind === 'party' });
    // an engine that began anew has forgotten it
    for (const what of silenced) this.media.mute(id, place.id, what);
    return connection;
  }
}

const mediaTaken = ({ participants }: RoomRow): string[] =>
  participants.filter(({ seat }) => seat !== null && seat.media_at !== null && seat.left_at === null).map(({ id }) => id);

/** One goes on where the line broke so shortly that nobody saw it. */
export const beginVisit = (work: Work, consultationId: string, participantId: string) =>
  work.rows(
    'insert into room_visit (id, participant_id, consultation_id, joined_at) values ($1, $2, $3, $4) on conflict (participant_id) where left_at is null do nothing',
    [newId(), participantId, consultationId, work.now],
  );
