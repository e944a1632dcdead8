import * as act from '@alliance/contracts/consultation-action.contract';
import * as contract from '@alliance/contracts/consultation.contract';
import * as referralAct from '@alliance/contracts/referral-action.contract';
import { cancelReferral } from '@alliance/contracts/referral-ending.contract';
import { getReferral } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import {
  agree,
  appoint,
  consulting,
  consultationSlice,
  does,
  isRefused,
  makeExpert,
  opinion,
  requested,
  tomorrow,
  type Consulting,
} from '../testing/consultation.story.js';
import { refused, step } from '../testing/referral-steps.js';
import { doctorSubmits } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let people: Consulting;
let stranger: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, consultationSlice);
  people = await consulting(database, api, world);
  stranger = await api.as('other.doctor');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const get = (who: Person, id: string) => who.get(contract.getConsultation, { params: { id } });
const sees = async (who: Person, id: string) => (await who.ask(contract.getConsultation, { params: { id } })).status;
const invited = async (more: object = {}) => does(people.doctor, act.invite, await requested(people.doctor, world, more));

describe('advice before a patient travels', () => {
  const sent = () => doctorSubmits(people.doctor, world, { consultAllowed: true });
  const converted = async () => {
    const referral = await step(people.expert, referralAct.convertReferral, await sent(), { question: '是否需要转诊造影？' });
    const { items } = await people.doctor.get(contract.listConsultations, { query: { referralId: referral.id } });
    return { referral, consultation: await get(people.expert, items[0]?.id ?? '') };
  };

  it('everything is carried over, the sender is the inviting side, and the patient goes on all the same', async () => {
    const { referral, consultation } = await converted();
    expect(referral.state).toBe('consult_first');
    expect(consultation).toMatchObject({
      ...{ state: 'invited', mode: 'board', inviting: { id: world.county.id }, aim: '是否需要转诊造影？', reason: referral.reason },
      ...{
        patient: { id: referral.patient?.id },
        diagnosis: { text: '不稳定型心绞痛' },
        referral: { id: referral.id },
        specialty: 'cardiovascular',
      },
    });
    const signed = await does(people.expert, act.signOpinion, await does(people.expert, act.acceptConsultation, consultation), opinion);
    const decision = { decision: 'follow', text: '按意见转诊', referral: 'resume' };
    const decided = await does(people.doctor, act.decideConsultation, signed, decision);
    expect(decided.state).toBe('decided');
    expect((await people.doctor.get(getReferral, { params: { id: referral.id } })).state).toBe('submitted');
  });

  it('or stays, with the advice on the referral', async () => {
    const { referral, consultation } = await converted();
    const signed = await does(people.expert, act.signOpinion, await does(people.expert, act.acceptConsultation, consultation), opinion);
    await does(people.doctor, act.decideConsultation, signed, { decision: 'follow', text: '在当地用药', referral: 'close_with_advice' });
    const closed = await people.doctor.get(getReferral, { params: { id: referral.id } });
    expect(closed).toMatchObject({ state: 'closed', endedAs: 'advice' });
    expect(closed.notes.at(-1)?.text).toContain('建议冠脉造影');
  });

  it('ends with a referral that is called off; without an agreement there is none', async () => {
    const { referral, consultation } = await converted();
    await step(people.doctor, cancelReferral, referral, { reason: 'patient_improved' });
    expect((await get(people.doctor, consultation.id)).state).toBe('cancelled');
    await database.owner.query(
      `update service_agreement set state = 'ended', ended_on = local_today() - 2, ended_reason = 'x', ended_by = provider_id`,
    );
    expect(await refused(people.expert, referralAct.convertReferral, await sent(), { question: 'x' })).toBe('consultation.no_agreement');
    await database.owner.query(`update service_agreement set state = 'in_force', ended_on = null, ended_reason = null, ended_by = null`);
  });
});

