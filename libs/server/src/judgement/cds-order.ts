import type { CdsRequest } from '@alliance/contracts/cds.schema';
import type { CriterionDirection } from '@alliance/domain/criteria/rule.types';
import { z } from 'zod';

const Concept = z.looseObject({
  coding: z.array(z.looseObject({ system: z.string().optional(), code: z.string().optional() })).default([]),
});
const ServiceRequest = z.looseObject({
  resourceType: z.literal('ServiceRequest'),
  code: Concept.optional(),
  category: z.array(Concept).default([]),
});

const snomed = 'http://snomed.info/sct';
/** SNOMED CT: patient referral, patient transfer, patient transfer to another health care facility. */
const transfers = new Set(['3457005', '107724000', '19712007']);
/** Our own coding of a ServiceRequest's category: `up` or `down`. FHIR and SNOMED CT have none for levels of care. */
export const directionSystem = (origin: string): string => `${origin}/fhir/CodeSystem/referral-direction`;

/** The transfer among draft orders and its direction; up where its category does not say. */
export function transferOf(
  draftOrders: CdsRequest['context']['draftOrders'],
  origin: string,
): { direction: CriterionDirection } | undefined {
  const orders = (draftOrders?.entry ?? []).flatMap(({ resource }) => {
    const order = ServiceRequest.safeParse(resource);
    return order.success ? [[...(order.data.code ? [order.data.code] : []), ...order.data.category].flatMap(({ coding }) => coding)] : [];
  });
  const codings = orders.find((order) => order.some(({ system, code }) => system === snomed && code !== undefined && transfers.has(code)));
  if (!codings) return undefined;
  const down = codings.some(({ system, code }) => system === directionSystem(origin) && code === 'down');
  return { direction: down ? 'down' : 'up' };
}
