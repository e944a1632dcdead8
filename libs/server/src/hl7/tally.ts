import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db/database.js';
import { Log } from '../platform/observe/log.js';
import type { Sender } from './senders.js';

const kinds = ['filed', 'repeated', 'quarantined', 'refused'] as const;
type Kind = (typeof kinds)[number];
type Counts = Record<Kind, number>;

const everyMs = 2_000;
const add = `
  insert into hl7_hour as h (connection_id, institution_id, hour, filed, repeated, quarantined, refused)
  values ($1, current_institution(), date_trunc('hour', $2::timestamptz), $3, $4, $5, $6)
  on conflict (connection_id, hour) do update set filed = h.filed + excluded.filed, repeated = h.repeated + excluded.repeated,
    quarantined = h.quarantined + excluded.quarantined, refused = h.refused + excluded.refused`;

/** How many messages came and what became of them: gathered here and written every two seconds, apart from what is filed. */
@Injectable()
export class Tally implements OnModuleInit, BeforeApplicationShutdown {
  private counted = new Map<string, Counts & { readonly institutionId: string }>();
  private clockwork: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.clockwork = setInterval(() => void this.write(), everyMs);
  }

  count({ connectionId, institutionId }: Sender, kind: Kind): void {
    const counts = this.counted.get(connectionId) ?? { institutionId, filed: 0, repeated: 0, quarantined: 0, refused: 0 };
    counts[kind]++;
    this.counted.set(connectionId, counts);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.clockwork);
    await this.write();
  }

  async write(): Promise<void> {
    const counted = this.counted;
    this.counted = new Map();
    for (const [connectionId, { institutionId, ...counts }] of counted)
      try {
        await this.database.write({ institutionId }, async (tx) => {
          const now = this.clock.now();
          await tx.rows('update hl7_connection set last_seen_at = $2 where id = $1', [connectionId, now]);
          await tx.rows(add, [connectionId, now, ...kinds.map((kind) => counts[kind])]);
        });
      } catch (error) {
        this.log.warn({ err: error }, 'messages were not counted');
      }
  }
}
