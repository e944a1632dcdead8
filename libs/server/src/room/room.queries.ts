import type { listRoomMessages, RoomMessage, RoomView } from '@alliance/contracts/room.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { placeOf } from '@alliance/domain/session-room/room.policy';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { factsOf, roomRow, roomView, type RoomRow } from './room.row.js';

interface MessageRow {
  readonly id: string;
  readonly consultation_id: string;
  readonly position: number;
  readonly at: Date;
  readonly person_id: string;
  readonly by: string;
  readonly institution_id: string;
  readonly institution: string;
  readonly text: string;
}
const messages = `
  select m.id, m.consultation_id, m.position, m.at, m.person_id, (select name from person where id = m.person_id) as by,
    m.institution_id, (select name from institution where id = m.institution_id) as institution, m.text from room_message m`;

/** What the screens of a session's room ask. */
@Injectable()
export class RoomQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal consultation.not_found */
  async row(tx: Transaction, id: string): Promise<RoomRow> {
    const [row] = await tx.rows<RoomRow>(roomRow, [id]);
    if (!row) throw new Refusal('consultation.not_found');
    return row;
  }

  get(actor: Actor, id: string): Promise<RoomView> {
    return this.database.read(actor, async (tx) => roomView(await this.row(tx, id), actor, this.clock.now()));
  }

  /** @throws Refusal consultation.not_found, room.not_participant */
  list(actor: Actor, id: string, { after, limit }: InputOf<typeof listRoomMessages>['query']): Promise<AnswerOf<typeof listRoomMessages>> {
    return this.database.read(actor, async (tx) => {
      const row = await this.row(tx, id);
      if (!placeOf(factsOf(row), actor)) throw new Refusal('room.not_participant');
      const found = await tx.rows<MessageRow>(`${messages} where m.consultation_id = $1 and m.position > $2 order by m.position limit $3`, [
        id,
        after,
        limit + 1,
      ]);
      return { items: found.slice(0, limit).map((message) => messageView(message, actor)), later: found.length > limit };
    });
  }

  async message(tx: Transaction, id: string): Promise<MessageRow | undefined> {
    const [row] = await tx.rows<MessageRow>(`${messages} where m.id = $1`, [id]);
    return row;
  }
}

export const messageView = (row: MessageRow, { personId }: Actor): RoomMessage => ({
  id: row.id,
  position: row.position,
  at: row.at.toISOString(),
  by: row.by,
  institution: { id: row.institution_id, name: row.institution },
  mine: row.person_id === personId,
  text: row.text,
});