it('becomes a referral with patient, diagnosis, opinions and facts carried over, once', async () => {
  const accepted = await does(people.expert, act.acceptConsultation, await invited({ facts: { sbp: 150 } }));
  const signed = await does(people.expert, act.signOpinion, accepted, opinion);
  const body = { version: signed.version, receiverId: null };
  const made = await people.doctor.get(act.referFromConsultation, { params: { id: signed.id }, body });
  const referral = await people.doctor.get(getReferral, { params: { id: made.referralId } });
  expect(referral).toMatchObject({
    ...{ state: 'draft', receiver: { id: world.lead.id }, patient: { id: signed.patient?.id }, reason: signed.reason },
    diagnosis: { text: '不稳定性心绞痛' },
  });
  expect(referral.summary).toContain('建议冠脉造影');
  expect(referral.facts).toHaveProperty('sbp');
  expect(made.consultation).toMatchObject({ becameReferral: { id: made.referralId }, actions: expect.not.arrayContaining(['refer']) });
});

describe('the hub above', () => {
  it('is asked with everything carried over; who advised so far stays at the table', async () => {
    await database.owner.query(`update institution set hub_tier = 'province' where id = $1`, [world.other.id]);
    const alliance = `insert into alliance (id, name_zh, specialty, phase, lead_id, opened_on) values (uuidv7(), '省联盟', 'cardiovascular', 'running', $1, '2026-01-01') returning id`;
    const { rows } = await database.owner.query<{ id: string }>(alliance, [world.other.id]);
    await database.owner.query(
      `insert into membership (id, alliance_id, institution_id, role, valid) values (uuidv7(), $1, $2, 'member', '[2026-01-01,)')`,
      [...[rows[0]?.id, world.lead.id]],
    );
    const accepted = await does(people.expert, act.acceptConsultation, await invited());
    const { items } = await people.doctor.get(contract.hubsOfConsultation, { params: { id: accepted.id } });
    expect(items).toMatchObject([{ id: world.other.id, tier: 'province' }]);
    const up = { hubId: world.other.id, reason: '需省级介入专家' };
    expect(await isRefused(people.doctor, act.escalateConsultation, accepted, up)).toBe('consultation.no_agreement');
    await agree(database, world.other, world.lead);
    const escalated = await does(people.doctor, act.escalateConsultation, accepted, up);
    const child = await get(stranger, escalated.escalatedTo[0]?.id ?? '');
    expect(child).toMatchObject({
      state: 'invited',
      parent: null,
      patient: { name: '张三丰' },
      reason: accepted.reason,
      invitingSide: false,
    });
    expect(child.parties.map(({ institution, required }) => [institution.id, required])).toEqual(
      expect.arrayContaining([
        [world.other.id, true],
        [world.lead.id, false],
      ]),
    );
    expect((await get(people.doctor, child.id)).parent).toMatchObject({ id: accepted.id });
    expect(await isRefused(people.doctor, act.escalateConsultation, escalated, { ...up, hubId: world.township.id })).toBe(
      'consultation.no_hub',
    );
  });
});

