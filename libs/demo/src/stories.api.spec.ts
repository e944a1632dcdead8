import { getCapacityChoices } from '@alliance/contracts/capacity.contract';
import { identifyPatient } from '@alliance/contracts/patient-record.contract';
import { registerPatient } from '@alliance/contracts/patient.contract';
import * as act from '@alliance/contracts/referral-action.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import * as journey from '@alliance/contracts/referral-journey.contract';
import { draftReferral } from '@alliance/contracts/referral.contract';
import type { AskOf, Route } from '@alliance/contracts/route';
import { checkCharacterOf } from '@alliance/domain/identity/citizen-id';
import type { ReferralAsk } from '@alliance/domain/referral/referral.ask';
import { today } from '@alliance/server/platform/today';
import { startApi, type Person, type TestApi } from '@alliance/server/testing/app';
import { capacitySlice } from '@alliance/server/testing/capacity.story';
import { referralSlice } from '@alliance/server/testing/referral.story';
import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { demoId } from './demo-id.js';
import { loadDemo } from './load.js';
import { alive } from './stories/alive.data.js';
import { offerId, storyId } from './stories/story-id.js';
import { stories } from './stories/stories.data.js';
import type { Story, StoryStep } from './stories/story.types.js';

let database: TestDatabase;
let api: TestApi;
const password = 'demo-Alliance-2026';
const rows = async <Row extends object>(sql: string, values: unknown[] = []) => (await database.owner.query<Row>(sql, values)).rows;

beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo({ ownerUrl: database.ownerUrl, fieldKey: Buffer.alloc(32, 7).toString('base64'), password, history: false });
  // whoever has no account in the demonstration acts here too, and nobody keeps duty at these hours
  await rows(`insert into account (id, person_id, username, password_hash) select gen_random_uuid(), p.id, 'staff.' || p.staff_number,
    (select password_hash from account limit 1) from person p where p.staff_number like 'YL%' and not exists (select 1 from account a where a.person_id = p.id)`);
  await rows('delete from on_call_shift');
  api = await startApi(database, {
    features: [...referralSlice.features, ...capacitySlice.features],
    contracts: [...referralSlice.contracts, ...capacitySlice.contracts],
  });
}, 60_000);
afterAll(async () => {
  await api.close();
  await database.drop();
});

/** By the names of actions. */
const routes = new Map(
  [act, journey, ending].flatMap((contract) =>
    Object.values(contract).flatMap((route) => ('path' in route ? [[route.path.split('/').at(-1) ?? '', route as Route] as const] : [])),
  ),
);
const minute = 60;
async function as(username: string): Promise<Person> {
  const [account] = await rows<{ username: string }>('select username from account where person_id = $1', [demoId(`person ${username}`)]);
  return api.as(account?.username ?? username, password);
}

let born = 0;
async function draft(story: Story, pairId: string | null): Promise<string> {
  const by = await as(story.by);
  const { name, sex, born: day } = story.patient;
  const digits = `990111${(day || today(new Date())).replaceAll('-', '')}${String(born++ * 2 + (sex === 'male' ? 11 : 10)).padStart(3, '0')}`;
  const identifier = digits + checkCharacterOf(digits);
  const who = story.patient.identified
    ? { sex, identifierKind: 'unknown_person' as const, estimatedAge: 41, marks: story.patient.identified.marks }
    : { name, sex, identifierKind: 'citizen_id' as const, identifier };
  const patient = await by.get(registerPatient, { body: who });
  const { id } = await by.get(draftReferral, {
    body: {
      ...{ id: randomUUID(), patientId: patient.id, allianceId: demoId(`alliance ${story.alliance}`), pairId },
      ...{ receiverId: demoId(`institution ${story.to}`), receiverDepartmentId: demoId(`department ${story.to} ${story.department}`) },
      ...{ service: story.service, urgency: story.urgency, diagnosisCode: story.diagnosis[0], diagnosisText: story.diagnosis[1] },
      ...{
        reason: story.reason,
        summary: story.summary,
        reviewer: story.reviewer,
        transport: story.transport,
        facts: { ...story.facts } as AskOf<typeof draftReferral>['body']['facts'],
      },
      ...{ consentGiver: story.consentGiver, consentName: story.consentName || null, consentScope: 'alliance' },
      authorisedBy: story.authorisedBy ?? null,
      ...{ criteriaReason: story.criteriaReason ?? null, incompleteReason: 'other' },
    },
  });
  return id;
}

const versionOf = async (id: string) =>
  (await rows<{ version: number }>('select version from referral where id = $1', [id]))[0]?.version ?? 0;

async function send(id: string, by: string, ask: object): Promise<void> {
  const { action, questions, answers, ...rest } = JSON.parse(JSON.stringify(ask)) as {
    action: string;
    questions?: object;
    answers?: object;
  };
  const route = routes.get(action);
  if (!route) throw new Error(`no route for ${action}`);
  const body = { version: await versionOf(id), ...rest, ...(action === 'reply' ? { answers } : questions && { questions }) };
  await (await as(by)).get(route, { params: { id }, body } as AskOf<Route>);
}

