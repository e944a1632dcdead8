import type { listReviewers, myReviews } from '@alliance/contracts/referral-late.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Database } from '../platform/db/database.js';
import { ReferralQueries } from './referral.queries.js';

const reviewers = `
  select i.id, i.name from membership m join institution i on i.id = m.institution_id
  where m.alliance_id = $1 and m.valid @> local_today() and m.suspended_at is null and i.id not in ($2, $3) and i.level in ('secondary', 'tertiary')
  order by m.role = 'lead' desc, i.name`;

interface Review {
  id: string;
  referral_id: string;
  referral_number: string;
  sender: string;
  receiver: string | null;
  at: Date;
  due_at: Date;
  state: 'pending' | 'upheld' | 'overturned';
}

/** Who could review a return, and what my hospital is asked to review. */
@Injectable()
export class AppealQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly referrals: ReferralQueries,
  ) {}

  /** @throws Refusal referral.not_found */
  reviewers(actor: Actor, id: string): Promise<AnswerOf<typeof listReviewers>> {
    return this.database.read(actor, async (tx) => {
      const row = await this.referrals.row(tx, id);
      return {
        items: await tx.rows<{ id: string; name: string }>(reviewers, [row.alliance_id, row.sender_id, row.receiver_id ?? row.sender_id]),
      };
    });
  }

  mine(actor: Actor): Promise<AnswerOf<typeof myReviews>> {
    return this.database.write(actor, async (tx) => {
      const rows = await tx.rows<Review>(
        `select a.id, a.referral_id, a.referral_number, (select name from institution where id = a.sender_id) as sender,
           (select name from institution where id = a.receiver_id) as receiver, a.at, a.due_at, a.state
         from referral_appeal a where a.reviewer_id = $1 order by a.state = 'pending' desc, a.at desc limit 100`,
        [actor.institutionId],
      );
      await this.audit.seen(tx, actor, {
        action: 'referral.reviews',
        objectKind: 'referral',
        objectIds: rows.map((row) => row.referral_id),
      });
      return {
        items: rows.map((row) => ({
          id: row.id,
          referralId: row.referral_id,
          number: row.referral_number,
          sender: row.sender,
          receiver: row.receiver ?? '',
          at: row.at.toISOString(),
          dueAt: row.due_at.toISOString(),
          state: row.state,
        })),
      };
    });
  }
}
