import type { CdsCard } from '@alliance/contracts/cds.schema';
import type { Permission } from '@alliance/domain/access/permission';
import { newId } from '../platform/ids.js';
import type { Person, TestApi } from './app.js';
import { machineToken, newMachineKey, registerMachine } from './machine.js';

export const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

/** An observation of an hour ago. */
export const quantity = (loinc: string, value: number, unit: string, more: object = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: loinc }] },
  effectiveDateTime: hoursAgo(1),
  valueQuantity: { value, system: 'http://unitsofmeasure.org', code: unit },
  ...more,
});
export const bundle = (...resources: object[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
});
const patient = { resourceType: 'Patient', gender: 'male', birthDate: '1960-01-01' };

/** What a hospital's system sends when somebody opens a patient. */
export const opening = (more: object = {}, context: object = {}) => ({
  hook: 'patient-view',
  hookInstance: newId(),
  fhirServer: 'http://127.0.0.1:1/fhir',
  context: { userId: 'Practitioner/1', patientId: '1', ...context },
  prefetch: { patient, vitals: null, laboratory: null, conditions: null, ...more },
});

/** A hospital's own system. */
export class CdsClient {
  constructor(
    private readonly api: TestApi,
    readonly headers: Readonly<Record<string, string>>,
  ) {}

  /** With a token of a machine client of the administrator's hospital. */
  static async of(api: TestApi, admin: Person, scope: Permission): Promise<CdsClient> {
    const key = await newMachineKey();
    const { id } = await registerMachine(admin, key, [scope]);
    return new CdsClient(api, { authorization: `Bearer ${(await machineToken(api, id, key)).body.access_token}` });
  }

  post(url: string, payload: unknown) {
    const headers = { 'content-type': 'application/json', ...this.headers };
    return this.api.app.inject({ method: 'POST', url, headers, payload: JSON.stringify(payload) });
  }

  /** Cards for an opened patient. */
  async opened(more: object = {}): Promise<CdsCard[]> {
    return cardsOf(await this.post('/cds-services/patient-view', opening(more)));
  }

  /** Cards before an order with this SNOMED code is signed. */
  async signing(category: readonly object[], found: object, code = '107724000'): Promise<CdsCard[]> {
    const coded = { coding: [{ system: 'http://snomed.info/sct', code }] };
    const order = { resourceType: 'ServiceRequest', status: 'draft', intent: 'order', code: coded, category };
    const payload = { ...opening(found, { draftOrders: bundle(order) }), hook: 'order-sign' };
    return cardsOf(await this.post('/cds-services/order-sign', payload));
  }
}

function cardsOf(reply: { statusCode: number; body: string }): CdsCard[] {
  if (reply.statusCode !== 200) throw new Error(`${reply.statusCode} ${reply.body}`);
  return (JSON.parse(reply.body) as { cards: CdsCard[] }).cards;
}
