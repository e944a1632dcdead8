import type { Hold, holdCapacity } from '@alliance/contracts/capacity.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { ReferralState } from '@alliance/domain/referral/referral.machine';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import type { Transaction } from '../platform/db/database.js';
import { holdRow, holdView, type HoldRow } from './capacity.row.js';
import { HoldLedger } from './hold.ledger.js';
import { here, received, taken, tellBoth } from './referral-told.js';

type HoldCapacity = InputOf<typeof holdCapacity>['body'];

const isHere = new Set<ReferralState>(here);
const isTaken = new Set<ReferralState>(taken);

/** Commands of the board on what is held: another bed, a longer time, given back. Accepting holds through the ledger itself. */
@Injectable()
export class HoldService {
  constructor(
    private readonly commands: Commands,
    private readonly ledger: HoldLedger,
  ) {}

  hold(actor: Actor, { referralId, bedId, slotId, until }: HoldCapacity): Promise<Hold> {
    const hold = async (work: Work) => {
      const referral = await received(work, referralId);
      if (!isTaken.has(referral.state)) throw new Refusal('referral.wrong_state', { state: referral.state, action: 'hold' });
      const want = bedId ? { bedId } : { slotId: slotId as string };
      const { institutionId } = actor;
      await this.ledger.hold(work, {
        referralId,
        institutionId,
        departmentId: referral.receiver_department_id,
        want,
        until: new Date(until),
      });
      if (isHere.has(referral.state)) await this.ledger.occupy(work, referralId);
      work.subjectId = referralId;
      return this.view(work, 'h.referral_id = $1', referralId);
    };
    return this.commands.run(actor, hold, {
      replay: () => this.commands.run(actor, (work) => this.view(work, 'h.referral_id = $1', referralId)),
    });
  }

  extend(actor: Actor, id: string, version: number, until: string): Promise<Hold> {
    const extend = async (work: Work) => {
      const { referral_id: referralId } = await this.load(work, id, version);
      await this.ledger.extend(work, referralId, new Date(until));
      work.subjectId = id;
      return this.view(work, 'h.id = $1', id);
    };
    return this.commands.run(actor, extend, { replay: () => this.commands.run(actor, (work) => this.view(work, 'h.id = $1', id)) });
  }

  release(actor: Actor, id: string, version: number): Promise<void> {
    const release = async (work: Work) => {
      const row = await this.load(work, id, version);
      const leaves = row.hold_state === 'occupied';
      await this.ledger.release(work, row.referral_id, leaves ? 'left' : 'given_back');
      if (!leaves && row.number) tellBoth(work, await received(work, row.referral_id), 'referral.hold_ended', { endedAs: 'given_back' });
      work.subjectId = id;
    };
    return this.commands.run(actor, release, { replay: async () => undefined });
  }

  private async load(work: Work, id: string, version: number): Promise<HoldRow> {
    const [row] = await work.rows<HoldRow>(`${holdRow} and h.id = $1`, [id]);
    if (!row) throw new Refusal('access.not_found');
    if (row.hold_version !== version) throw new Refusal('record.stale', { version: row.hold_version });
    return row;
  }

  private async view(tx: Transaction, condition: string, id: string): Promise<Hold> {
    const [row] = await tx.rows<HoldRow>(`${holdRow} and ${condition}`, [id]);
    const view = row && holdView(row);
    if (!view) throw new Refusal('access.not_found');
    return view;
  }
}
