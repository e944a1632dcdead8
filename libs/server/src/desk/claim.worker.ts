import { after } from '@alliance/domain/referral/deadline';
import { claimSeconds } from '@alliance/domain/referral/queue';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { ClaimLedger } from '../referral/claim.ledger.js';
import { claimLapses } from './claim.timers.js';

/** Ends claims that nobody has worked on for half an hour; a claim that was kept is looked at again later. */
@Injectable()
export class ClaimWorker {
  constructor(private readonly ledger: ClaimLedger) {}

  @HandlesTimer(claimLapses)
  async claimLapses(work: Work, { id: timerId, subjectId }: DueTimer): Promise<void> {
    const [visible] = await work.rows<{ later: boolean }>(
      `select exists (select 1 from timer t where t.subject_id = r.id and t.kind = $2 and t.fired_at is null and t.id <> $3) as later
       from referral r where r.id = $1 and r.claimed_by is not null`,
      [subjectId, claimLapses, timerId],
    );
    if (!visible) return;
    const standing = await this.ledger.standing(work, subjectId);
    if (await this.ledger.lapse(work, subjectId)) {
      work.event({
        kind: 'referral.claim_lapsed',
        topic: 'referral',
        subjectId,
        version: standing.version,
        recipients: [work.actor.institutionId],
        concerns: standing.claimant ? [standing.claimant.personId] : [],
      });
      return;
    }
    if (!visible.later && standing.claimed_at)
      work.timer({ kind: claimLapses, subjectId, dueAt: after(standing.claimed_at, claimSeconds) });
  }
}
