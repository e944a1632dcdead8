import type { HandOverSheet } from '@alliance/contracts/referral.schema';
import type { GivenDownPlan } from '@alliance/contracts/down-plan.schema';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { Sex } from '@alliance/domain/identity/citizen-id';
import type { OutsideCriteriaReason } from '@alliance/domain/protocol/protocol.types';
import type { ReferralAsk } from '@alliance/domain/referral/referral.ask';
import type { ConsentGiver, Service, Transport, Urgency } from '@alliance/domain/referral/referral.codes';

export interface StoryPatient {
  /** Of somebody of the demonstration who is there already, or is made with the story. */
  readonly key: string;
  readonly name: string;
  readonly sex: Sex;
  readonly born: string;
  readonly known?: true;
  /** Nobody knew who it was, until later: minutes after the referral was sent. */
  readonly identified?: {
    readonly after: number;
    readonly by: string;
    readonly name: string;
    readonly born: string;
    readonly marks: string;
  };
}
/** Minutes after it was sent, who acts, and what is asked at that moment. */
export interface StoryStep {
  readonly after: number;
  readonly by: string;
  readonly ask: (at: Date) => ReferralAsk;
  readonly sheet?: HandOverSheet;
}
/** How the patient is offered back: minutes after the referral was sent, and what the hospital below makes of it. */
export interface StoryOffer {
  readonly after: number;
  readonly by: string;
  readonly home: string;
  readonly department: string;
  readonly reason: string;
  readonly summary: string;
  readonly plan: GivenDownPlan;
  /** Nobody below has asked after the patient yet. */
  readonly unasked?: true;
  readonly steps: readonly StoryStep[];
}
/** When it was sent: on an earlier day at an hour of Shanghai, or so many minutes before the portal is opened for the first time. */
export type Since = { readonly daysAgo: number; readonly at: string } | { readonly minutesAgo: number };

/** One referral of a story: what is written, and what happens to it. */
export interface Story {
  readonly key: string;
  readonly patient: StoryPatient;
  readonly alliance: string;
  readonly from: string;
  readonly fromDepartment: string;
  readonly to: string;
  readonly department: string;
  readonly service: Service;
  readonly urgency: Urgency;
  readonly transport: Transport;
  readonly diagnosis: readonly [code: string, text: string];
  readonly reason: string;
  readonly summary: string;
  readonly facts: GivenFacts;
  readonly reviewer: string;
  readonly consentGiver: ConsentGiver;
  readonly consentName: string;
  readonly authorisedBy?: string;
  readonly criteriaReason?: OutsideCriteriaReason;
  readonly since: Since;
  readonly by: string;
  /** After it was sent. */
  readonly steps: readonly StoryStep[];
  readonly offer?: StoryOffer;
  /** The other half of a mother-and-newborn pair, which is answered together with this one. */
  readonly pairWith?: string;
  /** It is still waited for: the worker tells those who answer for it as soon as it runs. */
  readonly rings?: true;
}

/** A part that stories share, with its codes as codes. */
export const part = <const P extends Partial<Story>>(shared: P): P => shared;
