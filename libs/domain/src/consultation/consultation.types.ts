import type { ConsentGiver, ConsultationKind, ConsultationMode, PhysicianTitle } from './consultation.codes.js';
import type { ConsultationState } from './consultation.machine.js';

/** How far an invited expert is. `excused`: the opinion is no longer waited for; `replaced`: somebody else came instead. */
export const partyStates = ['invited', 'accepted', 'declined', 'absent', 'replaced', 'excused'] as const;
export type PartyState = (typeof partyStates)[number];
/** Those who still take part. */
export const takingPart: readonly PartyState[] = ['invited', 'accepted'];

export const partySides = ['inviting', 'invited'] as const;
export type PartySide = (typeof partySides)[number];

/** One seat at the table. Ids are UUIDs. */
export interface PartyFacts {
  readonly id: string;
  readonly institutionId: string;
  /** null until the invited hospital names somebody. */
  readonly personId: string | null;
  readonly side: PartySide;
  readonly state: PartyState;
  /** Its opinion is waited for. */
  readonly required: boolean;
  /** Its current opinion is signed. */
  readonly signed: boolean;
  /** Advice by telephone that this party has not signed yet. */
  readonly callUnsigned: boolean;
}

/** What the rules of a consultation need to know of it. */
export interface ConsultationFacts {
  readonly id: string;
  readonly kind: ConsultationKind;
  readonly mode: ConsultationMode;
  readonly state: ConsultationState;
  readonly invitingId: string;
  readonly requesterPersonId: string;
  readonly parties: readonly PartyFacts[];
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly heldUntil: Date | null;
  readonly startedAt: Date | null;
  /** Recommended actions without an outcome. */
  readonly actionsOpen: number;
  readonly referralId: string | null;
  readonly becameReferralId: string | null;
  readonly consentGiver: ConsentGiver | null;
  readonly hasConsentDocument: boolean;
  readonly agreementId: string | null;
}

/** What a request says before it can be sent (TM-04, TM-05, TM-06). */
export interface ConsultationRequest {
  readonly kind: ConsultationKind;
  readonly reason: string | null;
  readonly aim: string | null;
  readonly summary: string | null;
  readonly specialty: string | null;
  readonly title: PhysicianTitle | null;
  readonly plannedAt: Date | null;
  readonly hasPatient: boolean;
  readonly consentGiver: ConsentGiver | null;
  readonly consentName: string | null;
  readonly consentOn: string | null;
  readonly hasConsentDocument: boolean;
  readonly costTold: boolean;
  readonly authorisedBy: string | null;
  /** Others than the two sides may watch. */
  readonly openToAlliance: boolean;
  readonly teachingAgreed: boolean;
  readonly invitedParties: number;
  /** Of the inviting side, somebody who may treat patients. */
  readonly physicianPresent: boolean;
}
