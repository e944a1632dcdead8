import type { InboxEvent } from '@alliance/contracts/event.contract';
import { Injectable } from '@nestjs/common';
import { Database, type Identity } from '../db/database.js';
import type { Topic } from '@alliance/contracts/live';

interface Line {
  seq: number;
  topic: Topic;
  subject_id: string;
  version: number;
  kind: string;
  at: Date;
  alarm: boolean;
}

/** What an institution's screens missed: read from PostgreSQL, never from Redis. */
@Injectable()
export class InboxQueries {
  constructor(private readonly database: Database) {}

  /** Lines after `after`, oldest first, and the newest number there is. */
  after(identity: Identity, after: number, limit: number): Promise<{ items: InboxEvent[]; head: number }> {
    return this.database.read(identity, async (tx) => {
      const lines = await tx.rows<Line>(
        'select seq::float8 as seq, topic, subject_id, version, kind, at, alarm from inbox where recipient = $1 and seq > $2 order by seq limit $3',
        [identity.institutionId, after, limit],
      );
      const [head] = await tx.rows<{ seq: number }>('select seq::float8 as seq from inbox_head where recipient = $1', [
        identity.institutionId,
      ]);
      return {
        items: lines.map(({ seq, topic, subject_id, version, kind, at, alarm }) => ({
          seq,
          topic,
          id: subject_id,
          version,
          ...(alarm && { alarm }),
          kind,
          at: new Date(at).toISOString(),
        })),
        head: head?.seq ?? 0,
      };
    });
  }
}
