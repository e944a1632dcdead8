import type { Capability } from '../administration/capability.js';
import type { TreatmentSubject } from '../administration/department.js';
import type { InstitutionLevel } from '../referral/direction.js';
import type { Direction, Service, Urgency } from '../referral/referral.codes.js';
import type { Alternatives } from './needs.js';
import type { Registration } from './registration.js';
import type { Wait } from './waiting.js';

/** Free beds or the next free slot as a department published them. */
export interface FreeCapacity {
  /** null where it publishes none. */
  readonly beds: number | null;
  readonly nextSlotAt: Date | null;
  /** When somebody last looked; null: never. */
  readonly confirmedAt: Date | null;
}

export interface DepartmentFacts {
  readonly id: string;
  readonly subjects: readonly TreatmentSubject[];
  /** Whether it serves the specialty of the alliance. */
  readonly sameSpecialty: boolean;
  readonly free: FreeCapacity | null;
  readonly wait: Wait | null;
}

/** What is known of a member that may receive the patient. */
export interface CandidateFacts {
  readonly id: string;
  readonly name: string;
  readonly level: InstitutionLevel;
  readonly direction: Direction;
  /** Whether the alliance lets it receive this patient now. */
  readonly takesPart: boolean;
  readonly capabilities: readonly Capability[];
  readonly distanceKm: number | null;
  /** Open ones. */
  readonly departments: readonly DepartmentFacts[];
}

export interface Asked {
  readonly service: Service;
  readonly urgency: Urgency | null;
  /** Where the patient is to go; null where nobody has said. */
  readonly direction: Direction | null;
  /** Subjects of which one has to be registered; empty for any. */
  readonly subjects: readonly TreatmentSubject[];
  /** What the criteria that are met point to. */
  readonly needs: readonly Alternatives[];
  readonly now: Date;
}

/** Why a member is not offered. */
export const exclusions = ['not_taking_part', 'no_department', 'unregistered'] as const;
export type Exclusion = (typeof exclusions)[number];

/** What the criteria point to: there, said to be missing, not stated at all, or nothing asked for. */
export const targetFits = ['met', 'missing', 'not_stated', 'not_asked'] as const;
export type TargetFit = (typeof targetFits)[number];

export interface DepartmentChoice {
  readonly id: string;
  readonly registration: Exclude<Registration, 'unregistered'>;
}
export interface Candidate {
  readonly id: string;
  readonly target: TargetFit;
  /** Alternatives of which none is there. */
  readonly missing: readonly Alternatives[];
  /** Those that may be asked, the most suitable first; never empty. */
  readonly departments: readonly DepartmentChoice[];
}
export interface Ranking {
  /** The most suitable first. */
  readonly candidates: readonly Candidate[];
  readonly excluded: readonly { readonly id: string; readonly why: Exclusion }[];
}
