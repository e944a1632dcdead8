import type { IncompleteReason } from '../completeness/completeness.js';
import type { GivenFacts } from '../criteria/fact.types.js';
import type { Verdict } from '../criteria/rule.types.js';
import type { OutsideCriteriaReason } from '../protocol/protocol.types.js';
import type { SealCause } from './seal-cause.js';

/** Names the shape below; another shape gets another number. */
export const archiveFormat = 'alliance-referral-archive/1';

/** An instant in UTC with milliseconds: `2026-11-22T06:30:00.000Z`. */
export type ArchivedInstant = string;
type Data = Readonly<Record<string, string | number>>;

export interface ArchivedPlace {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
  /** Of the demonstration. */
  readonly invented: boolean;
}
/** Who did something, for which house. */
export interface ArchivedBy {
  readonly by: string | null;
  readonly institution: string | null;
}
export interface ArchivedStep extends ArchivedBy {
  readonly at: ArchivedInstant;
  /** What happened: `referral.accepted`. */
  readonly kind: string;
  readonly role: string | null;
  readonly data: Data;
}
export interface ArchivedNote extends ArchivedBy {
  readonly at: ArchivedInstant;
  readonly kind: string;
  readonly text: string;
}
export interface ArchivedMessage extends ArchivedBy {
  readonly at: ArchivedInstant;
  /** null once withdrawn: the trace stays. */
  readonly text: string | null;
  readonly withdrawnAt: ArchivedInstant | null;
  /** Names of documents that came with it. */
  readonly documents: readonly string[];
}
export interface ArchivedQuestions {
  readonly round: number;
  readonly askedAt: ArchivedInstant;
  readonly askedBy: string;
  readonly answeredAt: ArchivedInstant | null;
  readonly answeredBy: string | null;
  readonly questions: readonly {
    readonly kind: string;
    readonly text: string;
    readonly answer: unknown;
    /** Why it cannot be answered. */
    readonly cannot: string | null;
    readonly document: string | null;
  }[];
}
export interface ArchivedDocument {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly at: ArchivedInstant;
  readonly by: string;
  readonly institution: string;
}
export interface ArchivedFinding {
  readonly criterion: { readonly code: string; readonly label: { readonly zh: string; readonly en?: string }; readonly number: number };
  readonly verdict: Verdict;
  readonly reasons: readonly unknown[];
}
export interface ArchivedSignature extends ArchivedBy {
  readonly at: ArchivedInstant;
}

/** What one referral was, as both hospitals knew it. Instants are UTC; a code stays a code. */
export interface ArchivedReferral {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly direction: string | null;
  readonly directionReason: string | null;
  readonly service: string | null;
  readonly urgency: string | null;
  readonly transport: string | null;
  readonly alliance: { readonly id: string; readonly name: string } | null;
  readonly sender: ArchivedPlace;
  readonly receiver: ArchivedPlace | null;
  /** In place of the receiver. */
  readonly outside: { readonly name: string; readonly phone: string | null; readonly contact: string | null } | null;
  readonly custodian: string;
  readonly patient: {
    readonly name: string;
    readonly sex: string;
    readonly birthDate: string | null;
    readonly identifierKind: string | null;
    /** As both hospitals see it: the full number stays encrypted in the register of patients. */
    readonly identifierMasked: string | null;
  };
  readonly request: {
    readonly reason: string | null;
    readonly diagnosis: string | null;
    readonly diagnosisCode: string | null;
    readonly diagnosisEdition: string | null;
    readonly summary: string | null;
    readonly reviewer: string | null;
    readonly consultAllowed: boolean;
    readonly completeness: number | null;
    readonly incompleteReason: IncompleteReason | null;
    readonly criteriaReason: OutsideCriteriaReason | null;
    readonly facts: GivenFacts | null;
    readonly createdBy: string;
    readonly owner: string;
  };
  readonly lateEntries: Readonly<Record<string, { readonly at: string; readonly afterSixHours: boolean }>>;
  /** Pinned when it was sent. */
  readonly judgement: {
    readonly verdict: Verdict;
    readonly urgency: string | null;
    readonly at: string;
    readonly findings: readonly ArchivedFinding[];
  } | null;
  readonly reception: {
    readonly arriveBy: ArchivedInstant;
    readonly place: string | null;
    readonly phone: string | null;
    readonly physician: string | null;
    readonly bedRoute: string | null;
  } | null;
  /** RF-03: submitted, answered, arrived, outcome and closed are the five that every whole referral has. */
  readonly times: Readonly<
    Record<'submitted' | 'answered' | 'accepted' | 'departed' | 'arrived' | 'admitted' | 'outcome' | 'closed', ArchivedInstant | null>
  >;
  readonly outcome: string | null;
  readonly endedAs: string | null;
  readonly places: readonly {
    readonly place: string;
    readonly department: string | null;
    readonly how: string;
    readonly from: ArchivedInstant;
    readonly until: ArchivedInstant | null;
  }[];
  readonly steps: readonly ArchivedStep[];
  readonly notes: readonly ArchivedNote[];
  readonly messages: readonly ArchivedMessage[];
  readonly questions: readonly ArchivedQuestions[];
  readonly handOver: { readonly sheet: unknown; readonly sender: ArchivedSignature; readonly receiver: ArchivedSignature | null } | null;
  readonly journey: readonly {
    readonly kind: string;
    readonly measuredAt: ArchivedInstant;
    readonly receivedAt: ArchivedInstant;
    readonly recordedLate: boolean;
    readonly vitalSigns: Readonly<Record<string, unknown>> | null;
    readonly observations: readonly string[];
    readonly news2: number | null;
    readonly estimatedArrivalAt: ArchivedInstant | null;
    readonly problem: string | null;
  }[];
  readonly documents: readonly ArchivedDocument[];
  readonly consent: {
    readonly giver: string;
    readonly name: string | null;
    readonly scope: string | null;
    readonly form: string | null;
    readonly at: ArchivedInstant | null;
    readonly authorisedBy: string | null;
  } | null;
  readonly insurance: { readonly filing: string | null; readonly number: string | null; readonly place: string | null };
  readonly plan: {
    readonly rehabilitation: unknown;
    readonly medicines: unknown;
    readonly warningSigns: unknown;
    readonly nextVisitOn: string | null;
  } | null;
  /** Reviews of a return that were decided. */
  readonly reviews: readonly {
    readonly reviewer: string;
    readonly state: string;
    readonly at: ArchivedInstant;
    readonly decidedAt: ArchivedInstant;
  }[];
  /** Confirmed ones. */
  readonly corrections: readonly {
    readonly before: Readonly<Record<string, string>>;
    readonly after: Readonly<Record<string, string>>;
    readonly explanation: string;
    readonly proposedBy: string;
    readonly proposedAt: ArchivedInstant;
    readonly decidedBy: string;
    readonly decidedAt: ArchivedInstant;
  }[];
  readonly related: readonly { readonly relation: 'pair' | 'origin' | 'offer'; readonly number: string; readonly state: string }[];
}

/** 转诊档案, one version: its canonical JSON (RFC 8785) is what is hashed. */
export interface ArchiveBundle {
  readonly format: typeof archiveFormat;
  readonly version: number;
  /** SHA-256 of the version before, in hexadecimal; null for the first. */
  readonly previous: string | null;
  readonly cause: SealCause;
  readonly sealedAt: ArchivedInstant;
  readonly referral: ArchivedReferral;
}
