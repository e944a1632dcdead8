import type { Guide } from '@alliance/contracts/demonstration.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform/db/database.js';
import { GUIDE, type GuideContent } from './demonstration.types.js';

@Injectable()
export class DemonstrationQueries {
  constructor(
    @Inject(GUIDE) private readonly content: GuideContent,
    private readonly database: Database,
  ) {}

  /** The same for everybody, but for which of it they can open: asked under their own row-level security, and only whether it is there. */
  async guide(actor: Actor): Promise<Guide> {
    const { stories, alive, accounts } = this.content;
    const open = await this.seenBy(
      actor,
      [...stories, ...alive].map(({ referralId }) => referralId),
    );
    return {
      stories: stories.map((entry) => ({ ...entry, mayOpen: open.has(entry.referralId) })),
      alive: alive.map((entry) => ({ ...entry, mayOpen: open.has(entry.referralId) })),
      accounts,
    };
  }

  private async seenBy(actor: Actor, ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (!may(actor, 'referral.read')) return new Set();
    const rows = await this.database.read(actor, (tx) =>
      tx.rows<{ id: string }>('select id from referral where id = any($1::uuid[])', [ids]),
    );
    return new Set(rows.map(({ id }) => id));
  }
}
