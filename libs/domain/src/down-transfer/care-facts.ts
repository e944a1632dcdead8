import type { FactDefinition, FactGroup, FactScalar, GivenFact, GivenFacts, MeasuredFact } from '../criteria/fact.types.js';
import { caseFacts } from '../criteria/known-facts.js';
import type { Sex } from '../identity/citizen-id.js';

const day = 24;
/**
 * How many hours a value still speaks for a patient in care, by the group of its fact; null for what stays true of the person.
 * Defaults of ours, which want a sign-off: no guideline says how old a value may be before somebody goes home.
 */
export const speaksForHours: Readonly<Record<FactGroup, number | null>> = {
  person: null,
  vital_signs: 3 * day,
  symptoms: 3 * day,
  newborn: 3 * day,
  laboratory: 7 * day,
  examination: 7 * day,
  course: 7 * day,
  treatment: 7 * day,
  pregnancy: 7 * day,
  tcm: 7 * day,
  imaging_ecg: 30 * day,
};
/** True of the person or of the birth, though other facts of their groups change. */
const lasting: ReadonlySet<string> = new Set(['pregnant', 'lactating', 'preg_colour', 'bw', 'apgar5']);
/** Of the person, and changing all the same: a newborn gains or loses. */
const changing: ReadonlySet<string> = new Set(['weight', 'bmi']);
const hourMs = 3_600_000;
/** Values that are kept of one fact: enough for any trend, the newest last. */
const mostValues = 30;

/** A value with its time. */
export interface DatedFact extends MeasuredFact {
  readonly at: string;
}
/** What was measured in care: each fact with its values, oldest first. */
export type RecordedFacts = Readonly<Record<string, readonly DatedFact[]>>;

export interface CareRecord {
  readonly patient: { readonly sex: Sex | null; readonly birthDate: string | null };
  /** What the patient was sent with, and when. */
  readonly sent: GivenFacts | null;
  readonly sentAt: Date | null;
  /** Since when the hospital in care has the patient. */
  readonly since: Date;
  readonly recorded: RecordedFacts;
}

/** Why a value that is there does not count: measured before the patient came, or too long ago. */
export type SilentReason = 'before_care' | 'too_old';
export interface FactsInCare {
  /** What is judged with. */
  readonly facts: GivenFacts;
  /** Facts that have to be measured again. */
  readonly silent: ReadonlyMap<string, SilentReason>;
}

/** Hours that a value of this fact speaks for; null without an end. A moment in the past stays the moment it was. */
export function hoursOf(definition: Pick<FactDefinition, 'key' | 'kind' | 'group'>): number | null {
  if (definition.kind === 'instant' || lasting.has(definition.key)) return null;
  return changing.has(definition.key) ? speaksForHours.course : speaksForHours[definition.group];
}

/**
 * The facts that speak for a patient in care at a moment. What changes counts only when it was measured in care and is not too old; what
 * was measured before stays behind it, for trends. What is registered of the patient counts before anything that was given.
 * @param definitions of the protocols that judge; a fact that none of them has is left out
 */
export function factsInCare(record: CareRecord, definitions: ReadonlyMap<string, FactDefinition>, at: Date): FactsInCare {
  const { patient, sent, sentAt, since, recorded } = record;
  const sentOn = (sentAt ?? since).toISOString();
  const silent = new Map<string, SilentReason>();
  const facts: Record<string, GivenFact> = {};
  for (const key of new Set([...Object.keys(sent ?? {}), ...Object.keys(recorded)])) {
    const before = sent?.[key];
    const here = recorded[key] ?? [];
    const series = inOrder(before === undefined ? here : [...datedValues(before, sentOn), ...here]);
    const newest = series.at(-1);
    const definition = definitions.get(key);
    if (!newest || !definition) continue;
    const reason = silentReason(definition, Date.parse(newest.at), since, at);
    if (reason) silent.set(key, reason);
    else facts[key] = series.length === 1 ? newest : series;
  }
  return { facts: caseFacts(patient, facts), silent };
}

function silentReason(definition: FactDefinition, measured: number, since: Date, at: Date): SilentReason | undefined {
  const hours = hoursOf(definition);
  if (hours === null) return undefined;
  if (measured < since.getTime()) return 'before_care';
  return at.getTime() - measured > hours * hourMs ? 'too_old' : undefined;
}

/**
 * What was recorded, with what somebody adds to it.
 * @param takenBack facts whose newest value was a slip
 * @param now when values were measured that say nothing of it
 */
export function withRecorded(before: RecordedFacts, given: GivenFacts, takenBack: readonly string[], now: Date): RecordedFacts {
  const after: Record<string, readonly DatedFact[]> = { ...before };
  for (const key of takenBack) after[key] = inOrder(after[key] ?? []).slice(0, -1);
  for (const [key, fact] of Object.entries(given))
    after[key] = inOrder([...(after[key] ?? []), ...datedValues(fact, now.toISOString())]).slice(-mostValues);
  return Object.fromEntries(Object.entries(after).filter(([, values]) => values.length > 0));
}

/** The latest time that any of the given values claims; null where none does. */
export function latestOf(given: GivenFacts): Date | null {
  const times = Object.values(given).flatMap((fact) => datedValues(fact, '').flatMap(({ at }) => (at ? [Date.parse(at)] : [])));
  return times.length ? new Date(Math.max(...times)) : null;
}

function datedValues(given: GivenFact | undefined, otherwise: string): DatedFact[] {
  if (given === undefined) return [];
  const values: readonly MeasuredFact[] = Array.isArray(given)
    ? (given as readonly MeasuredFact[])
    : [typeof given === 'object' ? (given as MeasuredFact) : { value: given as FactScalar }];
  return values.map((one) => ({ ...one, at: one.at ?? otherwise }));
}

/** By time; of two at the same time the later given one counts. */
function inOrder(values: readonly DatedFact[]): readonly DatedFact[] {
  if (values.length < 2) return values;
  const byTime = new Map(values.map((one) => [Date.parse(one.at), one]));
  return [...byTime].toSorted(([a], [b]) => a - b).map(([, one]) => one);
}
