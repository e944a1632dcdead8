import * as act from '@alliance/contracts/referral-action.contract';
import * as journey from '@alliance/contracts/referral-journey.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import { getReferral, referralTimeline, saveReferral } from '@alliance/contracts/referral.contract';
import { countReferrals, listReferrals } from '@alliance/contracts/referral-queue.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { doctorDrafts, doctorSubmits, inTwoHours, referralSlice } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let api: TestApi;
let world: World;
let doctor: Person;
let coordinator: Person;
let outsider: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, referralSlice);
  [doctor, coordinator, outsider] = await Promise.all([api.as('county.doctor'), api.as('lead.coordinator'), api.as('other.coordinator')]);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const accept = (id: string, version: number) => ({ params: { id }, body: { version, arriveBy: inTwoHours(), place: '门诊三楼心内科' } });

describe('a referral travels to the lead hospital and back', () => {
  it('is drafted, sent, accepted, arrives, is reported and closed, with custody passing at arrival', async () => {
    const sent = await doctorSubmits(doctor, world);
    expect(sent).toMatchObject({
      state: 'submitted',
      direction: 'up',
      custodian: { id: world.county.id },
      deadline: { by: 'receiver', missed: false },
      side: 'sender',
    });
    expect(sent.actions).toEqual(['redirect', 'patientDeclines', 'cancel', 'enterInError']);

    const inbox = await coordinator.get(listReferrals, { query: { side: 'inbound' } });
    const row = inbox.items.find(({ id }) => id === sent.id);
    expect(row).toMatchObject({
      number: sent.number,
      actions: ['accept', 'ask', 'return', 'redirect'],
      counterpart: { id: world.county.id },
    });

    const accepted = await coordinator.get(act.acceptReferral, accept(sent.id, sent.version));
    expect(accepted).toMatchObject({ state: 'accepted', reception: { place: '门诊三楼心内科' }, custodian: { id: world.county.id } });
    const departed = await doctor.get(journey.departReferral, {
      params: { id: sent.id },
      body: { version: accepted.version, estimatedArrivalAt: inTwoHours() },
    });
    const arrived = await coordinator.get(journey.arriveReferral, { params: { id: sent.id }, body: { version: departed.version } });
    expect(arrived).toMatchObject({ state: 'arrived', custodian: { id: world.lead.id } });
    expect(arrived.actions).toEqual(['reassign', 'reportOutcome', 'patientDeclines', 'enterInError']);
    const reported = await coordinator.get(ending.reportOutcome, {
      params: { id: sent.id },
      body: { version: arrived.version, outcome: 'back_to_sender', summary: '冠脉造影阴性' },
    });
    const closed = await doctor.get(ending.closeReferral, { params: { id: sent.id }, body: { version: reported.version } });
    expect(closed).toMatchObject({ state: 'closed', actions: ['correct', 'enterInError'], deadline: null });

    const { items } = await doctor.get(referralTimeline, { params: { id: sent.id } });
    expect(items.map(({ kind }) => kind)).toEqual(
      ['drafted', 'submitted', 'accepted', 'departed', 'arrived', 'outcome_reported', 'closed'].map((k) => `referral.${k}`),
    );
    expect(items.at(-2)).toMatchObject({
      by: 'person lead.coordinator',
      role: 'coordinator',
      institution: 'lead hospital',
      note: { text: '冠脉造影阴性' },
    });
  });

  it('is asked about and answered: the clock of the receiver pauses and goes on', async () => {
    const sent = await doctorSubmits(doctor, world);
    const asked = await coordinator.get(act.askReferral, {
      params: { id: sent.id },
      body: { version: sent.version, questions: [{ kind: 'text', text: '肌钙蛋白结果？' }] },
    });
    expect(asked).toMatchObject({ state: 'info_requested', deadline: { by: 'sender' } });
    const replied = await doctor.get(act.replyReferral, {
      params: { id: sent.id },
      body: { version: asked.version, answers: [{ question: 1, text: '0.02 ng/mL' }] },
    });
    expect(replied).toMatchObject({
      state: 'submitted',
      deadline: { by: 'receiver' },
      notes: [{ kind: 'question' }, { kind: 'answer', text: '0.02 ng/mL', by: 'person county.doctor' }],
    });
  });

  it('is returned with a reason and advice, improved and sent again', async () => {
    const sent = await doctorSubmits(doctor, world);
    const returned = await coordinator.get(act.returnReferral, {
      params: { id: sent.id },
      body: { version: sent.version, reason: 'other_specialty', advice: '建议先做心电图' },
    });
    expect(returned.actions).toEqual(['undo']);
    const better = await doctor.get(saveReferral, { params: { id: sent.id }, body: { version: returned.version, summary: '心电图已附' } });
    expect(better.actions).toEqual(['resubmit', 'redirect', 'treatHere', 'appeal', 'patientDeclines', 'cancel', 'enterInError']);
    const again = await doctor.get(act.resubmitReferral, { params: { id: sent.id }, body: { version: better.version } });
    expect(again.state).toBe('submitted');
  });
});

