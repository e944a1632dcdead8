import type { OwnSession } from '@alliance/contracts/own-session.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { SessionEnded } from '../platform/auth/session-ended.js';
import { Commands } from '../platform/command/commands.js';
import { Database } from '../platform/db/database.js';

interface Row {
  id: string;
  method: OwnSession['method'];
  device: string;
  address: string | null;
  created_at: Date;
  seen_at: Date;
  expires_at: Date;
  on_call_until: Date | null;
}

/** Where one is signed in. The policies of the table show and delete nobody else's. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly sessionEnded: SessionEnded,
  ) {}

  async list(actor: Actor, current: string): Promise<{ items: OwnSession[] }> {
    const rows = await this.database.read(actor, (tx) =>
      tx.rows<Row>(
        `select id, method, device, address, created_at, seen_at, expires_at, case when on_call_until > now() then on_call_until end as on_call_until
         from session where person_id = current_person()
           and ((seen_at > now() - make_interval(secs => idle_seconds) and expires_at > now()) or on_call_until > now())
         order by id = $1 desc, seen_at desc`,
        [current],
      ),
    );
    return { items: rows.map((row) => viewOf(row, current)) };
  }

  /** @throws Refusal access.not_found */
  async revoke(actor: Actor, id: string): Promise<void> {
    const [ended] = await this.end(actor, 'delete from session where person_id = current_person() and id = $1 returning id', id);
    if (!ended) throw new Refusal('access.not_found');
  }

  async revokeOthers(actor: Actor, current: string): Promise<{ ended: number }> {
    const ended = await this.end(actor, 'delete from session where person_id = current_person() and id <> $1 returning id', current);
    return { ended: ended.length };
  }

  private end(actor: Actor, statement: string, id: string): Promise<string[]> {
    return this.commands.run(actor, async (work) => {
      const ended = (await work.rows<{ id: string }>(statement, [id])).map((row) => row.id);
      if (ended.length) work.audit({ action: 'session.revoke', objectKind: 'session', objectIds: ended });
      work.afterCommit(() => this.sessionEnded.announce(ended));
      return ended;
    });
  }
}

const viewOf = (row: Row, current: string): OwnSession => ({
  id: row.id,
  current: row.id === current,
  method: row.method,
  openedAt: new Date(row.created_at).toISOString(),
  seenAt: new Date(row.seen_at).toISOString(),
  endsAt: new Date(row.expires_at).toISOString(),
  device: row.device,
  address: row.address,
  onCallUntil: row.on_call_until && new Date(row.on_call_until).toISOString(),
});
