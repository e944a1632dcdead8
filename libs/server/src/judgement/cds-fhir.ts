import type { FactDefinition, FactScalar, GivenFacts, MeasuredFact } from '@alliance/domain/criteria/fact.types';
import { knownFacts } from '@alliance/domain/criteria/known-facts';
import { z } from 'zod';

/** How old a value may be and still speak for the patient's state now, in hours. Older ones are past: a trend may look at them. */
export const currentForHours = { vitals: 24, laboratory: 30 * 24 } as const;
const hourMs = 3_600_000;
const mostValues = 50;

const Codings = z.looseObject({
  coding: z.array(z.looseObject({ system: z.string().optional(), code: z.string().optional() })).default([]),
});
type Codings = z.infer<typeof Codings>;
const Quantity = z.looseObject({
  value: z.number(),
  comparator: z.string().optional(),
  unit: z.string().optional(),
  system: z.string().optional(),
  code: z.string().optional(),
});
const value = {
  code: Codings,
  valueQuantity: Quantity.optional(),
  valueInteger: z.number().optional(),
  valueBoolean: z.boolean().optional(),
  valueCodeableConcept: Codings.optional(),
};
const Measured = z.looseObject(value);
type Measured = z.infer<typeof Measured>;
const Observation = z.looseObject({
  ...value,
  resourceType: z.literal('Observation'),
  status: z.enum(['final', 'amended', 'corrected', 'preliminary']),
  effectiveDateTime: z.string().optional(),
  effectiveInstant: z.string().optional(),
  effectivePeriod: z.looseObject({ end: z.string().optional() }).optional(),
  component: z.array(Measured).default([]),
});
const Patient = z.looseObject({
  resourceType: z.literal('Patient'),
  gender: z.enum(['male', 'female', 'other', 'unknown']).default('unknown'),
  birthDate: z.iso.date().nullish().catch(null),
});
const Condition = z.looseObject({
  resourceType: z.literal('Condition'),
  code: Codings,
  clinicalStatus: Codings,
  verificationStatus: Codings.optional(),
});
const Bundle = z.looseObject({ resourceType: z.literal('Bundle'), entry: z.array(z.looseObject({ resource: z.unknown() })).default([]) });

const loinc = 'http://loinc.org';
const ucum = 'http://unitsofmeasure.org';
const yes = new Set(['373066001', 'LA33-6', 'Y']);
const no = new Set(['373067005', 'LA32-8', 'N']);
/** Lasting conditions that a fact stands for: SNOMED CT, and ICD-10 from its first letters. One that is not listed says nothing. */
const conditions: readonly { readonly fact: string; readonly snomed: readonly string[]; readonly icd10: RegExp }[] = [
  { fact: 'pregnant', snomed: ['77386006'], icd10: /^(Z3[345]|O1[0-6]|O[234]\d)/ },
  { fact: 'diabetes_known', snomed: ['73211009', '44054006', '46635009'], icd10: /^E1[0-4]/ },
];

/** What a FHIR resource or a searchset holds; nothing where the caller found nothing. */
function resourcesOf(prefetched: unknown): unknown[] {
  const bundle = Bundle.safeParse(prefetched);
  return bundle.success ? bundle.data.entry.map(({ resource }) => resource) : [prefetched];
}
const parsed = <S extends z.ZodType>(schema: S, prefetched: unknown): z.infer<S>[] =>
  resourcesOf(prefetched).flatMap((resource) => {
    const one = schema.safeParse(resource);
    return one.success ? [one.data] : [];
  });

/** @returns undefined where it is no patient */
export function patientFacts(prefetched: unknown): GivenFacts | undefined {
  const [patient] = parsed(Patient, prefetched);
  const sex = patient?.gender === 'male' || patient?.gender === 'female' ? patient.gender : null;
  return patient && knownFacts({ sex, birthDate: patient.birthDate ?? null });
}

