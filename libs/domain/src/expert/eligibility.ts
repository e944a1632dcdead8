import { practiceYears } from '../administration/period.js';
import type { Specialty } from '../alliance/alliance.js';
import { physicianTitles, type ConsultationKind, type PhysicianTitle } from '../consultation/consultation.codes.js';

/** Why somebody cannot be invited (TM-08). `not_offered` is the expert's own choice of kinds. */
export const ineligibleReasons = ['not_licensed', 'too_few_years', 'other_field', 'title_too_low', 'not_offered'] as const;
export type IneligibleReason = (typeof ineligibleReasons)[number];

/** Complete years of independent clinical work that an invited physician has (TM-08). */
export const independentYears = 3;

/** What is known of an expert at one institution. */
export interface ExpertFacts {
  /** An appointment in force, with a registered scope of practice. */
  readonly licensed: boolean;
  /** `YYYY-MM-DD`; null where nobody stated it. */
  readonly independentSince: string | null;
  readonly specialties: readonly Specialty[];
  readonly title: PhysicianTitle;
  readonly kinds: readonly ConsultationKind[];
}
/** What is asked for; what is left out is not asked. */
export interface ExpertWish {
  readonly specialty?: Specialty | undefined;
  /** At least. */
  readonly title?: PhysicianTitle | undefined;
  readonly kind?: ConsultationKind | undefined;
}

/**
 * What keeps this physician from being invited on that day, empty where nothing does.
 * @param day `YYYY-MM-DD`
 */
export function ineligibility(expert: ExpertFacts, { specialty, title, kind }: ExpertWish, day: string): IneligibleReason[] {
  const { independentSince } = expert;
  const reasons: Record<IneligibleReason, boolean> = {
    not_licensed: !expert.licensed,
    too_few_years: independentSince === null || practiceYears(independentSince, day) < independentYears,
    other_field: specialty !== undefined && !expert.specialties.includes(specialty),
    title_too_low: title !== undefined && rank(expert.title) < rank(title),
    not_offered: kind !== undefined && !expert.kinds.includes(kind),
  };
  return ineligibleReasons.filter((reason) => reasons[reason]);
}

/** That title and those above it. */
export const titlesFrom = (title: PhysicianTitle): readonly PhysicianTitle[] => physicianTitles.slice(rank(title));

const rank = (title: PhysicianTitle): number => physicianTitles.indexOf(title);
