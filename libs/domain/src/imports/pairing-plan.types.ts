import type { InstitutionType } from '../alliance/institution.js';
import type { LeadBasis } from '../alliance/lead.js';
import type { FoundBy, KnownInstitution } from './directory.js';
import type { Finding, FlagReason, RejectReason, RowOutcome } from './import.types.js';

/** A pairing as the registry holds it. `from` and `to` are days, both included; `to` null is open. */
export interface KnownPairing {
  readonly id: string;
  readonly source: string;
  readonly category: string | null;
  readonly recipientId: string;
  readonly supporterId: string;
  readonly lead: boolean | null;
  readonly leadBasis: LeadBasis;
  readonly from: string;
  readonly to: string | null;
  readonly notes: string | null;
  readonly flags: readonly string[];
  readonly version: number;
}

/** One side of a pair: a known institution's id, or a reference `new:…` to one that this import creates. */
export interface Party {
  readonly ref: string;
  readonly name: string;
  readonly printed: string;
  readonly city: string | null;
  readonly province: string | null;
  readonly type: InstitutionType;
  readonly by: FoundBy | 'created';
  readonly similar: readonly KnownInstitution[];
}

/** What one row says about one pair. */
export interface Claim {
  readonly row: number;
  readonly item: string | null;
  readonly source: string;
  readonly recipient: Party;
  readonly supporter: Party;
  readonly supporterCity: string | null;
  readonly category: string | null;
  readonly lead: boolean | null;
  readonly leadBasis: LeadBasis | null;
  readonly from: string;
  readonly to: string | null;
  readonly notes: string | null;
  /** The row names several supporters. */
  readonly split: boolean;
}

export type PairingFields = Omit<KnownPairing, 'id' | 'version' | 'recipientId' | 'supporterId'>;

export interface NewInstitution {
  readonly ref: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly province: string | null;
  readonly city: string | null;
  readonly type: InstitutionType;
  readonly source: string;
  readonly flags: readonly string[];
  readonly possibleSameAs: readonly string[];
}

export interface Gap {
  readonly source: string;
  readonly county: string;
  readonly type: InstitutionType;
  readonly reason: string;
}

/** Everything an import will do. Applying it twice plans nothing the second time. */
export interface PairingPlan {
  readonly institutions: readonly NewInstitution[];
  readonly create: readonly { readonly recipient: string; readonly supporter: string; readonly fields: PairingFields }[];
  readonly update: readonly { readonly id: string; readonly version: number; readonly fields: PairingFields }[];
  readonly gaps: readonly Gap[];
  readonly closedGaps: readonly Gap[];
  readonly rows: readonly RowOutcome[];
  readonly rejected: readonly Finding<RejectReason>[];
  readonly flagged: readonly Finding<FlagReason>[];
}

export const pairKey = (source: string, recipient: string, supporter: string) => JSON.stringify([source, recipient, supporter]);
export const groupKey = (source: string, recipient: string) => JSON.stringify([source, recipient]);