describe('the invited side', () => {
  it('declines with a reason, and reads it no more; the sender is told', async () => {
    const sent = await invited();
    const declined = await does(people.coordinator, act.declineConsultation, sent, { reason: 'not_my_field', explanation: '非本专业' });
    expect(declined.actions).toEqual([]);
    expect(await sees(people.coordinator, sent.id)).toBe(404);
    const back = await get(people.doctor, sent.id);
    expect(back).toMatchObject({ state: 'invited', notes: [{ kind: 'decline', text: '非本专业' }] });
    expect(back.parties.find(({ side }) => side === 'invited')).toMatchObject({ state: 'declined', declineReason: 'not_my_field' });
    const again = await does(people.doctor, act.addParty, back, { party: { institutionId: world.lead.id } });
    expect(await sees(people.coordinator, again.id)).toBe(200);
  });

  it('whose expert falls out of a fixed time sends another who is free, and the time stays', async () => {
    const named = [{ institutionId: world.lead.id, personId: people.expertId, specialty: 'cardiovascular' }];
    const accepted = await does(people.expert, act.acceptConsultation, await invited({ invited: named }));
    const fixed = await does(people.doctor, act.bookConsultation, accepted, { startsAt: tomorrow(15).toISOString(), minutes: 30 });
    const declined = await does(people.expert, act.declineConsultation, fixed, { reason: 'on_leave' });
    expect(declined).toMatchObject({ state: 'booked', time: { startsAt: fixed.time?.startsAt, sequence: 2 } });
    const seat = declined.parties.find(({ state }) => state === 'invited');
    expect(seat).toMatchObject({ person: { id: people.secondId } });
    const { rows } = await database.owner.query(
      'select person_id from reservation where subject_id = $1 and state = $2 and person_id = any($3)',
      [...[fixed.id, 'confirmed', [people.expertId, people.secondId]]],
    );
    expect(rows).toEqual([{ person_id: people.secondId }]);
  });

  it('names only who qualifies', async () => {
    await appoint(database, world, 'lead.young', world.lead, 'doctor');
    const young = await makeExpert(database, world, 'lead.young', world.lead);
    const sent = await invited();
    await database.owner.query(`update appointment set independent_since = local_today() - 700 where id = $1`, [
      world.appointments['lead.young'],
    ]);
    expect(await isRefused(people.coordinator, act.acceptConsultation, sent, { personId: young })).toBe('consultation.expert_ineligible');
    expect((await does(people.coordinator, act.acceptConsultation, sent, { personId: people.expertId })).parties).toHaveLength(2);
  });
});

it('the list says whose turn it is', async () => {
  const sent = await invited();
  const waits = async (who: Person) =>
    (await who.get(contract.listConsultations, { query: { box: 'ours', query: sent.number } })).items.map(({ awaitsUs }) => awaitsUs);
  expect([await waits(people.expert), await waits(people.doctor)]).toEqual([[true], []]);
  const signed = await does(people.expert, act.signOpinion, await does(people.expert, act.acceptConsultation, sent), opinion);
  const called = await does(people.doctor, act.recordCall, signed, {
    ...{ personId: people.expertId, phone: '0990', advisedAt: new Date().toISOString(), text: '同意', readBack: true },
  });
  await does(people.expert, act.signOpinion, called, opinion);
  expect([await waits(people.expert), await waits(people.doctor)]).toEqual([[], [true]]);
});

describe('others', () => {
  it('see nothing: a third hospital, before it is sent, after it was of the wrong patient', async () => {
    const draft = await requested(people.doctor, world);
    expect(await sees(people.expert, draft.id)).toBe(404);
    const sent = await does(people.doctor, act.invite, draft);
    expect(await sees(people.expert, sent.id)).toBe(200);
    expect(await sees(stranger, sent.id)).toBe(404);
    expect((await stranger.get(contract.listConsultations, { query: { query: sent.number } })).items).toEqual([]);
    expect(await isRefused(stranger, act.acceptConsultation, sent)).toBe('consultation.not_found');
    expect(await isRefused(people.expert, act.cancelConsultation, sent, { reason: 'other' })).toBe('consultation.not_your_action');
    expect(await sees(await api.as('auditor'), sent.id)).toBe(403);
    expect(await sees(await api.as('office'), sent.id)).toBe(403);
    const voided = await does(people.doctor, act.voidConsultation, sent, { reason: 'wrong_patient', explanation: '选错患者' });
    expect(voided.state).toBe('voided');
    expect(await sees(people.expert, sent.id)).toBe(404);
  });

  it('a signature needs the signer’s proof, and only who sits there signs', async () => {
    const accepted = await does(people.expert, act.acceptConsultation, await invited());
    expect(await isRefused(people.second, act.signOpinion, accepted, opinion)).toBe('consultation.not_your_action');
    expect(await isRefused(people.doctor, act.signOpinion, accepted, opinion)).toBe('consultation.not_your_action');
    await database.owner.query(`update session set stepped_up_at = now() - interval '1 day'`);
    expect(await isRefused(people.expert, act.signOpinion, accepted, opinion)).toBe('session.step_up_required');
  });
});
