import { attachFile } from '@alliance/contracts/attachment.contract';
import * as conversation from '@alliance/contracts/conversation.contract';
import * as act from '@alliance/contracts/referral-action.contract';
import { getReferral, referralTimeline, type ReferralView } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { caseContent, stands } from '../testing/judgement.story.js';
import { freshCode, makeAlliance } from '../testing/protocol.story.js';
import { step } from '../testing/referral-steps.js';
import { doctorSubmits, referralSlice } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { ConversationModule } from './conversation.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
let coordinator: Person;
let sent: ReferralView;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  const slice = { features: [...referralSlice.features, ConversationModule], contracts: [...referralSlice.contracts, conversation] };
  api = await startApi(database, slice);
  [doctor, coordinator] = [await api.as('county.doctor'), await api.as('lead.coordinator')];
});
beforeEach(async () => {
  const allianceId = await makeAlliance(database, world);
  await stands(database, allianceId, caseContent(freshCode()));
  sent = await doctorSubmits(doctor, world, { allianceId, facts: { severe_headache: false } });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const questions = [
  { kind: 'text', text: '发病经过？' },
  { kind: 'choice', text: '能否平卧？', choices: ['能', '不能'] },
  { kind: 'fact', text: '收缩压', fact: 'sbp' },
  { kind: 'document', text: '心电图', checklistItem: 'documents' },
] as const;
const ask = (more: object = { questions }) => step(coordinator, act.askReferral, sent, more);
const reply = (on: ReferralView, answers: readonly object[]) =>
  doctor.ask(act.replyReferral, { params: { id: on.id }, body: { version: on.version, answers } as never });
const rounds = async (who: Person) => (await who.get(conversation.listQuestions, { params: { id: sent.id } })).items;
const attach = async (id = sent.id) =>
  (
    await doctor.get(attachFile, {
      params: { id },
      body: { file: new File(['%PDF-1.4\n%%EOF'], '心电图.pdf', { type: 'application/pdf' }) },
    })
  ).id;
const full = async () => [
  { question: 1, text: '两小时前' },
  { question: 2, choice: '不能' },
  { question: 3, value: 186, unit: 'mm[Hg]' },
  { question: 4, attachmentId: await attach() },
];

it('are asked by kind and answered one by one; both sides see question and answer side by side', async () => {
  const asked = await ask();
  expect(await rounds(doctor)).toMatchObject([{ round: 1, askedInstitution: 'lead hospital', answeredAt: null, judgement: null }]);
  const answers = await full();
  expect((await reply(asked, answers)).status).toBe(200);
  for (const who of [doctor, coordinator])
    expect(await rounds(who)).toMatchObject([
      {
        answeredBy: 'person county.doctor',
        questions: [
          { kind: 'text', text: '发病经过？', answer: '两小时前', askedBefore: 0 },
          { kind: 'choice', choices: ['能', '不能'], answer: '不能' },
          { kind: 'fact', fact: 'sbp', value: { value: 186, unit: 'mm[Hg]' } },
          { kind: 'document', checklistItem: 'documents', attachmentId: answers[3]?.['attachmentId' as never] },
        ],
      },
    ]);
});

it('each needs its answer, or a reason why there is none', async () => {
  const asked = await ask();
  const answers = await full();
  const refusal = async (given: readonly object[]) => (await reply(asked, given)).problem;
  expect(await refusal(answers.slice(0, 2))).toMatchObject({
    code: 'referral.answers_incomplete',
    facts: { fields: ['answers.3', 'answers.4'] },
  });
  expect(await refusal([...answers.slice(1), { question: 1, choice: '能' }])).toMatchObject({ facts: { fields: ['answers.1'] } });
  expect(await refusal([...answers, { question: 9, text: '多余' }])).toMatchObject({ facts: { fields: ['answers.9'] } });
  expect((await reply(asked, [...answers.slice(0, 3), { question: 4, cannot: 'not_available_here' }])).status).toBe(200);
  expect((await rounds(coordinator))[0]?.questions[3]).toMatchObject({ cannot: 'not_available_here', attachmentId: null });
  const { items } = await coordinator.get(referralTimeline, { params: { id: sent.id } });
  expect(items.filter(({ kind }) => /requested|replied/.test(kind))).toMatchObject([
    { kind: 'referral.info_requested', data: { questions: 4 }, note: { text: '1. 发病经过？\n2. 能否平卧？\n3. 收缩压\n4. 心电图' } },
    { kind: 'referral.replied', data: { answered: 3, cannot: 1 }, note: { text: '1. 两小时前\n2. 不能\n3. 186 mm[Hg]\n4. —' } },
  ]);
});

it('a fact becomes one of the case; the criteria are asked again, and the judgement it was sent with stays', async () => {
  const pinned = sent.judgement;
  expect(pinned?.verdict).not.toBe('met');
  const { answer: replied } = await reply(await ask(), await full());
  expect(replied.facts).toEqual({ severe_headache: false, sbp: { value: 186, unit: 'mm[Hg]' } });
  const seen = await coordinator.get(getReferral, { params: { id: sent.id } });
  expect([seen.judgement, seen.facts]).toEqual([pinned, (await coordinator.get(getReferral, { params: { id: sent.id } })).facts]);
  expect(seen.facts).not.toHaveProperty('sbp');
  expect((await rounds(coordinator))[0]?.judgement).toMatchObject({ verdict: 'met' });
});

it('a value in another quantity, or a document of another case, is refused and nothing is kept', async () => {
  const asked = await ask();
  const answers = await full();
  const strange = await attach((await doctorSubmits(doctor, world)).id);
  expect((await reply(asked, [...answers.slice(0, 3), { question: 4, attachmentId: strange }])).problem).toMatchObject({
    code: 'request.invalid',
    facts: { fields: ['answers.4'] },
  });
  const [one, two, , four] = answers as [object, object, object, object];
  expect((await reply(asked, [one, two, { question: 3, value: 3, unit: 'kg' }, four])).problem.code).toBe('criteria.unit_unconvertible');
  expect((await rounds(doctor))[0]).toMatchObject({ answeredAt: null, questions: [{ answer: null }, {}, {}, {}] });
});

it('what is asked again says how often, and what nobody answered stays as it was', async () => {
  const asked = await ask();
  const { answer: replied } = await reply(asked, [
    ...(await full()).slice(0, 2),
    { question: 3, cannot: 'result_pending' },
    { question: 4, cannot: 'on_paper' },
  ]);
  await step(coordinator, act.askReferral, replied, { questions: [questions[2], { kind: 'text', text: '过敏史？' }] });
  const all = await rounds(doctor);
  expect(all.map(({ round, answeredAt }) => [round, answeredAt !== null])).toEqual([
    [1, true],
    [2, false],
  ]);
  expect(all[1]?.questions.map(({ askedBefore }) => askedBefore)).toEqual([1, 0]);
});

it.each([
  ['no question', []],
  ['eleven questions', Array.from({ length: 11 }, () => questions[0])],
  ['a choice of one', [{ kind: 'choice', text: '？', choices: ['能'] }]],
  ['a choice of two that are one', [{ kind: 'choice', text: '？', choices: ['能', '能'] }]],
  ['a fact without its key', [{ kind: 'fact', text: '？' }]],
])('%s cannot be asked', async (_, wrong) => {
  const { problem } = await coordinator.ask(act.askReferral, {
    params: { id: sent.id },
    body: { version: sent.version, questions: wrong } as never,
  });
  expect(problem.code).toBe('request.invalid');
});
