import * as act from '@alliance/contracts/consultation-action.contract';
import * as contract from '@alliance/contracts/consultation.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../testing/app.js';
import {
  consulting,
  consultationSlice,
  does,
  isRefused,
  opinion,
  requested,
  tomorrow,
  type Consulting,
} from '../testing/consultation.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let people: Consulting;
let hour = 8;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, consultationSlice);
  people = await consulting(database, api, world);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const invited = async (more: object = {}) => does(people.doctor, act.invite, await requested(people.doctor, world, more));
async function booked(more: object = {}): Promise<ConsultationView> {
  const accepted = await does(people.expert, act.acceptConsultation, await invited(more));
  return does(people.coordinator, act.bookConsultation, accepted, { startsAt: tomorrow((hour += 1)).toISOString(), minutes: 30 });
}

describe('whoever reads strictly', () => {
  it('a request that was thrown away before it was sent is nobody else’s (TM-04)', async () => {
    const draft = await requested(people.doctor, world, { consentGiver: null, consentOn: null, consentDocumentId: null });
    await does(people.doctor, act.cancelConsultation, draft, { reason: 'other' });
    expect((await people.expert.ask(contract.getConsultation, { params: { id: draft.id } })).status).toBe(404);
  });

  it('consent is a paper of this case, not a number', async () => {
    const draft = await requested(people.doctor, world);
    const other = await requested(people.doctor, world);
    const borrowed = await people.doctor.get(contract.saveConsultation, {
      ...{ params: { id: draft.id }, body: { version: draft.version, consentDocumentId: other.consent.documentId } },
    });
    expect(await isRefused(people.doctor, act.invite, borrowed)).toBe('consultation.consent_missing');
  });

  it('advised and decided before its time: everybody gets the time back, and calendars are told', async () => {
    const fixed = await booked();
    const call = { personId: people.expertId, phone: '0990', advisedAt: new Date().toISOString(), text: '无需会诊。', readBack: true };
    const called = await does(people.doctor, act.recordCall, fixed, call);
    expect(called).toMatchObject({ state: 'booked', time: fixed.time });
    const signed = await does(people.expert, act.signOpinion, called, opinion);
    expect((await does(people.doctor, act.decideConsultation, signed, { decision: 'follow', text: '照办' })).time).toBeNull();
    const { rows } = await database.owner.query(`select 1 from reservation where subject_id = $1 and state in ('held', 'confirmed')`, [
      fixed.id,
    ]);
    expect(rows).toEqual([]);
    const { rows: risen } = await database.owner.query('select sequence from consultation where id = $1', [fixed.id]);
    expect(risen).toEqual([{ sequence: (fixed.time?.sequence ?? 0) + 1 }]);
  });

  it('whoever advised by telephone stays who advised: nobody else is put there, and they do not leave', async () => {
    const sent = await invited({ kind: 'immediate', consentGiver: 'rescue', authorisedBy: '霍主任', consentDocumentId: null });
    const call = {
      personId: people.expertId,
      institutionId: world.lead.id,
      phone: '0990',
      advisedAt: new Date().toISOString(),
      text: '先溶栓。',
      readBack: true,
    };
    const called = await does(people.doctor, act.recordCall, sent, call);
    const seat = called.parties.find(({ side }) => side === 'invited');
    expect(await isRefused(people.coordinator, act.assignExpert, called, { partyId: seat?.id, personId: people.secondId })).toBe(
      'consultation.not_your_action',
    );
    expect(await isRefused(people.expert, act.declineConsultation, called, { reason: 'no_time' })).toBe('consultation.not_your_action');
    const signed = await does(people.expert, act.signOpinion, called, opinion);
    const decided = await does(people.doctor, act.decideConsultation, signed, { decision: 'follow', text: '溶栓' });
    expect(decided).toMatchObject({ deadline: { for: 'papers' }, actions: expect.not.arrayContaining(['giveFeedback']) });
    const { items } = await people.doctor.get(contract.consultationTimeline, { params: { id: sent.id } });
    expect(items.find(({ kind }) => kind === 'consultation.call_recorded')?.data).toMatchObject({ late: false });
  });

  it('another expert on a seat is another seat: a draft of the first stays theirs, the second signs', async () => {
    const accepted = await does(people.expert, act.acceptConsultation, await invited());
    await people.expert.get(act.saveOpinion, { params: { id: accepted.id }, body: opinion as never });
    const seat = accepted.parties.find(({ side }) => side === 'invited');
    const assigned = await does(people.coordinator, act.assignExpert, accepted, { partyId: seat?.id, personId: people.secondId });
    expect(assigned.parties.map(({ state }) => state).sort()).toEqual(['accepted', 'accepted', 'replaced']);
    expect((await does(people.second, act.signOpinion, assigned, opinion)).opinions).toMatchObject([{ by: 'person lead.second' }]);
  });

  it('no patient’s data leave the country, in a rescue neither (TM-18)', async () => {
    await database.owner.query(`update institution set flags = '{outside_mainland}' where id = $1`, [world.other.id]);
    const abroad = [{ institutionId: world.other.id, specialty: 'cardiovascular' }];
    const rescue = await requested(people.doctor, world, {
      kind: 'immediate',
      consentGiver: 'rescue',
      authorisedBy: '霍主任',
      consentDocumentId: null,
      invited: abroad,
    });
    expect(await isRefused(people.doctor, act.invite, rescue)).toBe('service_agreement.cross_border');
    const sent = await invited();
    expect(await isRefused(people.doctor, act.addParty, sent, { party: abroad[0] })).toBe('service_agreement.cross_border');
    await database.owner.query(`update institution set flags = '{}' where id = $1`, [world.other.id]);
  });

  it('a lesson that began with a patient is about nobody', async () => {
    const lesson = await requested(people.doctor, world, { kind: 'teaching', summary: '老年男性，胸痛。' });
    expect(lesson.patient).toBeNull();
  });

  it('a draft of an opinion that is saved five times at once is saved', async () => {
    const fixed = await booked();
    const save = (n: number) =>
      people.expert.ask(act.saveOpinion, { params: { id: fixed.id }, body: { ...opinion, text: `${n}` } as never });
    const statuses = (await Promise.all([1, 2, 3, 4, 5].map(save))).map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
  });

  it('an expert who was named and never answered declines; the time stays the other one’s', async () => {
    const two = [people.expertId, people.secondId].map((personId) => ({
      institutionId: world.lead.id,
      personId,
      specialty: 'cardiovascular',
    }));
    const one = await does(people.expert, act.acceptConsultation, await invited({ invited: two }));
    const fixed = await does(people.doctor, act.bookConsultation, one, { startsAt: tomorrow(6).toISOString(), minutes: 30 });
    const declined = await does(people.second, act.declineConsultation, fixed, { reason: 'no_time' });
    expect(declined).toMatchObject({ state: 'booked', time: { startsAt: fixed.time?.startsAt } });
  });

  it('a session whose hour passed with nobody there meets another time; one that nobody advised in is called off', async () => {
    const fixed = await booked();
    await database.owner.query(
      `update consultation set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' where id = $1`,
      [fixed.id],
    );
    const moved = await does(people.doctor, act.rescheduleConsultation, fixed, {
      startsAt: tomorrow(5).toISOString(),
      reason: 'equipment_failure',
    });
    expect(moved.time?.startsAt).toBe(tomorrow(5).toISOString());
    await database.owner.query(`update consultation set starts_at = now(), ends_at = now() + interval '30 minutes' where id = $1`, [
      fixed.id,
    ]);
    const finished = await does(people.doctor, act.finishConsultation, await does(people.doctor, act.startConsultation, moved));
    expect((await does(people.doctor, act.cancelConsultation, finished, { reason: 'no_expert' })).state).toBe('cancelled');
  });
});

