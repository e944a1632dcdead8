import type { AnswerOf } from '@alliance/contracts/route';
import type { claimReferral } from '@alliance/contracts/desk.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { after } from '@alliance/domain/referral/deadline';
import { claimSeconds } from '@alliance/domain/referral/queue';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { ClaimLedger, type ClaimStanding } from '../referral/claim.ledger.js';
import { claimOf } from '../referral/claim.reader.js';
import { claimLapses } from './claim.timers.js';

type Claimed = AnswerOf<typeof claimReferral>;

/** Who works on an inbound referral, so that two people do not call the same ward. */
@Injectable()
export class ClaimService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly ledger: ClaimLedger,
    private readonly clock: Clock,
  ) {}

  claim(actor: Actor, id: string): Promise<Claimed> {
    return this.command(actor, id, (work) => this.claimed(work, actor, id));
  }

  release(actor: Actor, id: string): Promise<Claimed> {
    return this.command(actor, id, (work) => this.released(work, actor, id));
  }

  /** @param from whose claim was seen: somebody who claimed it meanwhile keeps it */
  take(actor: Actor, id: string, from: string): Promise<Claimed> {
    return this.command(actor, id, async (work) => {
      const before = await this.ledger.claim(work, actor, id, actor.appointmentId, from);
      if (before) this.record(work, actor, before, 'referral.claim_taken', before.claimant ? [before.claimant.personId] : []);
    });
  }

  /** Within a command: claims for oneself. */
  async claimed(work: Work, actor: Actor, id: string): Promise<void> {
    const before = await this.ledger.claim(work, actor, id, actor.appointmentId, actor.appointmentId);
    if (before) this.record(work, actor, before, 'referral.claimed');
  }

  /** Within a command: lets go. */
  async released(work: Work, actor: Actor, id: string): Promise<void> {
    this.record(work, actor, await this.ledger.release(work, actor, id), 'referral.claim_released');
  }

  /** Within a command: to a colleague, an inbound one as a claim, an outbound one for good. */
  async handedOver(work: Work, actor: Actor, id: string, to: { appointmentId: string; personId: string }): Promise<void> {
    const { sender_id: sender } = await this.ledger.standing(work, id);
    const before =
      sender === actor.institutionId
        ? await this.ledger.pass(work, actor, id, to.appointmentId)
        : await this.ledger.claim(work, actor, id, to.appointmentId, actor.appointmentId);
    if (before) this.record(work, actor, before, 'referral.handed_over', [to.personId]);
  }

  /** Within a command: 催办, to the side whose turn it is. */
  async reminded(work: Work, actor: Actor, id: string): Promise<void> {
    const { next_action_by: by, ...before } = await this.ledger.remind(work, actor, id);
    const { version, sender_id: sender, receiver_id: receiver, urgency } = before;
    work.event({
      kind: 'referral.reminded',
      topic: 'referral',
      subjectId: id,
      version,
      data: { ...(urgency && { urgency }), ...(by && { by }) },
      recipients: receiver ? [sender, receiver] : [sender],
      concerns: by === 'sender' ? before.sender_people : before.claimant ? [before.claimant.personId] : [],
    });
    work.audit({ action: 'referral.remind', objectKind: 'referral', objectIds: [id] });
  }

  /** Told to one's own house only: the other hospital does not learn who works on it. */
  private record(work: Work, actor: Actor, { id, version }: ClaimStanding, kind: string, concerns: readonly string[] = []): void {
    work.event({ kind, topic: 'referral', subjectId: id, version, recipients: [actor.institutionId], concerns });
    work.audit({ action: kind, objectKind: 'referral', objectIds: [id] });
    if (kind !== 'referral.claim_released') work.timer({ kind: claimLapses, subjectId: id, dueAt: after(work.now, claimSeconds) });
  }

  private command(actor: Actor, id: string, change: (work: Work) => Promise<void>): Promise<Claimed> {
    return this.commands.run(
      actor,
      async (work) => {
        await change(work);
        work.subjectId = id;
        return this.view(work, actor, id);
      },
      { replay: (subjectId) => this.database.read(actor, (tx) => this.view(tx, actor, subjectId)) },
    );
  }

  private async view(tx: Transaction, actor: Actor, id: string): Promise<Claimed> {
    return { id, claim: claimOf(await this.ledger.standing(tx, id), actor, this.clock.now()) };
  }
}
