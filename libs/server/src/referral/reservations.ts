import type { ReferralAsk } from '@alliance/domain/referral/referral.ask';
import { after } from '@alliance/domain/referral/deadline';
import { Injectable } from '@nestjs/common';
import { HoldLedger } from '../capacity/hold.ledger.js';
import type { Work } from '../platform/command/work.js';
import type { ReferralRow } from './referral.row.js';

/** A bed or a slot that somebody named. */
export type HoldAsk = { readonly bedId: string } | { readonly slotId: string };

/** An unused bed goes back two hours after the patient was expected. */
const graceSeconds = 2 * 3600;

/** What becomes of the bed or slot that a referral holds when something is done to it. */
const releasing = {
  withdrawAcceptance: 'acceptance_withdrawn',
  undo: 'undone',
  cancel: 'cancelled',
  patientDeclines: 'patient_declined',
  markNoShow: 'no_show',
  turnBack: 'turned_back',
  divert: 'diverted',
  enterInError: 'voided',
  reassign: 'reassigned',
  reportOutcome: 'left',
  reportDeath: 'died',
} as const satisfies Partial<Record<ReferralAsk['action'], string>>;

/** Beds and slots follow the referral, inside its own transaction. */
@Injectable()
export class Reservations {
  constructor(private readonly holds: HoldLedger) {}

  /** @throws Refusal capacity.none_free, capacity.taken, capacity.not_fitting; capacity.hold_needed where an acceptance keeps nothing that it could */
  async follow(work: Work, row: ReferralRow, { action }: ReferralAsk, hold: HoldAsk | null): Promise<void> {
    if (action in releasing) await this.holds.release(work, row.id, releasing[action as keyof typeof releasing]);
    if (action === 'arrive') await this.holds.occupy(work, row.id);
    if (!hold && (action === 'accept' || action === 'acknowledge')) await this.demand(work, row);
    if (!hold || !row.receiver_id || !row.receiver_department_id || !row.arrive_by) return;
    await this.holds.hold(work, {
      referralId: row.id,
      institutionId: row.receiver_id,
      departmentId: row.receiver_department_id,
      want: hold,
      until: after(row.arrive_by, graceSeconds),
    });
  }

  private async demand(work: Work, row: ReferralRow): Promise<void> {
    const { service, arrive_by: arriveBy, receiver_department_id: departmentId } = row;
    const attends = service === 'outpatient' || service === 'examination';
    if (!row.receiver_id || !departmentId || !arriveBy || !service || !(attends || row.bed_route === 'bed')) return;
    await this.holds.demand(work, {
      referralId: row.id,
      pairId: row.pair_id,
      departmentId,
      service,
      what: attends ? 'slot' : 'bed',
      arriveBy,
      until: after(arriveBy, graceSeconds),
    });
  }
}
