import * as trip from '@alliance/contracts/trip.contract';
import { registerPatient } from '@alliance/contracts/patient.contract';
import { submitReferral } from '@alliance/contracts/referral-action.contract';
import { arriveReferral, departReferral, divertReferral } from '@alliance/contracts/referral-journey.contract';
import { draftReferral, getReferral } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { referralSlice } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { fromThePhone, reportOf, tripSlice } from '../testing/trip.story.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let sender: Person;
let receiver: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, {
    features: [...new Set([...referralSlice.features, ...tripSlice.features])],
    contracts: [...new Set([...referralSlice.contracts, ...tripSlice.contracts])],
  });
  sender = await api.as('county.doctor');
  receiver = await api.as('lead.doctor');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const inMinutes = (minutes: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + minutes * 60_000).toISOString();

/** What the form of the green channel sends: four fields. */
async function alarm() {
  const { id: patientId } = await sender.get(registerPatient, {
    body: { identifierKind: 'unknown_person', sex: 'female', estimatedAge: 40 },
  });
  const draft = await sender.get(draftReferral, {
    body: {
      patientId,
      receiverId: world.lead.id,
      receiverDepartmentId: world.lead.departmentId,
      service: 'emergency',
      urgency: 'immediate',
      transport: 'ambulance',
      reason: '胸痛 / STEMI',
    },
  });
  return sender.get(submitReferral, { params: { id: draft.id }, body: { version: draft.version } });
}

describe('an immediate patient', () => {
  it('leaves before anyone answered; the crew says when it comes and how she is; the link ends with the journey', async () => {
    const sent = await alarm();
    const by = { params: { id: sent.id } };
    const left = await sender.get(departReferral, { ...by, body: { version: sent.version, estimatedArrivalAt: inMinutes(40) } });
    expect(left).toMatchObject({ state: 'in_transit', acceptedAt: null });
    const { token } = await sender.get(trip.issueTripLink, by);
    const look = () => fromThePhone(api, trip.lookAtTrip, { body: { token } });
    expect((await look()).answer).toMatchObject({ phase: 'on_the_way', patient: { sex: 'female', age: 40 } });

    const at = inMinutes(55);
    await fromThePhone(api, trip.reportFromTrip, { body: reportOf(token, { kind: 'estimated_arrival', estimatedArrivalAt: at }) });
    await fromThePhone(api, trip.reportFromTrip, { body: reportOf(token) });
    const seen = await receiver.get(getReferral, by);
    expect(seen).toMatchObject({ version: left.version + 1, deadline: { at, by: 'receiver' } });
    const { rows } = await database.owner.query<{ due_at: Date }>(
      `select due_at from timer where subject_id = $1 and kind = 'trip.overdue' order by due_at`,
      [sent.id],
    );
    expect(rows.map(({ due_at }) => due_at.toISOString()).at(-1)).toBe(new Date(Date.parse(at) + 1_800_000).toISOString());

    await receiver.get(arriveReferral, { ...by, body: { version: seen.version } });
    expect((await look()).answer.phase).toBe('arrived');
    api.clock.advance(3_700);
    expect((await look()).problem.code).toBe('link.invalid');
    expect((await receiver.get(trip.getTrip, by)).reports).toHaveLength(2);
  });

  it('who is diverted takes the link along: the crew sees the new place, and what was measured goes with her', async () => {
    const sent = await alarm();
    const by = { params: { id: sent.id } };
    const left = await sender.get(departReferral, { ...by, body: { version: sent.version, estimatedArrivalAt: inMinutes(40) } });
    const { token } = await sender.get(trip.issueTripLink, by);
    await fromThePhone(api, trip.reportFromTrip, { body: reportOf(token) });
    await sender.get(divertReferral, {
      ...by,
      body: {
        version: left.version,
        receiverId: world.other.id,
        receiverDepartmentId: world.other.departmentId,
        reason: 'condition_worse',
        explanation: '途中血压下降，就近',
        estimatedArrivalAt: inMinutes(10),
      },
    });
    expect((await fromThePhone(api, trip.lookAtTrip, { body: { token } })).answer.to.name).toBe('other hospital');
    const there = await api.as('other.doctor');
    expect((await there.get(trip.getTrip, by)).reports).toHaveLength(1);
    expect((await receiver.ask(trip.getTrip, by)).problem.code).toBe('referral.not_found');
  });
});
