import { encounterClasses, type EncounterClass, type OrderedAct, orderedActs } from '@alliance/domain/recognition/case-context';
import { z } from 'zod';

const Coding = z.looseObject({ system: z.string().optional(), code: z.string().optional() });
const Concept = z.looseObject({ coding: z.array(Coding).default([]) });
const ServiceRequest = z.looseObject({
  resourceType: z.literal('ServiceRequest'),
  id: z.string().max(64).optional(),
  code: Concept.optional(),
  category: z.array(Concept).default([]),
});
const Patient = z.looseObject({
  resourceType: z.literal('Patient'),
  identifier: z
    .array(z.looseObject({ value: z.string().max(60).optional() }))
    .max(20)
    .default([]),
});
const Encounter = z.looseObject({ resourceType: z.literal('Encounter'), class: Coding });

const loinc = 'http://loinc.org';
const snomed = 'http://snomed.info/sct';
/** SNOMED CT: surgical procedure; transfusion of blood product, of blood, of red cells, of plasma, of platelets. */
const snomedActs: ReadonlyMap<string, OrderedAct> = new Map([
  ['387713003', 'operation'],
  ...['116859006', '5447007', '71493000', '180208003', '12719002'].map((code) => [code, 'transfusion'] as const),
]);
/** Codings of our own: items of the dictionary without a LOINC code, and acts that SNOMED CT has no one code for. */
export const itemSystem = (origin: string): string => `${origin}/fhir/CodeSystem/test-item`;
export const actSystem = (origin: string): string => `${origin}/fhir/CodeSystem/ordered-act`;

/** A test among the draft orders. */
export interface DraftTest {
  /** Of the ServiceRequest in the bundle; null where it has none and cannot be taken out by us. */
  readonly id: string | null;
  readonly code: string;
}
export interface DraftOrders {
  readonly tests: readonly DraftTest[];
  readonly acts: readonly OrderedAct[];
}

/** What draft orders are for us: tests by LOINC or our own code, and acts that say what the tests are for. Anything else is none of ours. */
export function readDrafts(resources: readonly unknown[], origin: string): DraftOrders {
  const tests: DraftTest[] = [];
  const acts = new Set<OrderedAct>();
  for (const resource of resources) {
    const order = ServiceRequest.safeParse(resource);
    if (!order.success) continue;
    const { id = null, code, category } = order.data;
    const codings = code?.coding ?? [];
    const test = codings.find((one) => one.code !== undefined && (one.system === loinc || one.system === itemSystem(origin)));
    if (test?.code) tests.push({ id, code: test.code });
    for (const coding of [...codings, ...category.flatMap((one) => one.coding)]) {
      const act = actOf(coding, origin);
      if (act) acts.add(act);
    }
  }
  return { tests, acts: [...acts] };
}

function actOf({ system, code = '' }: z.infer<typeof Coding>, origin: string): OrderedAct | undefined {
  if (system === snomed) return snomedActs.get(code);
  return system === actSystem(origin) ? orderedActs.find((act) => act === code) : undefined;
}

/** Numbers of the patient as written; undefined for what is no Patient resource. */
export function numbersOf(prefetched: unknown): string[] | undefined {
  const patient = Patient.safeParse(prefetched);
  return patient.success ? patient.data.identifier.flatMap(({ value }) => value?.replace(/[\s-]/g, '').toUpperCase() || []) : undefined;
}

export function encounterOf(prefetched: unknown): EncounterClass | null {
  const encounter = Encounter.safeParse(prefetched);
  return (encounter.success && encounterClasses.find((one) => one === encounter.data.class.code)) || null;
}
