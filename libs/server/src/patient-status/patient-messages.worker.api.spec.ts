import * as delivery from '@alliance/contracts/delivery.contract';
import * as contract from '@alliance/contracts/patient-status.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acceptedIn, startPatientStatusStory, type PatientStatusStory } from '../testing/patient-status.story.js';
import { fromThePhone } from '../testing/trip.story.js';
import { eventually } from '../testing/eventually.js';

let told: PatientStatusStory;
beforeAll(async () => {
  told = await startPatientStatusStory();
});
afterAll(() => told.end());

const by = (id: string) => ({ params: { id } });

const link = /https?:\S+\/p#[\w-]{43}$/;

describe('messages to the patient', () => {
  it('say when and where, what changed, and nothing of the illness; said once', async () => {
    const id = await told.sent();
    const phone = told.somePhone();
    const { token, view } = await told.issue(id, phone);
    expect(view).toMatchObject({ sms: true, link: { phone: `${phone.slice(0, 3)}****${phone.slice(-4)}`, messages: 'on' } });
    await eventually(() => expect(told.texts(phone)).toHaveLength(1));
    expect(told.texts(phone)[0]).toMatch(link);
    expect(told.texts(phone)[0]).toContain(token);
    await told.set(id, acceptedIn(24));
    await told.minutePasses(id);
    await eventually(() => expect(told.texts(phone)).toHaveLength(2));
    expect(told.texts(phone)[1]).toMatch(/lead hospital已同意接收，请于\d+月\d+日 ?\d\d:\d\d前到院/);
    expect(told.texts(phone)[1]).toMatch(link);
    await told.set(id, `arrive_by = arrive_by + interval '6 hours'`);
    await told.minutePasses(id);
    await eventually(() => expect(told.texts(phone)).toHaveLength(3));
    expect(told.texts(phone)[2]).toContain('您的到院安排有变');
    // on the way nothing new has to be said; nor is what was said before, on the way back
    await told.set(id, `state = 'in_transit'`);
    await told.minutePasses(id);
    await told.set(id, `state = 'accepted'`);
    await told.minutePasses(id);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(told.texts(phone)).toHaveLength(3);
    expect(told.texts(phone).join()).not.toMatch(/柳|心肌|胸痛|心内/);
  });

  it('an answer taken back within the minute is never heard of', async () => {
    const id = await told.sent();
    const phone = told.somePhone();
    await told.issue(id, phone);
    await eventually(() => expect(told.texts(phone)).toHaveLength(1));
    await told.set(id, acceptedIn());
    await told.set(id, `state = 'submitted', accepted_at = null, arrive_by = null`);
    await told.minutePasses(id);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(told.texts(phone)).toHaveLength(1);
  });

  it('stop when the patient says so, and the telephone is forgotten', async () => {
    const id = await told.sent();
    const phone = told.somePhone();
    const { token } = await told.issue(id, phone);
    await eventually(() => expect(told.texts(phone)).toHaveLength(1));
    const { answer } = await fromThePhone(told.api, contract.stopPatientMessages, { body: { token } });
    expect(answer).toMatchObject({ stage: 'sent', messages: 'stopped' });
    await told.set(id, acceptedIn());
    await told.minutePasses(id);
    const { rows } = await told.database.owner.query(
      `select template from delivery d join patient_link l on l.id = d.patient_link_id where l.referral_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ template: 'patient_link' }]);
    const { rows: kept } = await told.database.owner.query('select phone_cipher, token_cipher from patient_link where referral_id = $1', [
      id,
    ]);
    expect(kept).toEqual([{ phone_cipher: null, token_cipher: null }]);
  });

  it('wait for nobody once the link is taken back', async () => {
    const id = await told.sent();
    const phone = told.somePhone();
    await told.issue(id, phone);
    // the gateway has the first message before its row says so
    const leaving = `select 1 from delivery d join patient_link l on l.id = d.patient_link_id where l.referral_id = $1 and d.state <> 'sent'`;
    await eventually(async () => expect((await told.database.owner.query(leaving, [id])).rows).toEqual([]));
    await told.database.owner.query(
      `update delivery d set next_attempt_at = now() + interval '1 hour', state = 'waiting', sent_at = null, words_cipher = 'v1' from patient_link l
       where l.id = d.patient_link_id and l.referral_id = $1`,
      [id],
    );
    await told.sender.get(contract.revokePatientLink, by(id));
    const { rows } = await told.database.owner.query<{ state: string; words_cipher: string | null }>(
      `select d.state, d.words_cipher from delivery d join patient_link l on l.id = d.patient_link_id where l.referral_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ state: 'cancelled', words_cipher: null }]);
  });

  it('only to a number that takes them', async () => {
    const id = await told.sent();
    for (const phone of ['0951-8001234', '12', '120'])
      expect((await told.sender.ask(contract.issuePatientLink, { ...by(id), body: { givenTo: 'patient', phone } })).problem.code).toBe(
        'patient.phone_invalid',
      );
  });

  it('are no business of the administrators’ list', async () => {
    const id = await told.sent();
    await told.issue(id, told.somePhone());
    const { items } = await (await told.api.as('county.admin')).get(delivery.listDeliveries, { query: {} });
    expect(items).toEqual([]);
    expect((await told.sender.get(contract.getPatientLink, by(id))).link?.sent).toMatchObject([{ template: 'patient_link' }]);
  });
});
