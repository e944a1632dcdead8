import type { VersionView } from '@alliance/contracts/protocol.schema';
import type { Actor } from '@alliance/domain/access/actor';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/db/database.js';
import { Log } from '../platform/observe/log.js';

const counted: ReadonlySet<VersionView['state']> = new Set(['in_force', 'scheduled']);

/** Counts how often a protocol is opened, by institution and day; never by person. */
@Injectable()
export class UsageCounter {
  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  /** Reading goes on where it cannot be counted. */
  async opened(actor: Actor, { protocolId, state }: VersionView): Promise<void> {
    if (!counted.has(state)) return;
    try {
      await this.database.write(actor, (tx) =>
        tx.rows(
          `insert into protocol_opening (protocol_id, institution_id, day) values ($1, current_institution(), local_today())
           on conflict (protocol_id, institution_id, day) do update set opened = protocol_opening.opened + 1`,
          [protocolId],
        ),
      );
    } catch (error) {
      this.log.warn({ err: error }, 'a reading of a protocol was not counted');
    }
  }
}
