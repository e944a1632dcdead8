import { countDownCandidates, listDownCandidates, resumeCandidate, setCandidateAside } from '@alliance/contracts/down-candidate.contract';
import * as act from '@alliance/contracts/referral-action.contract';
import * as journey from '@alliance/contracts/referral-journey.contract';
import { getReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { downSlice, inCare, listed, lists, records } from '../testing/down.story.js';
import { caseContent, stands } from '../testing/judgement.story.js';
import { dayFrom } from '../testing/person.story.js';
import { freshCode, makeAlliance } from '../testing/protocol.story.js';
import { actionBodies } from '../testing/referral-bodies.js';
import { step } from '../testing/referral-steps.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let county: Person;
let countyOffice: Person;
let lead: Person;
let coordinator: Person;
let allianceId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, downSlice);
  const names = ['county.doctor', 'county.coordinator', 'lead.doctor', 'lead.coordinator'];
  [county, countyOffice, lead, coordinator] = (await Promise.all(names.map((name) => api.as(name)))) as [Person, Person, Person, Person];
  allianceId = await makeAlliance(database, world);
  await stands(database, allianceId, caseContent(freshCode()));
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const admitted = (): Promise<ReferralView> =>
  inCare(county, coordinator, world, { allianceId, facts: { sbp: 190 }, senderDepartmentId: world.county.departmentId });
const well = { sbp: 128, severe_headache: false };
async function candidate(): Promise<ReferralView> {
  const up = await admitted();
  await records(lead, up, well);
  return up;
}
const rowOf = async (who: Person, id: string, list: 'met' | 'near' | 'set_aside' | 'all' = 'all') =>
  (await lists(who, list)).find(({ referralId }) => referralId === id);
const asides = (who: Person, id: string, body: object) =>
  who.ask(setCandidateAside, { params: { id }, body: { reason: 'awaiting_result', until: dayFrom(3), ...body } as never });

describe('the list of candidates', () => {
  it('shows who the patient is, how long, why, and where home is with its free beds', async () => {
    const bed = `insert into bed (id, institution_id, department_id, label, kind, sex, state, updated_at) values ($1, $2, $3, $4, 'ordinary', 'any', 'open', now())`;
    for (const label of ['1', '2']) await database.owner.query(bed, [newId(), world.county.id, world.county.departmentId, label]);
    const up = await candidate();
    expect(await rowOf(lead, up.id, 'met')).toMatchObject({
      number: up.number,
      patient: { name: '张三丰', identifierMasked: expect.stringContaining('*') },
      diagnosis: '不稳定型心绞痛',
      department: { id: world.lead.departmentId },
      daysInCare: 0,
      down: { verdict: 'met', missing: [] },
      home: { institution: { id: world.county.id, name: 'county hospital' }, level: 'secondary', beds: { free: 2 } },
      offer: null,
      setAside: null,
      actions: ['recordFacts', 'offerDown', 'setAside'],
    });
    const { rows } = await database.owner.query(`select 1 from audit_entry where action = 'down_candidate.list' and $1 = any(object_ids)`, [
      up.id,
    ]);
    expect(rows.length).toBeGreaterThan(0);
  });

  it('puts who waits longest first, and pages without losing or repeating anybody', async () => {
    const ids = [(await candidate()).id, (await candidate()).id, (await candidate()).id];
    await admitted();
    const all = await listed(lead, 'all');
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await lead.get(listDownCandidates, { query: { verdict: 'met', limit: 2, ...(cursor && { cursor }) } });
      seen.push(...page.items.map(({ referralId }) => referralId));
      cursor = page.nextCursor;
    }
    expect(seen.filter((id) => ids.includes(id))).toEqual(ids);
    expect(new Set(seen).size).toBe(seen.length);
    expect(all.slice(0, seen.length)).toEqual(seen);
    const counts = await lead.get(countDownCandidates, { query: {} });
    expect(counts).toMatchObject({ met: seen.length, all: all.length });
  });

  it('is narrowed to a department', async () => {
    const up = await candidate();
    const elsewhere = newId();
    await database.owner.query(
      `insert into department (id, institution_id, name_zh, specialties) values ($1, $2, '康复科', '{rehabilitation}')`,
      [elsewhere, world.lead.id],
    );
    const ids = async (departmentId: string) => (await lists(lead, 'met', { departmentId })).map(({ referralId }) => referralId);
    expect([(await ids(world.lead.departmentId)).includes(up.id), await ids(elsewhere)]).toEqual([true, []]);
    expect(await lead.get(countDownCandidates, { query: { departmentId: elsewhere } })).toMatchObject({ met: 0, all: 0 });
  });

  it('follows the offer: made, declined with its reason, accepted for a day; with one open no other is offered', async () => {
    const up = await candidate();
    const offers = async () => {
      const now = await lead.get(getReferral, { params: { id: up.id } });
      const { offers: made } = await step(lead, journey.offerDown, now, actionBodies().offerDown);
      return county.get(getReferral, { params: { id: made.at(-1)?.id ?? '' } });
    };
    const first = await offers();
    expect(await rowOf(lead, up.id)).toMatchObject({
      offer: { id: first.id, state: 'offered', receiver: 'county hospital', declined: null },
      actions: ['recordFacts', 'setAside'],
    });
    await step(county, act.doctorDecline, first, { reason: 'full_load', advice: '下周再约' });
    expect(await rowOf(lead, up.id)).toMatchObject({
      offer: { state: 'returned', declined: { by: 'doctor', reason: 'full_load' } },
      actions: ['recordFacts', 'offerDown', 'setAside'],
    });
    const second = await offers();
    const taken = await step(county, act.doctorAccept, second);
    await step(countyOffice, act.returnReferral, taken, { reason: 'drug_shortage', advice: '缺药' });
    expect(await rowOf(lead, up.id)).toMatchObject({ offer: { declined: { by: 'institution', reason: 'drug_shortage' } } });
    const third = await step(county, act.doctorAccept, await offers());
    const { arriveBy } = actionBodies().accept as { arriveBy: string };
    await step(countyOffice, act.acceptReferral, third, { ...actionBodies().accept, arriveBy });
    expect(await rowOf(lead, up.id)).toMatchObject({ offer: { state: 'accepted', arriveBy, declined: null } });
  });
});

