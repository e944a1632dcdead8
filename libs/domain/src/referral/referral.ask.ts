import type { Answer, Question } from '../conversation/question.js';
import type { CriteriaVerdict } from './criteria-verdict.js';
import type * as codes from './referral.codes.js';
import type { OutsideReceiver, Reception } from './referral.types.js';

/** Where a patient goes instead. */
export interface Elsewhere {
  readonly receiverId: string | null;
  readonly receiverDepartmentId: string | null;
  readonly outside: OutsideReceiver | null;
}

/** What somebody asks to do, with what the action needs. Free text is a note of the referral. */
export type ReferralAsk =
  | { readonly action: 'submit' | 'resubmit'; readonly judged?: CriteriaVerdict | null }
  | { readonly action: 'admit' | 'close' | 'undo' | 'refuseCorrection' | 'confirmCorrection' | 'resume' | 'doctorAccept' }
  | ({ readonly action: 'accept' | 'acknowledge'; readonly advice?: string | undefined } & Reception)
  | { readonly action: 'withdrawAcceptance'; readonly reason: codes.WithdrawReason; readonly explanation: string }
  | { readonly action: 'ask'; readonly questions: readonly Question[] }
  // `questions`: those that wait for their answer
  | { readonly action: 'reply'; readonly answers: readonly Answer[]; readonly questions?: readonly Question[] }
  | { readonly action: 'return'; readonly reason: codes.ReturnReason | codes.OfferReturnReason; readonly advice: string }
  | { readonly action: 'doctorDecline'; readonly reason: codes.DoctorDeclineReason; readonly advice: string }
  | ({ readonly action: 'redirect'; readonly reason: codes.RedirectReason; readonly explanation: string } & Elsewhere)
  | ({
      readonly action: 'divert';
      readonly reason: codes.DivertReason;
      readonly explanation: string;
      readonly estimatedArrivalAt: Date;
    } & Elsewhere)
  | { readonly action: 'turnBack'; readonly reason: codes.TurnBackReason; readonly explanation: string }
  | { readonly action: 'convert'; readonly question: string }
  | { readonly action: 'closeWithAdvice'; readonly advice: string }
  | { readonly action: 'treatHere'; readonly plan: string }
  | { readonly action: 'appeal'; readonly reviewerInstitutionId: string; readonly explanation: string }
  | { readonly action: 'uphold' | 'overturn'; readonly explanation: string }
  | { readonly action: 'cancel'; readonly reason: codes.CancelReason }
  | {
      readonly action: 'patientDeclines';
      readonly decidedBy: Exclude<codes.ConsentGiver, 'rescue'>;
      readonly proof: codes.DeclineProof;
      readonly explanation: string;
    }
  | { readonly action: 'depart'; readonly estimatedArrivalAt: Date }
  | { readonly action: 'arrive' }
  | { readonly action: 'signHandOver'; readonly sheet: boolean }
  | { readonly action: 'reassign'; readonly receiverDepartmentId: string }
  | { readonly action: 'markNoShow' }
  | { readonly action: 'rebook'; readonly arriveBy: Date; readonly place: string }
  | { readonly action: 'reportOutcome'; readonly outcome: codes.Outcome; readonly summary: string }
  | { readonly action: 'reportDeath'; readonly diedAt: Date; readonly place: string; readonly certifiedBy: string }
  | { readonly action: 'offerDown'; readonly summary: string }
  | { readonly action: 'correct'; readonly explanation: string }
  | { readonly action: 'enterInError'; readonly reason: codes.ErrorReason; readonly explanation: string };