/** Active conditions as facts. That one is not listed does not say that the patient does not have it. */
export function conditionFacts(prefetched: unknown): GivenFacts {
  const active = parsed(Condition, prefetched).filter(
    ({ clinicalStatus, verificationStatus }) =>
      has(clinicalStatus, ['active', 'recurrence', 'relapse']) && !has(verificationStatus, ['refuted', 'entered-in-error']),
  );
  const coded = active.flatMap(({ code }) => code.coding.flatMap(({ code: one }) => one ?? []));
  const holds = conditions.filter(({ snomed, icd10 }) => coded.some((code) => snomed.includes(code) || icd10.test(code)));
  return Object.fromEntries(holds.map(({ fact }) => [fact, { value: true, origin: 'imported' } satisfies MeasuredFact]));
}
const has = (codings: Codings | undefined, codes: readonly string[]): boolean =>
  codings?.coding.some(({ code }) => code !== undefined && codes.includes(code)) ?? false;

/**
 * Observations as dated facts, by LOINC; oldest first. One without a time, with a comparator or without a unit says nothing certain and is left out.
 * @param hours how old the newest value of a fact may be
 */
export function observationFacts(definitions: readonly FactDefinition[], prefetched: unknown, now: Date, hours: number): GivenFacts {
  const found = new Map<string, (MeasuredFact & { at: string })[]>();
  for (const observation of parsed(Observation, prefetched)) {
    const at = momentOf(observation);
    if (!at || at > now) continue;
    for (const measured of [observation, ...observation.component])
      for (const definition of definitions.filter((one) => one.loinc && codeIn(measured.code, loinc, one.loinc))) {
        const read = valueOf(definition, measured);
        if (read) found.set(definition.key, [...(found.get(definition.key) ?? []), { ...read, at: at.toISOString(), origin: 'imported' }]);
      }
  }
  const sorted = [...found].map(([key, values]) => [key, values.toSorted((a, b) => a.at.localeCompare(b.at)).slice(-mostValues)] as const);
  return Object.fromEntries(sorted.filter(([, values]) => now.getTime() - Date.parse(values.at(-1)?.at ?? '') <= hours * hourMs));
}

const codeIn = ({ coding }: Codings, system: string, code: string): boolean =>
  coding.some((one) => one.code === code && (one.system === undefined || one.system === system));

/** A date without a time begins at the hospitals' midnight. */
function momentOf({ effectiveDateTime, effectiveInstant, effectivePeriod }: z.infer<typeof Observation>): Date | undefined {
  const text = effectiveDateTime ?? effectiveInstant ?? effectivePeriod?.end ?? '';
  const moment = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00+08:00` : /(Z|[+-]\d\d:\d\d)$/.test(text) ? text : Number.NaN);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

function valueOf({ kind, unit, codes }: FactDefinition, measured: Measured): { value: FactScalar; unit?: string } | undefined {
  const { valueQuantity: quantity, valueInteger, valueBoolean, valueCodeableConcept: concept } = measured;
  if (kind === 'boolean') {
    if (valueBoolean !== undefined) return { value: valueBoolean };
    return has(concept, [...yes]) ? { value: true } : has(concept, [...no]) ? { value: false } : undefined;
  }
  if (kind === 'code') {
    const known = codes?.find(({ code }) => has(concept, [code]));
    return known && { value: known.code };
  }
  if (kind !== 'quantity') return undefined;
  const bare = !unit || unit === '1' || isAnnotation(unit);
  if (valueInteger !== undefined) return bare ? { value: valueInteger } : undefined;
  if (!quantity || quantity.comparator) return undefined;
  const given = quantity.code !== undefined && (quantity.system ?? ucum) === ucum ? quantity.code : quantity.unit;
  const plain = !given || given === '1' || isAnnotation(given);
  if (bare && plain) return { value: quantity.value };
  return given && !plain ? { value: quantity.value, unit: given } : undefined;
}

/** `{score}`: says what is counted, not in which unit. */
const isAnnotation = (unit: string): boolean => /^\{[^}]*\}$/.test(unit);
