import type { bulkReferrals } from '@alliance/contracts/desk.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal, type RefusalCode } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { today } from '../platform/today.js';
import { ClaimLedger } from '../referral/claim.ledger.js';
import { ClaimService } from './claim.service.js';

type Bulk = InputOf<typeof bulkReferrals>['body'];
type Results = AnswerOf<typeof bulkReferrals>;

/** The same small step for many rows. Each row says by itself whether it was done; what is refused for one hinders no other. */
@Injectable()
export class BulkService {
  constructor(
    private readonly commands: Commands,
    private readonly claims: ClaimService,
    private readonly ledger: ClaimLedger,
  ) {}

  /** @throws Refusal request.invalid without somebody to hand over to, access.not_found for somebody who is not of the house */
  run(actor: Actor, { action, ids, to }: Bulk): Promise<Results> {
    return this.commands.run(actor, async (work) => {
      const step = await this.step(work, actor, action, to);
      const refused = new Map<string, RefusalCode | null>();
      // in one order, so that two who do the same wait for each other instead of both
      for (const id of [...new Set(ids)].sort()) refused.set(id, await refusalOf(() => step(id)));
      return { results: [...new Set(ids)].map((id) => ({ id, refused: refused.get(id) ?? null })) };
    });
  }

  private async step(work: Work, actor: Actor, action: Bulk['action'], to: string | undefined): Promise<(id: string) => Promise<void>> {
    switch (action) {
      case 'claim':
        return (id) => this.claims.claimed(work, actor, id);
      case 'release':
        return (id) => this.claims.released(work, actor, id);
      case 'remind':
        return (id) => this.claims.reminded(work, actor, id);
      case 'print':
        return async (id) => {
          await this.ledger.standing(work, id);
          work.audit({ action: 'referral.print', objectKind: 'referral', objectIds: [id] });
        };
      case 'hand_over': {
        if (!to) throw new Refusal('request.invalid', { fields: ['to'] });
        const colleague = { appointmentId: to, personId: await this.colleague(work, actor, to) };
        return (id) => this.claims.handedOver(work, actor, id, colleague);
      }
    }
  }

  private async colleague(work: Work, { institutionId }: Actor, appointmentId: string): Promise<string> {
    const [found] = await work.rows<{ id: string }>(
      `select p.id from appointment a join person p on p.id = a.person_id
       where a.id = $1 and a.institution_id = $2 and a.role in ('doctor', 'coordinator') and a.valid @> $3::date and p.deactivated_at is null`,
      [appointmentId, institutionId, today(work.now)],
    );
    if (!found) throw new Refusal('access.not_found');
    return found.id;
  }
}

async function refusalOf(step: () => Promise<void>): Promise<RefusalCode | null> {
  try {
    await step();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
