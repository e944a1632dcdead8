import type { Mutable } from '@alliance/contracts/room-media';
import type { RoomView } from '@alliance/contracts/room.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { attendeePlaces, decideInRoom, takesPart } from '@alliance/domain/session-room/room.policy';
import type { Participant, RemoveReason, RoomAction, RoomFacts } from '@alliance/domain/session-room/room.types';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { beginVisit } from './entrance.service.js';
import { RoomMedia } from './room.media.js';
import { RoomQueries } from './room.queries.js';
import { changeSeat, endVisit, lockRoom, nextVersion, tell } from './room.record.js';
import { factsOf, roomView, type RoomRow } from './room.row.js';
import { RoomSockets } from './room.sockets.js';

interface Deciding {
  readonly work: Work;
  readonly row: RoomRow;
  readonly room: RoomFacts;
  readonly target: Participant | undefined;
}
/** What is recorded, and what sockets and media are told once it is true; null: nothing changed. */
interface Decided {
  readonly data: Readonly<Record<string, unknown>>;
  readonly hint?: () => void;
}

/** What a moderator does to the room and to those in it. Doing it twice is doing it once: no version is asked for. */
@Injectable()
export class ModerationService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: RoomQueries,
    private readonly media: RoomMedia,
    private readonly sockets: RoomSockets,
  ) {}

  /** @param participantId null: everybody in the lobby */
  admit(actor: Actor, id: string, participantId: string | null): Promise<RoomView> {
    return this.act(actor, id, 'admit', participantId, async ({ work, room, target }) => {
      const asked = target
        ? [target]
        : room.participants.filter(({ standing, presence }) => standing === 'waiting' && presence !== 'absent');
      const outside = asked.filter(({ standing }) => standing === 'waiting' || standing === 'removed');
      const inside = room.participants.filter(
        ({ kind, standing, presence }) => kind === 'attendee' && standing === 'admitted' && presence !== 'absent',
      );
      if (inside.length + outside.length > attendeePlaces) throw new Refusal('room.full', { places: attendeePlaces });
      if (!outside.length) return null;
      for (const one of outside) await this.letIn(work, id, one);
      const ids = outside.map((one) => one.id);
      return {
        data: { participantIds: ids },
        hint: () => ids.forEach((each) => this.sockets.letIn({ consultationId: id, participantId: each })),
      };
    });
  }

  mute(actor: Actor, id: string, participantId: string, what: Mutable): Promise<RoomView> {
    return this.act(actor, id, 'mute', participantId, async ({ work }) => {
      await changeSeat(
        work,
        participantId,
        what === 'audio' ? { muted_audio: true, microphone: false } : { muted_video: true, camera: false },
      );
      const hint = () => {
        this.media.mute(id, participantId, what);
        this.sockets.tell(id, participantId, { kind: 'muted', what });
      };
      return { data: { participantId, what }, hint };
    });
  }

  remove(actor: Actor, id: string, participantId: string, reason: RemoveReason): Promise<RoomView> {
    return this.act(actor, id, 'remove', participantId, async ({ work }) => {
      const out = { left_at: work.now, away_at: null, hand_raised_at: null, media_at: null };
      await changeSeat(work, participantId, { standing: 'removed', removed_reason: reason, ...out });
      await endVisit(work, participantId, 'removed');
      const hint = () => {
        this.sockets.out({ consultationId: id, participantId }, 'removed');
        this.media.leave(id, participantId);
      };
      return { data: { participantId, reason }, hint };
    });
  }

  lock(actor: Actor, id: string, locked: boolean): Promise<RoomView> {
    return this.act(actor, id, locked ? 'lock' : 'unlock', null, async ({ work, room }) => {
      if (room.locked === locked) return null;
      await work.rows('update room set locked_at = $2, locked_by = $3 where consultation_id = $1', [
        id,
        locked ? work.now : null,
        locked ? actor.personId : null,
      ]);
      return { data: {} };
    });
  }

  private async letIn(work: Work, id: string, { id: participantId, standing, presence }: Participant): Promise<void> {
    const here = presence === 'here';
    // who was removed is out, and may come to the door again
    if (standing === 'removed') await changeSeat(work, participantId, { standing: 'waiting', removed_reason: null });
    else await changeSeat(work, participantId, { standing: 'admitted', admitted_at: work.now });
    if (standing === 'waiting' && here) await beginVisit(work, id, participantId);
  }

  private act(
    actor: Actor,
    id: string,
    action: Exclude<RoomAction, 'join' | 'leave'>,
    participantId: string | null,
    apply: (deciding: Deciding) => Promise<Decided | null>,
  ): Promise<RoomView> {
    return this.commands.run(actor, async (work) => {
      await lockRoom(work, id);
      const row = await this.queries.row(work, id);
      const room = factsOf(row);
      const target = participantId ? room.participants.find((one) => one.id === participantId) : undefined;
      decideInRoom(room, actor, action, work.now, target);
      if (participantId && (!target?.standing || !takesPart(target))) throw new Refusal('access.not_found');
      const decided = await apply({ work, row, room, target });
      if (!decided) return roomView(row, actor, work.now);
      const version = await nextVersion(work, id);
      tell(work, row, `room.${past[action] ?? action}`, version, decided.data);
      work.afterCommit(() => {
        decided.hint?.();
        this.sockets.presence(id, version);
      });
      return roomView(await this.queries.row(work, id), actor, work.now);
    });
  }
}

const past: Partial<Record<RoomAction, string>> = {
  admit: 'admitted',
  mute: 'muted',
  remove: 'removed',
  lock: 'locked',
  unlock: 'unlocked',
};
