import * as act from '@alliance/contracts/consultation-action.contract';
import * as contract from '@alliance/contracts/consultation.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../testing/app.js';
import {
  consentPaper,
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

const get = (who: Consulting['doctor'], { id }: { id: string }) => who.get(contract.getConsultation, { params: { id } });
const invited = async (more: object = {}) => does(people.doctor, act.invite, await requested(people.doctor, world, more));
async function booked(more: object = {}): Promise<ConsultationView> {
  const accepted = await does(people.expert, act.acceptConsultation, await invited(more));
  return does(people.coordinator, act.bookConsultation, accepted, { startsAt: tomorrow((hour += 1)).toISOString(), minutes: 30 });
}

describe('the whole course', () => {
  it('request, acceptance, time, session, two opinions with a dissent, decision, actions, feedback', async () => {
    const both = [people.expertId, people.secondId].map((personId) => ({
      institutionId: world.lead.id,
      personId,
      specialty: 'cardiovascular',
    }));
    const sent = await invited({ kind: 'multidisciplinary', invited: both });
    expect(sent).toMatchObject({ state: 'invited', deadline: { for: 'answer' }, actions: expect.arrayContaining(['cancel']) });
    const one = await does(people.expert, act.acceptConsultation, await get(people.expert, sent));
    const two = await does(people.second, act.acceptConsultation, one);
    expect(two.parties.filter(({ side }) => side === 'invited').map(({ state }) => state)).toEqual(['accepted', 'accepted']);
    const time = { startsAt: tomorrow(8).toISOString(), minutes: 40 };
    const held = await does(people.doctor, act.holdTime, two, time);
    expect(held.time).toMatchObject({ startsAt: time.startsAt, sequence: 0 });
    expect(held.time?.heldUntil).not.toBeNull();
    const fixed = await does(people.doctor, act.bookConsultation, held);
    expect(fixed).toMatchObject({ state: 'booked', time: { heldUntil: null, sequence: 1 }, room: { opensAt: expect.any(String) } });
    expect(await isRefused(people.doctor, act.startConsultation, fixed)).toBe('consultation.not_your_action');
    const signed = await does(people.expert, act.signOpinion, fixed, opinion);
    expect(await isRefused(people.doctor, act.decideConsultation, signed, { decision: 'follow', text: '同意' })).toBe(
      'consultation.not_your_action',
    );
    const dissent = { stance: 'dissents', text: '先药物治疗。', dissent: '造影指征不足。', recommendations: [] };
    const complete = await does(people.second, act.signOpinion, signed, dissent);
    expect(complete.opinions.map(({ stance, signed: by }) => [stance, by?.sha256.length])).toEqual([
      ['agrees', 64],
      ['dissents', 64],
    ]);
    const opinionId = complete.opinions[0]?.id;
    const decided = await does(people.doctor, act.decideConsultation, complete, {
      ...{ decision: 'follow_in_part', text: '先造影，抗栓方案按第二意见。' },
      actions: [{ opinionId, text: '冠脉造影', dueOn: '2026-12-01' }, { text: '复查心电图' }],
    });
    expect(decided).toMatchObject({ state: 'decided', deadline: { for: 'actions' }, decision: { decision: 'follow_in_part' } });
    const feedback = { course: 'improved', helpful: 5, text: '恢复良好' };
    expect(await isRefused(people.doctor, act.giveFeedback, decided, feedback)).toBe('consultation.not_your_action');
    const [first, last] = decided.recommendedActions;
    const done = (await people.doctor.get(act.recordAction, {
      ...{ params: { id: sent.id, actionId: first?.id ?? '' }, body: { version: decided.version, outcome: 'done' } },
    })) as ConsultationView;
    const unreasoned = { params: { id: sent.id, actionId: last?.id ?? '' }, body: { version: done.version, outcome: 'not_done' } } as const;
    expect((await people.doctor.ask(act.recordAction, unreasoned)).problem?.code).toBe('request.invalid');
    const recorded = await people.doctor.get(act.recordAction, { ...unreasoned, body: { ...unreasoned.body, reason: 'not_available' } });
    const closed = await does(people.doctor, act.giveFeedback, recorded, feedback);
    expect(closed).toMatchObject({ state: 'closed', feedback: { helpful: 5 }, deadline: null });
    const { items } = await people.expert.get(contract.consultationTimeline, { params: { id: sent.id } });
    expect(items.map(({ kind }) => kind.split('.')[1])).toEqual([
      ...['invited', 'accepted', 'accepted', 'held', 'booked', 'opinion_signed', 'opinion_signed', 'decided', 'action_recorded'],
      ...['action_recorded', 'feedback_given'],
    ]);
    const kept = await database.owner.query<{ until: string }>('select retain_until::text as until from consultation where id = $1', [
      sent.id,
    ]);
    expect(Number(kept.rows[0]?.until.slice(0, 4))).toBe(new Date().getFullYear() + 30);
  });

  it('what was signed stays as it was signed; a later opinion supersedes it and the first is still read', async () => {
    const signed = await does(people.expert, act.signOpinion, await booked(), opinion);
    const changed = database.owner.query(`update consultation_opinion set text = 'x' where consultation_id = $1`, [signed.id]);
    await expect(changed).rejects.toThrow('stays as it was signed');
    const again = await does(people.expert, act.signOpinion, signed, { ...opinion, text: '更正：建议择期造影。' });
    expect(again.opinions.map(({ text, supersededAt }) => [text, supersededAt !== null])).toEqual([
      ['建议冠脉造影。', true],
      ['更正：建议择期造影。', false],
    ]);
  });

  it('a draft of an opinion is its writer’s alone', async () => {
    const fixed = await booked();
    await people.expert.get(act.saveOpinion, { params: { id: fixed.id }, body: opinion as never });
    expect((await get(people.expert, fixed)).opinions).toMatchObject([{ mine: true, signed: null }]);
    expect((await get(people.doctor, fixed)).opinions).toEqual([]);
    expect((await get(people.coordinator, fixed)).opinions).toEqual([]);
  });
});

describe('whoever comes later', () => {
  it('to a held or a fixed time is taken then too, and another consultation cannot have them', async () => {
    const two = [people.expertId, people.secondId].map((personId) => ({
      institutionId: world.lead.id,
      personId,
      specialty: 'cardiovascular',
    }));
    const one = await does(people.expert, act.acceptConsultation, await invited({ invited: two }));
    const startsAt = tomorrow(21).toISOString();
    const held = await does(people.doctor, act.holdTime, one, { startsAt, minutes: 30 });
    const both = await does(people.second, act.acceptConsultation, held);
    await does(people.doctor, act.bookConsultation, both);
    const third = await does(people.expert, act.acceptConsultation, await invited({ invited: [two[0]] }));
    const later = tomorrow(22).toISOString();
    const fixed = await does(people.coordinator, act.bookConsultation, third, { startsAt: later, minutes: 30 });
    const added = await does(people.doctor, act.addParty, fixed, { party: two[1] });
    await does(people.second, act.acceptConsultation, added);
    const { rows } = await database.owner.query<{ at: Date }>(
      `select starts_at as at from reservation where person_id = $1 and state = 'confirmed' and subject_id = any($2) order by starts_at`,
      [people.secondId, [held.id, fixed.id]],
    );
    expect(rows.map(({ at }) => at.toISOString())).toEqual([startsAt, later]);
  });
});

describe('a request', () => {
  it.each(['reason', 'aim', 'summary', 'specialty', 'title', 'plannedAt', 'consentGiver', 'consentOn'] as const)(
    'is not sent without %s',
    async (field) => {
      const draft = await requested(people.doctor, world, { [field]: null });
      expect(draft.missing).toContain(field);
      const { problem } = await people.doctor.ask(act.invite, { params: { id: draft.id }, body: { version: draft.version } });
      expect(problem).toMatchObject({ code: 'consultation.incomplete', facts: { fields: [field] } });
    },
  );

  it('needs an agreement in force that covers its kind', async () => {
    await database.owner.query(
      `update service_agreement set state = 'ended', ended_on = current_date - 2, ended_reason = 'x', ended_by = provider_id`,
    );
    const draft = await requested(people.doctor, world);
    expect(await isRefused(people.doctor, act.invite, draft)).toBe('consultation.no_agreement');
    await database.owner.query(`update service_agreement set state = 'in_force', ended_on = null, ended_reason = null, ended_by = null`);
    expect((await does(people.doctor, act.invite, draft)).state).toBe('invited');
  });

  it('asks another hospital than one’s own', async () => {
    const invite = [{ institutionId: world.county.id }];
    const { problem } = await people.doctor.ask(contract.draftConsultation, { body: { invited: invite } as never });
    expect(problem?.code).toBe('consultation.same_institution');
  });

  it('immediate goes without papers on the ground of rescue, with who authorised it; the papers follow', async () => {
    const bare = {
      kind: 'immediate',
      aim: null,
      summary: null,
      title: null,
      plannedAt: null,
      consentGiver: 'rescue',
      consentOn: null,
      consentDocumentId: null,
      costTold: false,
    };
    expect(await isRefused(people.doctor, act.invite, await requested(people.doctor, world, bare))).toBe('consultation.incomplete');
    const sent = await invited({ ...bare, authorisedBy: '霍主任' });
    expect(sent).toMatchObject({ urgency: 'immediate', papersDue: true, actions: expect.arrayContaining(['givePapers', 'recordCall']) });
    const due = new Date(sent.deadline?.at ?? 0).getTime() - Date.parse(sent.invitedAt ?? '');
    expect(due).toBe(600_000);
    const papers = { consentGiver: 'guardian', consentName: '李四', consentOn: '2026-11-02', consentDocumentId: sent.id, costTold: true };
    expect(await isRefused(people.doctor, act.givePapers, sent, papers)).toBe('consultation.consent_missing');
    await consentPaper(world, sent.id, sent.id);
    expect((await does(people.doctor, act.givePapers, sent, papers)).papersDue).toBe(false);
  });

  it('of a lesson names nobody', async () => {
    await requested(people.doctor, world);
    const lesson = { kind: 'teaching', patientId: null, consentGiver: null, consentOn: null, consentDocumentId: null, costTold: false };
    const named = await requested(people.doctor, world, { ...lesson, summary: '患者张三丰，胸痛。' });
    expect(await isRefused(people.doctor, act.invite, named)).toBe('consultation.names_patient');
    expect((await invited({ ...lesson, summary: '老年男性，胸痛。' })).patient).toBeNull();
  });
});
