import { checkOrders, getCheck, listAdoptions, type RecognitionCheck } from '@alliance/contracts/recognition.contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { CdsClient } from '../testing/cds.story.js';
import { numberOf, sent } from '../testing/patient.story.js';
import {
  codeOf,
  counts,
  decideBy,
  hoursBefore,
  makeCatalogue,
  RecognitionStory,
  recognitionSlice,
  takeAll,
  type Line,
} from '../testing/recognition.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { aResult, someone } from '../testing/test-result.story.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
let story: RecognitionStory;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await makeCatalogue(database, world);
  api = await startApi(database, recognitionSlice);
  doctor = await api.as('lead.doctor');
});
beforeEach(async () => {
  story = await RecognitionStory.begin(api, world, doctor);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const rows = async <Row extends object>(sql: string, ...values: unknown[]) => (await database.owner.query<Row>(sql, values)).rows;
const decide = (check: RecognitionCheck, items: readonly Line[], by = doctor) => decideBy(by, check, items);
const tally = (check: RecognitionCheck) =>
  Object.fromEntries([...Map.groupBy(check.items, ({ verdict }) => verdict)].map(([verdict, items]) => [verdict, items.length]));
const reasonsOf = (check: RecognitionCheck) => [...new Set(check.items.flatMap(({ reasons }) => reasons))];

describe('the check', () => {
  it('answers once for a panel: twelve of fifteen, each with result, age, hospital, mark and a sentence', async () => {
    await story.measured(counts(1, 12));
    const check = await story.check(['X-CBC']);
    expect(tally(check)).toEqual({ recognisable: 12, no_result: 3 });
    expect(check).toMatchObject({
      consent: 'given',
      identityVerified: true,
      contexts: [],
      panels: [{ code: 'X-CBC', name: { zh: '血常规' } }],
    });
    expect(check.items.map(({ itemCode }) => itemCode)).toEqual(Array.from({ length: 15 }, (_, n) => codeOf(n + 1)));
    expect(check.items[0]).toMatchObject({
      ...{ panelCode: 'X-CBC', verdict: 'recognisable', reasons: [], saves: { fen: 100, microlitres: 200 } },
      earlier: { value: 5, unit: 'g/L', ageHours: 20, institution: { name: 'county hospital' }, mark: { label: '全国HR' } },
      sentence: { zh: '20 小时前的结果，标识 全国HR，在 7 天时限内，可以互认。' },
    });
    expect(await doctor.get(getCheck, { params: { id: check.id } })).toEqual(check);
    expect(
      await rows(`select object_ids from audit_entry where action = 'recognition.checked' and $1 = any(object_ids)`, story.patientId),
    ).toHaveLength(1);
  });

  it('an item asked beside its panel is asked once, in the order asked', async () => {
    const check = await story.check([codeOf(3), 'X-CBC']);
    expect(check.items.map(({ itemCode }) => itemCode)).toEqual([3, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map(codeOf));
    expect(new Set(check.items.map(({ panelCode }) => panelCode))).toEqual(new Set(['X-CBC']));
  });

  it('the own earlier result is own, without a mark', async () => {
    await story.measured(counts(1, 1), {}, world.lead);
    expect((await story.check([codeOf(1)])).items[0]).toMatchObject({
      verdict: 'own',
      earlier: { institution: { name: 'lead hospital' } },
    });
  });

  it('without consent only own results are looked at, and it says so', async () => {
    const quiet = await RecognitionStory.begin(api, world, doctor, false);
    await quiet.measured(counts(1, 2));
    await quiet.measured(counts(1, 1), {}, world.lead);
    const check = await quiet.check([codeOf(1), codeOf(2)]);
    expect(check.consent).toBe('missing');
    expect(check.items.map(({ verdict }) => verdict)).toEqual(['own', 'no_result']);
  });

  it('acute, too old, or by another name: not recommended', async () => {
    await story.measured(counts(1, 1), { performedAt: hoursBefore(api.clock.now(), 30) });
    expect(reasonsOf(await story.check([codeOf(1)], { state: 'acute' }))).toEqual(['too_old']);
    const named = await RecognitionStory.begin(api, world, doctor);
    await named.measured(counts(1, 1), { patient: someone({ identifier: named.number, name: '李娜' }) });
    const check = await named.check([codeOf(1)]);
    expect(check.items[0]).toMatchObject({ verdict: 'not_recognisable', reasons: ['identity_unverified'] });
    expect((await decide(check, [{ itemCode: codeOf(1), decision: 'accepted' }])).problem.code).toMatch(
      /^recognition\.(not_offered|identity_unverified)$/,
    );
  });

  it('circumstances are read from the orders and the referral: a blood group is not taken over for a transfusion', async () => {
    await story.measured([aResult({ code: '883-9', name: 'ABO', value: 'A', unit: null, referenceLow: null, referenceHigh: null })]);
    expect((await story.check(['883-9'])).items[0]?.verdict).toBe('recognisable');
    const check = await story.check(['883-9'], { acts: ['transfusion'], encounter: 'EMER' });
    expect(check.contexts.toSorted()).toEqual(['before_transfusion', 'emergency']);
    expect(check.items[0]).toMatchObject({ verdict: 'not_recognisable', reasons: ['context_excluded'] });
    const referralId = await sent(database, world, story.patientId, world.lead, world.county);
    await database.owner.query(
      `update referral set urgency = 'immediate', diagnosis_code = 'I21.900', facts = '{"pregnant": true, "temp": {"value": 38.2, "unit": "Cel"}}' where id = $1`,
      [referralId],
    );
    expect((await story.check(['883-9'], { referralId })).contexts.toSorted()).toEqual(['acute_attack', 'emergency', 'fever', 'pregnancy']);
    const someoneElse = await RecognitionStory.begin(api, world, doctor);
    const { status } = await doctor.ask(checkOrders, {
      body: { patientId: someoneElse.patientId, items: ['883-9'], state: 'stable', referralId } as never,
    });
    expect(status).toBe(404);
  });

  it('a result of a row that was found to be the same person counts', async () => {
    const twin = await RecognitionStory.begin(api, world, doctor);
    await twin.measured(counts(1, 1));
    await database.owner.query('update patient_relation set same_as = $2 where institution_id = $3 and patient_id = $1', [
      twin.patientId,
      story.patientId,
      world.lead.id,
    ]);
    expect((await story.check([codeOf(1)])).items[0]?.verdict).toBe('recognisable');
  });

  it('an unknown code is refused by name', async () => {
    const { status, problem } = await doctor.ask(checkOrders, {
      body: { patientId: story.patientId, items: ['X-NONE'], state: 'stable' } as never,
    });
    expect([status, JSON.stringify(problem)]).toEqual([400, expect.stringContaining('X-NONE')]);
  });
});

describe('the decision', () => {
  it('takes twelve over and repeats with reasons: record, audit, event, savings', async () => {
    const reportId = await story.measured(counts(1, 12));
    const check = await story.check(['X-CBC']);
    const lines: Line[] = takeAll(check).map((line, n) =>
      n < 3 ? { ...line, decision: 'repeated', reason: 'NR02', explained: true } : line,
    );
    const { status, answer } = await decide(check, lines);
    expect(status).toBe(200);
    expect([answer.version, answer.items.filter(({ decision }) => decision === 'accepted').length]).toEqual([2, 9]);
    expect(answer.items[0]).toMatchObject({
      decision: 'repeated',
      repeatReason: 'NR02',
      counts: true,
      explainedAt: expect.any(String),
      decidedBy: 'person lead.doctor',
    });
    const [line] = await rows<object>(
      `select item_code, issuer_id, performed_at is not null as dated, report_id, report_number is not null as numbered, decided_by is not null as physician, decided_at is not null as timed,
         saved_fen, saved_microlitres from recognition_item where check_id = $1 and item_code = 'X-CBC-4'`,
      check.id,
    );
    expect(line).toEqual({
      item_code: 'X-CBC-4',
      issuer_id: world.county.id,
      dated: true,
      report_id: reportId,
      numbered: true,
      physician: true,
      timed: true,
      saved_fen: 400,
      saved_microlitres: 200,
    });
    expect(await rows(`select 1 from audit_entry where action = 'recognition.adopted' and $1 = any(object_ids)`, reportId)).toHaveLength(9);
    expect(await rows(`select data from event where kind = 'recognition.decided' and subject_id = $1`, check.id)).toEqual([
      { data: { accepted: 9, repeated: 3, ordered: 3 } },
    ]);
  });

  it('a repeat wants a reason in force, its text and that the patient was told; nothing is decided by half', async () => {
    await story.measured(counts(1, 2));
    const check = await story.check([codeOf(1), codeOf(2)]);
    const second: Line = { itemCode: codeOf(2), decision: 'accepted' };
    const first = (more: Partial<Line>): Line[] => [{ itemCode: codeOf(1), decision: 'repeated', explained: true, ...more }, second];
    const codes = [
      await decide(check, first({})),
      await decide(check, first({ reason: 'NOPE' })),
      await decide(check, first({ reason: 'NR99' })),
      await decide(check, first({ reason: 'NR01', explained: false })),
      await decide(check, [{ itemCode: codeOf(1), decision: 'ordered' }, second]),
      await decide(check, [second]),
    ].map(({ problem }) => problem.code);
    expect(codes).toEqual([
      ...Array<string>(3).fill('recognition.reason_missing'),
      'recognition.not_explained',
      'recognition.reason_missing',
      'request.invalid',
    ]);
    expect(await rows('select 1 from recognition_item where check_id = $1 and decision is not null', check.id)).toEqual([]);
    expect((await decide(check, first({ reason: 'NR99', text: '家属要求' }))).status).toBe(200);
  });

  it('copies what the reason says of counting', async () => {
    await database.owner.query(
      `insert into repeat_reason (code, name_zh, name_en, counts) values ('98', '未提供影像', 'No image supplied', false) on conflict do nothing`,
    );
    await story.measured(counts(1, 1));
    const check = await story.check([codeOf(1)]);
    const { answer } = await decide(check, [{ itemCode: codeOf(1), decision: 'repeated', reason: '98', explained: true }]);
    expect(answer.items[0]).toMatchObject({ decision: 'repeated', counts: false });
  });

  it.each([
    ['consent was withdrawn', () => story.consent(false)],
    ['the report was corrected', (report: object) => story.measured(counts(1, 1, 9), { ...report, state: 'corrected' })],
    [
      'a day went by',
      async () =>
        database.owner.query(`update recognition_check set at = at - interval '25 hours' where patient_id = $1`, [story.patientId]),
    ],
  ])('what was offered is no more once %s', async (_, change) => {
    const report = {
      number: `N-${numberOf('male')}`,
      performedAt: hoursBefore(api.clock.now(), 5),
      issuedAt: hoursBefore(api.clock.now(), 4),
    };
    await story.measured(counts(1, 1), report);
    const check = await story.check([codeOf(1)]);
    expect(check.items[0]?.verdict).toBe('recognisable');
    await change({ ...report, issuedAt: hoursBefore(api.clock.now(), 3) });
    expect((await decide(check, [{ itemCode: codeOf(1), decision: 'accepted' }])).problem.code).toBe('recognition.not_offered');
    expect((await decide(check, [{ itemCode: codeOf(1), decision: 'repeated', reason: 'NR01', explained: true }])).status).toBe(200);
  });

  it('what was taken over stays readable when consent ends later', async () => {
    await story.measured(counts(1, 1));
    const check = await story.check([codeOf(1)]);
    await decide(check, takeAll(check));
    await story.consent(false);
    const { items } = await doctor.get(listAdoptions, { query: { patientId: story.patientId } });
    expect(items).toMatchObject([
      { itemCode: codeOf(1), earlier: { value: 5, institution: { name: 'county hospital' } }, patientName: '王芳' },
    ]);
  });

  it('of two at once one decides; the same key answers the same again', async () => {
    await story.measured(counts(1, 12));
    const check = await story.check(['X-CBC']);
    const both = await Promise.all([decide(check, takeAll(check)), decide(check, takeAll(check))]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.problem.code).toBe('recognition.decided');
    await story.measured(counts(13, 13));
    const again = await story.check([codeOf(13)]);
    const keyed = doctor.with({ 'idempotency-key': again.id });
    const [first, second] = [await decide(again, takeAll(again), keyed), await decide(again, takeAll(again), keyed)];
    expect([first.status, second.status, second.answer]).toEqual([200, 200, first.answer]);
    expect((await decide({ ...(await story.check([codeOf(13)])), version: 7 }, takeAll(again))).problem.code).toBe('record.stale');
  });
});

describe('who may', () => {
  it('another hospital finds neither patient nor check; a coordinator may ask and not decide; a machine asks and does not decide', async () => {
    await story.measured(counts(1, 1));
    const check = await story.check([codeOf(1)]);
    const outsider = await api.as('other.doctor');
    const asked = { patientId: story.patientId, items: [codeOf(1)], state: 'stable' } as never;
    const statuses = [
      await outsider.ask(checkOrders, { body: asked }),
      await outsider.ask(getCheck, { params: { id: check.id } }),
      await decide(check, takeAll(check), outsider),
      await (await api.as('lead.coordinator')).ask(checkOrders, { body: asked }),
      await decide(check, takeAll(check), await api.as('lead.coordinator')),
      await (await api.as('auditor')).ask(checkOrders, { body: asked }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 404, 200, 403, 403]);
    expect(await (await api.as('other.doctor')).get(listAdoptions, { query: { patientId: story.patientId } })).toEqual({
      items: [],
      nextCursor: null,
    });
    const admin = await api.as('lead.admin');
    const program = await CdsClient.of(api, admin, 'recognition.check');
    const answered = await program.post('/api/recognition/checks', asked);
    expect(answered.statusCode).toBe(200);
    const decider = await CdsClient.of(api, admin, 'recognition.decide');
    const made = { checkId: answered.json<RecognitionCheck>().id, version: 1, items: [{ itemCode: codeOf(1), decision: 'accepted' }] };
    expect((await decider.post('/api/recognition/decisions', made)).statusCode).toBe(403);
  });
});
