import * as contract from '@alliance/contracts/service-agreement.contract';
import type { ServiceAgreement } from '@alliance/contracts/service-agreement.contract';
import { agreementClauses } from '@alliance/domain/service-agreement/service-agreement.codes';
import { newId } from '../platform/ids.js';
import { ServiceAgreementModule } from '../service-agreement/service-agreement.module.js';
import type { Person, Serving } from './app.js';
import { dayFrom } from './person.story.js';
import type { World } from './world.js';

/** What an API needs to serve agreements between hospitals. */
export const agreementSlice: Serving = { features: [ServiceAgreementModule], contracts: [contract] };

const clauses = Object.fromEntries(agreementClauses.map((clause) => [clause, `约定：${clause}`])) as Record<
  (typeof agreementClauses)[number],
  string
>;

/** A complete wording: the lead serves the county hospital for a year. */
export const agreementBody = (world: World, more: object = {}) => ({
  id: newId(),
  number: null,
  title: '远程医疗服务协议',
  reach: 'direct' as const,
  providerId: world.lead.id,
  requesterId: world.county.id,
  allianceId: null,
  kinds: ['scheduled' as const, 'multidisciplinary' as const],
  validFrom: dayFrom(),
  validUntil: dayFrom(365),
  ...clauses,
  payer: '由申请方支付',
  ...more,
});

/** Written and offered by the county hospital’s administrator. */
export async function offered(who: Person, world: World, more: object = {}): Promise<ServiceAgreement> {
  const { id, version } = await who.get(contract.draftServiceAgreement, { body: agreementBody(world, more) });
  return who.get(contract.offerServiceAgreement, { params: { id }, body: { version } });
}

/** Signed by both. */
export async function inForce(county: Person, lead: Person, world: World, more: object = {}): Promise<ServiceAgreement> {
  const { id, version } = await offered(county, world, more);
  return lead.get(contract.signServiceAgreement, { params: { id }, body: { version } });
}
