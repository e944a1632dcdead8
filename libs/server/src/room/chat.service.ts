import type { RoomMessage, writeRoomMessage } from '@alliance/contracts/room.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { decideInRoom } from '@alliance/domain/session-room/room.policy';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import { messageView, RoomQueries } from './room.queries.js';
import { tell } from './room.record.js';
import { factsOf } from './room.row.js';
import { RoomSockets } from './room.sockets.js';

/** One writer at a time within a session: positions have no gap, and nobody reads past one that is still being written. */
const lock = 'select pg_advisory_xact_lock(hashtextextended($1, 42))';
/** Written by whoever cannot read all of it: the place comes from the door, not from what one may read. */
const insert = `
  insert into room_message (id, consultation_id, position, institution_id, person_id, text, at)
  values ($1, $2, room_message_position($2), current_institution(), current_person(), $3, $4) on conflict (id) do nothing returning position`;

/** What is written to everybody in the room; it is kept with the case. */
@Injectable()
export class ChatService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: RoomQueries,
    private readonly sockets: RoomSockets,
  ) {}

  /** @throws Refusal request.key_reused for an id that something else has */
  write(actor: Actor, id: string, { id: messageId, text }: InputOf<typeof writeRoomMessage>['body']): Promise<RoomMessage> {
    return this.commands.run(actor, async (work) => {
      await work.rows(lock, [id]);
      const row = await this.queries.row(work, id);
      decideInRoom(factsOf(row), actor, 'write', work.now);
      const before = await this.queries.message(work, messageId);
      if (before) {
        if (before.consultation_id !== id || before.text !== text || before.person_id !== actor.personId)
          throw new Refusal('request.key_reused');
        return messageView(before, actor);
      }
      const [written] = await work.rows<{ position: number }>(insert, [messageId, id, text, work.now]);
      if (!written) throw new Refusal('request.key_reused');
      const { position } = written;
      tell(work, row, 'room.message_written', position, { position });
      work.afterCommit(() => this.sockets.chat(id, position));
      const message = await this.queries.message(work, messageId);
      if (!message) throw new Refusal('room.not_admitted');
      return messageView(message, actor);
    });
  }
}