describe('by telephone', () => {
  it('is entered with who advised and read back, is signed afterwards by who advised, and marked where it is late', async () => {
    const sent = await invited({ kind: 'immediate', consentGiver: 'rescue', authorisedBy: '霍主任', consentDocumentId: null });
    const call = {
      personId: people.expertId,
      institutionId: world.lead.id,
      phone: '0990-5550120',
      advisedAt: new Date(Date.now() - 7 * 3_600_000).toISOString(),
      text: '先溶栓。',
    };
    expect(await isRefused(people.doctor, act.recordCall, sent, { ...call, readBack: false })).toBe('consultation.not_read_back');
    const future = new Date(Date.now() + 600_000).toISOString();
    expect(await isRefused(people.doctor, act.recordCall, sent, { ...call, advisedAt: future, readBack: true })).toBe(
      'consultation.call_time',
    );
    const entered = await does(people.doctor, act.recordCall, sent, { ...call, readBack: true });
    expect(entered).toMatchObject({ state: 'concluding', mode: 'telephone', calls: [{ late: true, signedAt: null, readBack: true }] });
    expect(await isRefused(people.doctor, act.decideConsultation, entered, { decision: 'follow', text: '溶栓' })).toBe(
      'consultation.not_your_action',
    );
    const signed = await does(people.expert, act.signOpinion, entered, { ...opinion, text: '电话意见：先溶栓。' });
    expect(signed.calls[0]?.signedAt).not.toBeNull();
    expect((await does(people.doctor, act.decideConsultation, signed, { decision: 'follow', text: '溶栓' })).state).toBe('decided');
  });
});