/** A promised bed is a bed: the first that suits, as the screen proposes. */
async function held(id: string, { by, ask }: { by: string; ask: ReferralAsk }): Promise<object> {
  if (ask.action !== 'accept' && ask.action !== 'acknowledge') return {};
  if (!('bedRoute' in ask) || ask.bedRoute !== 'bed') return { hold: null };
  const { beds } = await (await as(by)).get(getCapacityChoices, { query: { referralId: id } });
  const bed = beds.find(({ suits }) => suits);
  return bed ? { hold: { bedId: bed.id } } : { hold: null, bedRoute: 'via_emergency' };
}

async function play(id: string, steps: readonly StoryStep[], more: object = {}): Promise<void> {
  let at = 0;
  for (const { after, by, ask, sheet } of steps) {
    api.clock.advance((after - at) * minute);
    at = after;
    const what = ask(api.clock.now());
    const paired = what.action === 'accept' ? more : {};
    await send(id, by, { ...what, ...(await held(id, { by, ask: what })), ...paired, ...(sheet && { sheet }) });
  }
}

const kindsOf = async (id: string) =>
  (
    await rows<{ kind: string }>(
      `select kind from event where subject_id = $1 and topic = 'referral' and kind not in ('referral.drafted', 'referral.saved') order by version, recorded_at`,
      [id],
    )
  ).map(({ kind }) => kind);

async function playWhole(story: Story): Promise<void> {
  const id = await draft(story, null);
  await send(id, story.by, { action: 'submit' });
  await play(id, story.steps);
  const { identified } = story.patient;
  if (identified) {
    api.clock.advance((identified.after - (story.steps.at(-1)?.after ?? 0)) * minute);
    const [row] = await rows<{ patient_id: string }>('select patient_id from referral where id = $1', [id]);
    const digits = `990111${identified.born.replaceAll('-', '')}991`;
    const body = {
      identifierKind: 'citizen_id',
      identifier: digits + checkCharacterOf(digits),
      name: identified.name,
      sex: 'male',
      basis: 'police',
    } as const;
    await (await as(identified.by)).get(identifyPatient, { params: { id: row?.patient_id ?? '' }, body });
  }
  if (story.offer) {
    const { by, home, department, reason, summary, plan, steps } = story.offer;
    api.clock.advance(Math.max(1, story.offer.after - (story.steps.at(-1)?.after ?? 0)) * minute);
    const to = { receiverId: demoId(`institution ${home}`), receiverDepartmentId: demoId(`department ${home} ${department}`) };
    const consent = { consentGiver: 'patient', consentName: story.patient.name, criteriaReason: 'clinical_judgement' };
    await send(id, by, { action: 'offerDown', ...to, ...consent, reason, summary, plan });
    const [down] = await rows<{ id: string }>('select id from referral where origin_id = $1', [id]);
    await play(down?.id ?? '', steps);
    expect(await kindsOf(down?.id ?? '')).toEqual(await kindsOf(offerId(story.key)));
  }
  expect(await kindsOf(id)).toEqual(await kindsOf(storyId(story.key)));
}

it.each([...stories, ...alive].filter(({ pairWith }) => !pairWith).map((story) => [`${story.key} ${story.patient.name}`, story] as const))(
  'the story of %s happens through the routes of the product as it is told in the demonstration',
  async (_, story) => playWhole(story),
  60_000,
);

it('mother and newborn are sent as a pair, accepted together, and travel', async () => {
  const [mother, newborn] = stories.filter(({ pairWith }) => pairWith);
  if (!mother || !newborn) throw new Error('the pair is a story');
  const first = await draft(mother, null);
  const second = await draft(newborn, first);
  for (const id of [first, second]) await send(id, 'county.doctor', { action: 'submit' });
  const [accepts, ...rest] = mother.steps;
  const { beds } = await (await as('lead.doctor')).get(getCapacityChoices, { query: { referralId: second } });
  const pairHold = { bedId: beds.find(({ suits }) => suits)?.id };
  await play(first, accepts ? [accepts] : [], { pair: 'together', pairHold });
  await play(first, rest);
  await play(second, newborn.steps.slice(1));
  for (const [id, { key }] of [[first, mother] as const, [second, newborn] as const])
    expect(await kindsOf(id)).toEqual(await kindsOf(storyId(key)));
  expect(await rows(`select 1 from referral where id = $1 and pair_id = $2`, [storyId('mother'), storyId('newborn')])).toHaveLength(1);
}, 60_000);

it('nothing that is made for adults is asked of a child of seven', async () => {
  const findings = await rows<{ code: string; verdict: string }>(
    `select f #>> '{criterion,code}' as code, f ->> 'verdict' as verdict from referral_judgement j cross join jsonb_array_elements(j.judgement -> 'findings') f
     where j.referral_id = $1`,
    [storyId('child')],
  );
  expect(findings.filter(({ verdict }) => verdict === 'met').map(({ code }) => code)).toEqual(['PED-U02']);
  const adult = findings.filter(({ code }) => /^(GEN-U0[1-9]|HTN|ACS)/u.test(code));
  expect(adult.length).toBeGreaterThan(2);
  expect(new Set(adult.map(({ verdict }) => verdict))).toEqual(new Set(['not_applicable']));
});