describe('setting aside', () => {
  it('takes the patient off the list until a day, with a reason, and back', async () => {
    const up = await candidate();
    const { answer } = await asides(lead, up.id, { version: 2, note: '等病理' });
    expect(answer).toMatchObject({
      version: 3,
      setAside: { reason: 'awaiting_result', until: dayFrom(3), note: '等病理', by: 'person lead.doctor' },
      actions: ['recordFacts', 'offerDown', 'resume'],
    });
    expect([await listed(lead, 'met'), await listed(lead, 'set_aside')].map((ids) => ids.includes(up.id))).toEqual([false, true]);
    const back = await coordinator.get(resumeCandidate, { params: { id: up.id }, body: { version: 3 } });
    expect(back).toMatchObject({ version: 4, setAside: null });
    expect(await listed(lead, 'met')).toContain(up.id);
    const { rows } = await database.owner.query(
      `select kind, data from event where subject_id = $1 and kind in ('down.set_aside', 'down.resumed') order by id`,
      [up.id],
    );
    expect(rows).toEqual([
      { kind: 'down.set_aside', data: { reason: 'awaiting_result', until: dayFrom(3) } },
      { kind: 'down.resumed', data: {} },
    ]);
    const again = await coordinator.ask(resumeCandidate, { params: { id: up.id }, body: { version: 4 } });
    expect([again.status, again.problem.code]).toEqual([409, 'referral.wrong_state']);
  });

  it('ends when the verdict changes, and not before', async () => {
    const up = await candidate();
    await asides(lead, up.id, { version: 2 });
    await records(lead, up, { sbp: 130 });
    expect((await rowOf(lead, up.id))?.setAside).not.toBeNull();
    await records(lead, up, { sbp: 190 });
    expect((await rowOf(lead, up.id))?.setAside).toBeNull();
  });

  it('ends with its day', async () => {
    const up = await candidate();
    await asides(lead, up.id, { version: 2, until: dayFrom(1) });
    await database.owner.query(`update down_candidate set set_aside_until = current_date - 2 where referral_id = $1`, [up.id]);
    expect(await rowOf(lead, up.id, 'met')).toMatchObject({ setAside: null });
    expect(await listed(lead, 'set_aside')).not.toContain(up.id);
  });

  it.each([
    ['a day long gone', { until: dayFrom(-1) }, 'request.invalid'],
    ['more than a fortnight', { until: dayFrom(15) }, 'request.invalid'],
    ['what somebody else changed', { version: 1 }, 'record.stale'],
  ])('refuses %s', async (_, body, refusal) => {
    const up = await candidate();
    expect((await asides(lead, up.id, { version: 2, ...body })).problem.code).toBe(refusal);
  });

  it('is for the hospital in care alone', async () => {
    const up = await candidate();
    for (const username of ['county.doctor', 'township.doctor', 'other.doctor'])
      expect((await asides(await api.as(username), up.id, { version: 2 })).status).toBe(404);
    for (const username of ['office', 'lead.admin']) expect((await asides(await api.as(username), up.id, { version: 2 })).status).toBe(403);
  });
});
