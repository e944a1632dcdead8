import type { addConsultationRoom, changeConsultationRoom, ConsultationRoom } from '@alliance/contracts/availability.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database } from '../platform/db/database.js';
import { sqlStateOf } from '../platform/db/sql-state.js';
import { newId } from '../platform/ids.js';

interface RoomRow {
  id: string;
  version: number;
  name: string;
  equipment: string | null;
  ended_at: Date | null;
}
const columns = 'id, version, name, equipment, ended_at';
const view = ({ ended_at, ...row }: RoomRow): ConsultationRoom => ({ ...row, endedAt: ended_at && new Date(ended_at).toISOString() });

/** Rooms of the own institution that are equipped for consultations. */
@Injectable()
export class RoomService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
  ) {}

  list(actor: Actor, ended: 'yes' | 'no'): Promise<{ items: ConsultationRoom[] }> {
    return this.database.read(actor, async (tx) => ({
      items: (
        await tx.rows<RoomRow>(`select ${columns} from consultation_room where ended_at is null or $1 order by name, id`, [ended === 'yes'])
      ).map(view),
    }));
  }

  /** @throws Refusal availability.name_taken */
  add(actor: Actor, { id, name, equipment }: InputOf<typeof addConsultationRoom>['body']): Promise<ConsultationRoom> {
    return this.command(actor, 'consultation_room.added', (work) =>
      work.rows<RoomRow>(
        `insert into consultation_room (id, institution_id, name, equipment, created_at) values ($1, current_institution(), $2, $3, $4) returning ${columns}`,
        [id ?? newId(), name, equipment, work.now],
      ),
    );
  }

  /** @throws Refusal access.not_found, record.stale, availability.name_taken */
  change(
    actor: Actor,
    id: string,
    { version, name, equipment, ended }: InputOf<typeof changeConsultationRoom>['body'],
  ): Promise<ConsultationRoom> {
    return this.command(actor, 'consultation_room.changed', async (work) => {
      const [room] = await work.rows<RoomRow>(`select ${columns} from consultation_room where id = $1`, [id]);
      if (!room) throw new Refusal('access.not_found');
      if (room.version !== version) throw new Refusal('record.stale', { version: room.version });
      return work.rows<RoomRow>(
        `update consultation_room set name = $3, equipment = $4, version = version + 1, ended_at = case when $5 then coalesce(ended_at, $6) end
         where id = $1 and version = $2 returning ${columns}`,
        [id, version, name, equipment, ended, work.now],
      );
    });
  }

  private async command(actor: Actor, kind: string, write: (work: Work) => Promise<RoomRow[]>): Promise<ConsultationRoom> {
    try {
      return await this.commands.run(
        actor,
        async (work) => {
          const [room] = await write(work);
          if (!room) throw new Refusal('record.stale');
          work.subjectId = room.id;
          work.audit({ action: kind, objectKind: 'consultation_room', objectIds: [room.id] });
          work.event({ kind, topic: 'availability', subjectId: room.id, version: room.version, recipients: [actor.institutionId] });
          return view(room);
        },
        { replay: (id) => this.one(actor, id) },
      );
    } catch (error) {
      if (sqlStateOf(error) === '23505') throw new Refusal('availability.name_taken');
      throw error;
    }
  }

  private async one(actor: Actor, id: string): Promise<ConsultationRoom> {
    const [room] = await this.database.read(actor, (tx) =>
      tx.rows<RoomRow>(`select ${columns} from consultation_room where id = $1`, [id]),
    );
    if (!room) throw new Refusal('access.not_found');
    return view(room);
  }
}
