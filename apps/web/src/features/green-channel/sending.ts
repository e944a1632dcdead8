import { departReferral } from '@alliance/contracts/referral-journey.contract';
import { draftReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { submitReferral } from '@alliance/contracts/referral-action.contract';
import { registerPatient } from '@alliance/contracts/patient.contract';
import type { AnswerOf, AskOf, Route } from '@alliance/contracts/route';
import { v7 } from 'uuid';
import { Refused, call } from '../../platform/call';
import { serverNow } from '../../platform/clock';
import type { Emergency } from './emergency';

type Step = 'patient' | 'draft' | 'submit' | 'depart';
type DraftBody = AskOf<typeof draftReferral>['body'];

/** How it ended. `unsure`: the last word of the server did not come, so it may have the alarm already. */
export type Outcome =
  | { readonly kind: 'sent'; readonly referral: ReferralView; readonly departed: boolean }
  | { readonly kind: 'silence'; readonly unsure: boolean }
  | { readonly kind: 'refused'; readonly error: Refused };

const patienceMs = 8_000;
const tries = 2;
const undecided = ['server.unavailable', 'request.in_flight'];

/**
 * One alarm: patient, draft, sending, departure, each with a key of its own that stays the same however often it is tried,
 * so that a retry on a bad line takes up where it stopped and never doubles anything.
 */
export class Sending {
  private readonly keys: Readonly<Record<Step, string>> = { patient: v7(), draft: v7(), submit: v7(), depart: v7() };
  private readonly referralId = v7();
  private readonly patientId = v7();
  private patient: string | undefined;
  private draft: ReferralView | undefined;
  private sent: ReferralView | undefined;

  constructor(
    private readonly emergency: Emergency,
    private readonly body: (patientId: string) => DraftBody,
  ) {}

  async send(): Promise<Outcome> {
    let at: Step = 'patient';
    try {
      this.patient ??= await this.register();
      at = 'draft';
      this.draft ??= await this.ask('draft', draftReferral, { body: { ...this.body(this.patient), id: this.referralId } });
      at = 'submit';
      const { id, version } = this.draft;
      this.sent ??= await this.ask('submit', submitReferral, { params: { id }, body: { version } });
    } catch (error) {
      if (error instanceof Refused && !undecided.includes(error.problem.code)) return { kind: 'refused', error };
      return { kind: 'silence', unsure: at === 'submit' };
    }
    return this.depart(this.sent);
  }

  /** The alarm is out: that the departure was not noted is said, and changes nothing of it. */
  private async depart(referral: ReferralView): Promise<Outcome> {
    const { leavesInMinutes, driveMinutes } = this.emergency;
    if (leavesInMinutes > 0) return { kind: 'sent', referral, departed: true };
    const estimatedArrivalAt = new Date(serverNow() + driveMinutes * 60_000).toISOString();
    try {
      const body = { version: referral.version, estimatedArrivalAt };
      return { kind: 'sent', referral: await this.ask('depart', departReferral, { params: { id: referral.id }, body }), departed: true };
    } catch {
      return { kind: 'sent', referral, departed: false };
    }
  }

  private async register(): Promise<string> {
    const { who } = this.emergency;
    if (who.kind === 'known') return who.patient.id;
    const { sex, age: estimatedAge } = who;
    const { id } = await this.ask('patient', registerPatient, {
      body: { id: this.patientId, identifierKind: 'unknown_person', sex, estimatedAge },
    });
    return id;
  }

  private async ask<R extends Route>(step: Step, route: R, ask: AskOf<R>): Promise<AnswerOf<R>> {
    for (let left = tries; ; left--) {
      try {
        return await call(route, ask, { key: this.keys[step], signal: AbortSignal.timeout(patienceMs) });
      } catch (error) {
        const final = error instanceof Refused && !undecided.includes(error.problem.code);
        if (final || left <= 1) throw error;
      }
    }
  }
}
