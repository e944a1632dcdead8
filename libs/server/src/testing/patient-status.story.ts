import * as contract from '@alliance/contracts/patient-status.contract';
import { PatientStatusModule, PatientStatusWorkerModule } from '../patient-status/patient-status.module.js';
import { startApi, startWorker, type Person } from './app.js';
import { deliverySlice } from './delivery.story.js';
import { roundOf } from './escalation.story.js';
import { FakeGateway } from './fake-gateway.js';
import { allied } from './on-call.story.js';
import { cloneDatabase } from './services.js';
import { fromThePhone, patientOnTheWay } from './trip.story.js';
import { makeWorld } from './world.js';

let phones = 0;

/** An API and a worker with a gateway for text messages, a doctor on each side, and a patient without an account. */
export async function startPatientStatusStory() {
  const database = await cloneDatabase();
  const world = await makeWorld(database);
  await allied(database, world);
  await database.owner.query(
    `insert into contact_line (id, institution_id, kind, phone)
     values (gen_random_uuid(), $1, 'round_the_clock', '0951-120'), (gen_random_uuid(), $2, 'round_the_clock', '0953-120')`,
    [world.lead.id, world.county.id],
  );
  const gateway = await FakeGateway.start();
  const config = { SMS_GATEWAY_URL: gateway.url('/sms'), SMS_GATEWAY_TOKEN: 'gateway-secret-token' };
  const slice = { features: [PatientStatusModule, ...deliverySlice.features], contracts: [contract, ...deliverySlice.contracts], config };
  const api = await startApi(database, slice);
  const worker = await startWorker(database, [PatientStatusWorkerModule], config);
  const sender = await api.as('county.doctor');
  return {
    ...{ database, world, api, sender },
    receiver: await api.as('lead.doctor'),
    /** A referral of the county to the lead. @returns its id */
    sent: (state = 'submitted') => patientOnTheWay(database, world, { state, urgency: 'urgent' }),
    issue: (id: string, phone: string | null = null, person: Person = sender) =>
      person.get(contract.issuePatientLink, { params: { id }, body: { givenTo: 'patient', phone } }),
    look: (token: string) => fromThePhone(api, contract.lookAtPatientStatus, { body: { token } }),
    set: (id: string, to: string) => database.owner.query(`update referral set ${to} where id = $1`, [id]),
    somePhone: () => `1380000${String(1000 + phones++)}`,
    texts: (phone: string) => gateway.to(phone).map(({ text }) => text),
    minutePasses: async (id: string) => {
      await database.owner.query(
        `update timer set due_at = now() where kind = 'patient_link.tell' and subject_id in (select l.id from patient_link l where l.referral_id = $1)`,
        [id],
      );
      await roundOf(worker);
    },
    end: async () => {
      await worker.close();
      await api.close();
      await gateway.stop();
      await database.drop();
    },
  };
}
export type PatientStatusStory = Awaited<ReturnType<typeof startPatientStatusStory>>;

export const acceptedIn = (hours = 24, place = '门诊楼二层') =>
  `state = 'accepted', accepted_at = now(), arrive_by = now() + interval '${hours} hours', reception_place = '${place}', reception_phone = '0951-8001'`;
