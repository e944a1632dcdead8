import type { GivenFact, GivenFacts, MeasuredFact } from '../criteria/fact.types.js';
import type { Urgency } from '../referral/referral.codes.js';
import { checklists, commonItems, otherItems } from './checklist.data.js';
import type { CheckedField, ChecklistItem } from './checklist.types.js';

/** Percent from which on nobody is asked why; a rescue is never measured (RF-06). */
export const completenessThreshold: Readonly<Record<Urgency, number | null>> = { immediate: null, urgent: 90, routine: 85 };

/** Why something is sent below it. */
export const incompleteReasons = ['result_pending', 'not_available_here', 'patient_cannot_tell', 'on_paper', 'other'] as const;
export type IncompleteReason = (typeof incompleteReasons)[number];

/** A referral as far as its completeness depends on it. Fields are as they are written; blank is missing. */
export interface CheckedReferral {
  readonly urgency: Urgency | null;
  readonly diagnosisCode: string | null;
  readonly summary: string | null;
  readonly senderDepartmentId: string | null;
  readonly transport: string | null;
  readonly consentName: string | null;
  readonly facts: GivenFacts | null;
  /** How many are attached. */
  readonly documents: number;
}

export interface Completeness {
  /** Weighed share of what is there, whole percent, rounded down: 100 only where nothing is missing. */
  readonly percent: number;
  readonly threshold: number | null;
  /** Codes of the checklists that were held against it. */
  readonly checklist: string | null;
  /** The weightiest first. */
  readonly missing: readonly ChecklistItem[];
  /** Below the threshold: a reason is asked for. */
  readonly asksReason: boolean;
}

/** What a referral is measured by: the common items, and those of its disease at its urgency. An item asked for twice counts once. */
export function checklistOf({ urgency, diagnosisCode }: Pick<CheckedReferral, 'urgency' | 'diagnosisCode'>): {
  readonly code: string | null;
  readonly items: readonly ChecklistItem[];
} {
  const category = diagnosisCode?.trim().toUpperCase().slice(0, 3) ?? '';
  const own = checklists.find(({ ranges }) => ranges.some(([from, to]) => category >= from && category <= to));
  const asked = [...commonItems, ...(own?.items ?? otherItems)].filter(({ at }) => !at || at.includes(urgency ?? 'routine'));
  return { code: own?.code ?? null, items: asked };
}

/** How complete a referral is for whoever has to answer it (急症 ≥ 90 %, 普通 ≥ 85 %). */
export function completenessOf(referral: CheckedReferral): Completeness {
  const { code, items } = checklistOf(referral);
  const missing = items.filter((item) => !isThere(item, referral));
  const weigh = (some: readonly ChecklistItem[]): number => some.reduce((sum, { weight }) => sum + weight, 0);
  const all = weigh(items);
  const percent = Math.floor((100 * (all - weigh(missing))) / all);
  const threshold = completenessThreshold[referral.urgency ?? 'routine'];
  return {
    percent,
    threshold,
    checklist: code,
    missing: missing.toSorted((a, b) => b.weight - a.weight),
    asksReason: threshold !== null && percent < threshold,
  };
}

function isThere({ fields = [], facts = [] }: ChecklistItem, referral: CheckedReferral): boolean {
  return fields.some((field) => isFilled(field, referral)) || facts.some((key) => isGiven(referral.facts?.[key]));
}

function isFilled(field: CheckedField, referral: CheckedReferral): boolean {
  const value = referral[field];
  if (field === 'documents') return referral.documents > 0;
  return typeof value === 'string' ? value.trim() !== '' : value !== null;
}

/** A blank value says nothing; `false` and 0 do. */
function isGiven(fact: GivenFact | undefined): boolean {
  if (fact === undefined) return false;
  if (Array.isArray(fact)) return (fact as readonly MeasuredFact[]).some(({ value }) => value !== '');
  return (typeof fact === 'object' ? (fact as MeasuredFact).value : fact) !== '';
}