describe('what is refused', () => {
  it('an incomplete draft, naming the fields', async () => {
    const draft = await doctorDrafts(doctor, world, { diagnosisText: null, consentGiver: null });
    const { status, problem } = await doctor.ask(act.submitReferral, { params: { id: draft.id }, body: { version: draft.version } });
    expect([status, problem.code, problem.facts]).toEqual([422, 'referral.incomplete', { fields: ['diagnosisText', 'consentGiver'] }]);
  });

  it('an old version, and an action out of turn', async () => {
    const sent = await doctorSubmits(doctor, world);
    expect((await coordinator.ask(act.acceptReferral, accept(sent.id, sent.version - 1))).problem.code).toBe('referral.stale');
    expect((await coordinator.ask(ending.closeReferral, { params: { id: sent.id }, body: { version: sent.version } })).problem.code).toBe(
      'referral.wrong_state',
    );
  });

  it('a county hospital cannot accept its own referral', async () => {
    const sent = await doctorSubmits(doctor, world);
    const { status, problem } = await (await api.as('county.coordinator')).ask(act.acceptReferral, accept(sent.id, sent.version));
    expect([status, problem.code]).toEqual([403, 'referral.not_your_action']);
  });

  it('an emergency without a phone and a physician; a question about an immediate case', async () => {
    const sent = await doctorSubmits(doctor, world, { service: 'emergency', urgency: 'immediate', reviewer: null });
    const { problem } = await (await api.as('lead.doctor')).ask(act.acceptReferral, accept(sent.id, sent.version));
    expect([problem.code, problem.facts]).toEqual(['referral.acceptance_incomplete', { fields: ['phone', 'physician'] }]);
    const asked = await coordinator.ask(act.askReferral, {
      params: { id: sent.id },
      body: { version: sent.version, questions: [{ kind: 'text', text: '?' }] },
    });
    expect(asked.problem.code).toBe('referral.ask_not_for_immediate');
  });

  it('another patient or hospital once it was sent', async () => {
    const sent = await doctorSubmits(doctor, world);
    const returned = await coordinator.get(act.returnReferral, {
      params: { id: sent.id },
      body: { version: sent.version, reason: 'other', advice: '…' },
    });
    const moved = await doctor.ask(saveReferral, {
      params: { id: sent.id },
      body: { version: returned.version, receiverId: world.other.id },
    });
    expect(moved.problem.code).toBe('referral.receiver_invalid');
  });
});

describe('one effect for one intent', () => {
  it('a thousand accept at once: one succeeds, 999 are told they are late', async () => {
    const sent = await doctorSubmits(doctor, world);
    const replies = await Promise.all(
      Array.from({ length: 1000 }, () => coordinator.ask(act.acceptReferral, accept(sent.id, sent.version))),
    );
    const count = (status: number) => replies.filter((reply) => reply.status === status).length;
    expect([count(200), count(409)]).toEqual([1, 999]);
    const { rows } = await database.owner.query(
      `select count(*)::int as n from event where subject_id = $1 and kind = 'referral.accepted'`,
      [sent.id],
    );
    expect(rows[0].n).toBe(1);
  });

  it('a repeated key has one effect and the same answer, another body under it is refused', async () => {
    const sent = await doctorSubmits(doctor, world);
    const keyed = coordinator.with({ 'idempotency-key': `accept-${sent.id}` });
    const once = accept(sent.id, sent.version);
    const replies = await Promise.all(Array.from({ length: 20 }, () => keyed.ask(act.acceptReferral, once)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(replies.map(({ answer }) => answer.version))).toEqual(new Set([sent.version + 1]));
    const other = await keyed.ask(act.acceptReferral, { ...once, body: { ...once.body, place: '别处' } });
    expect([other.status, other.problem.code]).toEqual([422, 'request.key_reused']);
  });
});

describe('whoever is outside sees nothing', () => {
  it('404 for the referral, its timeline and every action; nothing in queue and counts', async () => {
    const sent = await doctorSubmits(doctor, world);
    const params = { id: sent.id };
    const { version } = sent;
    const replies = await Promise.all([
      outsider.ask(getReferral, { params }),
      outsider.ask(referralTimeline, { params }),
      outsider.ask(saveReferral, { params, body: { version } }),
      outsider.ask(act.acceptReferral, accept(sent.id, version)),
      outsider.ask(ending.cancelReferral, { params, body: { version, reason: 'other' } }),
      outsider.ask(ending.closeReferral, { params, body: { version } }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 404));
    expect((await outsider.get(listReferrals, { query: { side: 'inbound' } })).items).toEqual([]);
    expect((await outsider.get(listReferrals, { query: { side: 'inbound', number: sent.number } })).items).toEqual([]);
    expect(await outsider.get(countReferrals, {})).toEqual({ inbound: {}, outbound: {}, late: 0, pressing: 0 });
  });

  it('a draft is not there for the hospital it will be sent to', async () => {
    const draft = await doctorDrafts(doctor, world);
    expect((await coordinator.ask(getReferral, { params: { id: draft.id } })).status).toBe(404);
  });
});

it('every look and every refusal leaves its audit entry', async () => {
  const sent = await doctorSubmits(doctor, world);
  await coordinator.get(getReferral, { params: { id: sent.id } });
  await outsider.ask(getReferral, { params: { id: sent.id } });
  const { rows } = await database.owner.query(
    `select action, outcome, institution_id, request_id is not null as traced from audit_entry where $1 = any(object_ids) order by id`,
    [sent.id],
  );
  expect(rows).toEqual(
    expect.arrayContaining([
      { action: 'referral.submitted', outcome: 'allowed', institution_id: world.county.id, traced: true },
      { action: 'referral.read', outcome: 'allowed', institution_id: world.lead.id, traced: true },
      { action: 'referral.not_found', outcome: 'denied', institution_id: world.other.id, traced: true },
    ]),
  );
});
