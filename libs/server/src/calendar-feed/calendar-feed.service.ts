import type { CalendarFeed } from '@alliance/contracts/calendar-feed.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { AddressLimit } from '../platform/auth/address-limit.js';
import { tokenHash } from '../platform/auth/session.reader.js';
import { Clock } from '../platform/clock.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { CalendarPortal } from './calendar.portal.js';
import { calendarOf, type CalendarSession, type CalendarShift } from './session.calendar.js';

/** Instants inside JSON are text. */
type Written<T> = { readonly [K in keyof T]: T[K] extends Date ? string : T[K] };
interface Behind {
  person_id: string;
  sessions: Written<CalendarSession>[];
  shifts: Written<CalendarShift>[];
}
const tokenBytes = 32;

/** The address by which somebody's calendar program finds their sessions; everybody has their own, and one at most. */
@Injectable()
export class CalendarFeedService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly limit: AddressLimit,
    private readonly clock: Clock,
    private readonly portal: CalendarPortal,
  ) {}

  get(actor: Actor): Promise<CalendarFeed> {
    return this.database.read(actor, (tx) => this.current(tx));
  }

  /** The token is in the answer and nowhere else. An earlier one stops working. */
  open(actor: Actor): Promise<{ url: string; createdAt: string }> {
    const token = randomBytes(tokenBytes).toString('base64url');
    return this.commands.run(actor, async (work) => {
      await this.endCurrent(work);
      const id = newId();
      await work.rows('insert into calendar_feed (id, person_id, token_hash, created_at) values ($1, $2, $3, $4)', [
        ...[id, actor.personId, tokenHash(token), work.now],
      ]);
      tell(work, actor, 'opened', id);
      return { url: new URL(`/api/calendar/${token}.ics`, this.portal.origin).href, createdAt: work.now.toISOString() };
    });
  }

  end(actor: Actor): Promise<CalendarFeed> {
    return this.commands.run(actor, async (work) => {
      const ended = await this.endCurrent(work);
      if (ended) tell(work, actor, 'ended', ended);
      return this.current(work);
    });
  }

  /**
   * What a program reads, and a tag that stays while nothing changes.
   * @throws Refusal link.invalid for an address that is unknown, replaced or ended, request.too_many
   */
  read(file: string, address: string): Promise<{ text: string; tag: string }> {
    return this.limit.guard(address, async () => {
      await this.limit.ask(address);
      const token = /^([\w-]{43})\.ics$/.exec(file)?.[1];
      const [behind] = token
        ? await this.database.anonymous<Behind>('select * from calendar_behind($1, $2)', [tokenHash(token), this.clock.now()])
        : [];
      if (!behind) throw new Refusal('link.invalid');
      const text = calendarOf(behind.sessions.map(read), behind.shifts.map(read), this.portal);
      return { text, tag: `"${createHash('sha256').update(text).digest('base64url')}"` };
    });
  }

  private async current(tx: Transaction): Promise<CalendarFeed> {
    const [feed] = await tx.rows<{ created_at: Date; read_at: Date | null }>(
      'select created_at, read_at from calendar_feed where person_id = current_person() and ended_at is null',
    );
    return { feed: feed ? { createdAt: feed.created_at.toISOString(), readAt: feed.read_at?.toISOString() ?? null } : null };
  }

  private async endCurrent(work: Work): Promise<string | undefined> {
    const [ended] = await work.rows<{ id: string }>(
      'update calendar_feed set ended_at = $1 where person_id = current_person() and ended_at is null returning id',
      [work.now],
    );
    return ended?.id;
  }
}

const read = <T extends { startsAt: string; endsAt: string; changedAt: string }>(row: T) => ({
  ...row,
  startsAt: new Date(row.startsAt),
  endsAt: new Date(row.endsAt),
  changedAt: new Date(row.changedAt),
});

function tell(work: Work, { personId, institutionId }: Actor, what: 'opened' | 'ended', id: string): void {
  work.audit({ action: `calendar_feed.${what}`, objectKind: 'calendar_feed', objectIds: [id] });
  work.event({
    ...{ kind: `person.calendar_feed_${what}`, topic: 'person' as const, subjectId: personId, version: 1 },
    ...{ data: {}, recipients: [institutionId] },
  });
}
