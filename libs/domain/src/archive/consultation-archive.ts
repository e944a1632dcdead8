/** Names the shape of a sealed consultation; another shape gets another number. */
export const consultationArchiveFormat = 'alliance-consultation-archive/1';

/** Why a version was sealed: the inviting side decided, an opinion was signed late, papers followed, the case was closed or voided. */
export const consultationSealCauses = ['decided', 'signed', 'papers', 'closed', 'voided'] as const;
export type ConsultationSealCause = (typeof consultationSealCauses)[number];

interface By {
  readonly by: string | null;
  readonly institution: string | null;
}
type Instant = string;

/** What one consultation was, as both hospitals knew it. Instants are UTC; a code stays a code. */
export interface ArchivedConsultation {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly mode: string;
  readonly state: string;
  readonly urgency: string;
  readonly inviting: { readonly id: string; readonly name: string; readonly invented: boolean };
  readonly alliance: string | null;
  readonly agreementId: string | null;
  readonly referral: string | null;
  readonly parent: string | null;
  /** null of a lesson. */
  readonly patient: {
    readonly name: string;
    readonly sex: string | null;
    readonly birthDate: string | null;
    readonly identifierMasked: string | null;
  } | null;
  readonly request: {
    readonly by: string;
    readonly reason: string | null;
    readonly aim: string | null;
    readonly summary: string | null;
    readonly specialty: string | null;
    readonly title: string | null;
    readonly diagnosis: string | null;
    readonly diagnosisCode: string | null;
    readonly diagnosisEdition: string | null;
    readonly facts: unknown;
  };
  readonly consent: {
    readonly giver: string | null;
    readonly name: string | null;
    readonly on: string | null;
    readonly costTold: boolean;
    readonly authorisedBy: string | null;
  };
  readonly times: Readonly<Record<'invited' | 'starts' | 'ends' | 'started' | 'finished' | 'decided' | 'closed', Instant | null>>;
  readonly parties: readonly {
    readonly side: string;
    readonly institution: string;
    readonly person: string | null;
    readonly title: string | null;
    readonly state: string;
    readonly joinedAt: Instant | null;
  }[];
  readonly opinions: readonly (By & {
    readonly id: string;
    readonly stance: string;
    readonly text: string;
    readonly dissent: string | null;
    readonly recommendations: readonly string[];
    readonly signedAt: Instant;
    readonly sha256: string;
    readonly supersededAt: Instant | null;
  })[];
  readonly calls: readonly (By & {
    readonly phone: string;
    readonly advisedAt: Instant;
    readonly text: string;
    readonly enteredAt: Instant;
    readonly enteredBy: string;
    readonly late: boolean;
    readonly signedAt: Instant | null;
  })[];
  readonly decision: { readonly decision: string; readonly text: string; readonly by: string; readonly at: Instant } | null;
  readonly actions: readonly {
    readonly text: string;
    readonly dueOn: string | null;
    readonly outcome: string | null;
    readonly notDoneReason: string | null;
    readonly recordedAt: Instant | null;
  }[];
  readonly feedback: {
    readonly course: string;
    readonly helpful: number;
    readonly text: string | null;
    readonly by: string;
    readonly at: Instant;
  } | null;
  readonly documents: readonly {
    readonly name: string;
    readonly kind: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly institution: string;
  }[];
  readonly notes: readonly (By & { readonly text: string; readonly at: Instant })[];
  readonly messages: readonly (By & { readonly text: string; readonly at: Instant })[];
  readonly steps: readonly (By & { readonly kind: string; readonly at: Instant })[];
}

/** 会诊档案, one version: its canonical JSON (RFC 8785) is what is hashed. */
export interface ConsultationBundle {
  readonly format: typeof consultationArchiveFormat;
  readonly version: number;
  /** SHA-256 of the version before, in hexadecimal; null for the first. */
  readonly previous: string | null;
  readonly cause: ConsultationSealCause;
  readonly sealedAt: Instant;
  readonly consultation: ArchivedConsultation;
}

type Sealable = Pick<ArchivedConsultation, 'state' | 'opinions' | 'consent'>;

/** Whether it is sealed (again): an action that is ticked off changes nothing that was sealed before the case is closed. */
export function consultationSealCause(before: Sealable | null, now: Sealable): ConsultationSealCause | null {
  if (now.state === 'voided') return before?.state === 'voided' ? null : 'voided';
  if (now.state !== 'decided' && now.state !== 'closed') return null;
  if (!before) return now.state;
  if (now.state === 'closed' && before.state !== 'closed') return 'closed';
  if (now.opinions.length > before.opinions.length) return 'signed';
  return now.consent.giver !== before.consent.giver ? 'papers' : null;
}

/** The next version; null when nothing changed that is sealed. */
export function nextConsultationBundle(
  last: { readonly version: number; readonly sha256: string; readonly consultation: ArchivedConsultation } | null,
  consultation: ArchivedConsultation,
  sealedAt: Date,
): ConsultationBundle | null {
  const cause = consultationSealCause(last?.consultation ?? null, consultation);
  if (!cause) return null;
  const chain = { version: (last?.version ?? 0) + 1, previous: last?.sha256 ?? null };
  return { format: consultationArchiveFormat, ...chain, cause, sealedAt: sealedAt.toISOString(), consultation };
}
