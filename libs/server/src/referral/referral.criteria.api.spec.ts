import { registerPatient } from '@alliance/contracts/patient.contract';
import * as act from '@alliance/contracts/referral-action.contract';
import { draftReferral, getReferral, referralTimeline, saveReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { age, birthDate, caseContent, stands } from '../testing/judgement.story.js';
import { dayFrom } from '../testing/person.story.js';
import { freshCode, makeAlliance, pressureCriterion } from '../testing/protocol.story.js';
import { doctorDrafts, doctorSubmits, referralSlice } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
let coordinator: Person;
let leadDoctor: Person;
let allianceId: string;
let code: string;
let inForce: Awaited<ReturnType<typeof stands>>;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, referralSlice);
  [doctor, coordinator, leadDoctor] = await Promise.all([api.as('county.doctor'), api.as('lead.coordinator'), api.as('lead.doctor')]);
});
beforeEach(async () => {
  allianceId = await makeAlliance(database, world);
  code = freshCode();
  inForce = await stands(database, allianceId, caseContent(code));
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const high = { sbp: { value: 186, unit: 'mm[Hg]', origin: 'typed' }, severe_headache: false, glucose: { value: 90, unit: 'mg/dL' } };
const low = { sbp: 120, severe_headache: false, glucose: 5 };
const submit = (who: Person, { id, version }: ReferralView) => who.ask(act.submitReferral, { params: { id }, body: { version } });
const drafts = (more: object) => doctorDrafts(doctor, world, { allianceId, ...more });
const minutesLeft = ({ deadline }: ReferralView): number => Math.round((Date.parse(deadline?.at ?? '') - Date.now()) / 60_000);
const pinned = async (id: string) =>
  (
    await database.owner.query(
      'select verdict, urgency, version_ids, level, direction, facts from referral_judgement where referral_id = $1',
      [id],
    )
  ).rows[0];

describe('a patient is sent under an alliance with criteria', () => {
  it('is judged with the facts of the draft, and both hospitals see what was said', async () => {
    const draft = await drafts({ facts: high, urgency: 'routine' });
    expect(draft).toMatchObject({ facts: high, judgement: null });
    const { answer: sent } = await submit(doctor, draft);
    expect(sent).toMatchObject({
      state: 'submitted',
      facts: high,
      judgement: { verdict: 'met', urgency: '24h', protocolVersionIds: [inForce.versionId] },
    });
    expect(sent.judgement?.findings.map(({ criterion, verdict }) => [criterion.code, verdict])).toEqual([
      [`${code}-U01`, 'met'],
      [`${code}-U02`, 'not_met'],
      [`${code}-U03`, 'not_met'],
    ]);
    const seen = await coordinator.get(getReferral, { params: { id: sent.id } });
    expect([seen.judgement, seen.verdict]).toEqual([sent.judgement, 'met']);
    expect(await pinned(sent.id)).toMatchObject({
      verdict: 'met',
      urgency: '24h',
      version_ids: [inForce.versionId],
      level: 'county',
      direction: 'up',
      facts: high,
    });
    const { items } = await doctor.get(referralTimeline, { params: { id: sent.id } });
    expect(items.at(-1)).toMatchObject({ kind: 'referral.submitted', data: { verdict: 'met' } });
    const { rows } = await database.owner.query(
      `select person_id from audit_entry where action = 'referral.judged' and $1 = any(object_ids)`,
      [sent.id],
    );
    expect(rows).toHaveLength(1);
  });

  it('keeps what was said when the protocol changes; a corrected one is judged anew when it is sent again', async () => {
    const { answer: sent } = await submit(doctor, await drafts({ facts: high }));
    const next = await stands(database, allianceId, caseContent(code, 200), { protocolId: inForce.protocolId, number: 2, from: dayFrom() });
    const params = { id: sent.id };
    expect((await coordinator.get(getReferral, { params })).judgement).toEqual(sent.judgement);

    const returned = await coordinator.get(act.returnReferral, { params, body: { version: sent.version, reason: 'other', advice: '…' } });
    expect(returned.judgement).toEqual(sent.judgement);
    const refused = await doctor.ask(act.resubmitReferral, { params, body: { version: returned.version } });
    expect([refused.status, refused.problem.code, refused.problem.facts]).toEqual([
      422,
      'criteria.reason_required',
      { verdict: 'not_met' },
    ]);
    const better = await doctor.get(saveReferral, { params, body: { version: returned.version, facts: { ...high, sbp: 210 } as never } });
    const again = await doctor.get(act.resubmitReferral, { params, body: { version: better.version } });
    expect(again).toMatchObject({ judgement: { verdict: 'met', protocolVersionIds: [next.versionId] }, facts: { sbp: 210 } });
    expect((await coordinator.get(getReferral, { params })).judgement).toEqual(again.judgement);
    expect(await pinned(sent.id)).toMatchObject({ version_ids: [next.versionId], facts: { sbp: 210 } });
  });

  it('is judged with what the portal knows: a child is not measured with the rules of adults', async () => {
    const adult = pressureCriterion(`${code}-U09`, 100, { population: { fact: 'age', op: '>=', value: 18 } });
    const content = {
      ...caseContent(code),
      facts: [...caseContent(code).facts.filter(({ key }) => key !== 'age' && key !== 'birth_date'), age, birthDate],
      criteria: [adult],
    };
    await stands(database, allianceId, content, { protocolId: inForce.protocolId, number: 2, from: dayFrom() });
    const sends = async (birthDay: string) => {
      const body = {
        name: '小朋友',
        sex: 'male' as const,
        identifierKind: 'passport' as const,
        identifier: `E${Date.now() % 100_000_000}`,
        birthDate: birthDay,
      };
      const { id: patientId } = await doctor.get(registerPatient, { body });
      return submit(doctor, await drafts({ patientId, facts: { sbp: 130 }, consentGiver: 'guardian' }));
    };
    expect((await sends(dayFrom(-3650))).problem.facts).toEqual({ verdict: 'not_applicable' });
    const { answer } = await sends('1960-01-01');
    expect(answer.judgement).toMatchObject({ verdict: 'met' });
    expect((await pinned(answer.id)).facts).toMatchObject({
      birth_date: { value: '1960-01-01', origin: 'known' },
      sex: { value: 'male', origin: 'known' },
    });
  });

  it('is answered sooner where the criteria want it sooner', async () => {
    const within = async (facts: object, urgency: string) => minutesLeft((await submit(doctor, await drafts({ facts, urgency }))).answer);
    expect(await within({ ...high, glucose: 20 }, 'urgent')).toBe(60);
    expect(await within(high, 'urgent')).toBe(120);
    expect(await within(high, 'routine')).toBe(120);
    await database.owner.query(`insert into response_time (alliance_id, minutes) values ($1, $2)`, [
      allianceId,
      JSON.stringify({ immediate: 5, '2h': 30, '24h': 90, '7d': 1440, routine: 1440 }),
    ]);
    expect(await within(high, 'routine')).toBe(90);
    expect(await within({ ...high, severe_headache: true }, 'routine')).toBe(5);
  });

  it('comes back down, and not while something calls for sending up', async () => {
    const down = async (facts: object) => {
      const draft = await doctorDrafts(leadDoctor, world, {
        allianceId,
        receiverId: world.county.id,
        receiverDepartmentId: world.county.departmentId,
        facts,
      });
      return submit(leadDoctor, draft);
    };
    expect((await down(low)).answer).toMatchObject({ direction: 'down', judgement: { verdict: 'met', urgency: 'routine' } });
    expect((await down({ ...low, glucose: 20 })).problem).toMatchObject({
      code: 'criteria.reason_required',
      facts: { verdict: 'not_met' },
    });
  });
});

describe('no criterion is met', () => {
  it('a coded reason is demanded, kept and shown', async () => {
    const draft = await drafts({ facts: low });
    const { status, problem } = await submit(doctor, draft);
    expect([status, problem.code]).toEqual([422, 'criteria.reason_required']);
    expect(await pinned(draft.id)).toBeUndefined();
    const saved = await doctor.get(saveReferral, {
      params: { id: draft.id },
      body: { version: draft.version, criteriaReason: 'examination_not_available_here' },
    });
    const { answer } = await submit(doctor, saved);
    expect(answer).toMatchObject({
      state: 'submitted',
      criteriaReason: 'examination_not_available_here',
      judgement: { verdict: 'not_met' },
    });
  });
  it('never for what is only unknown, never before a rescue, never where no protocol is in force, never between equals', async () => {
    const sends = async (more: object) => (await submit(doctor, await drafts(more))).answer;
    expect(await sends({})).toMatchObject({ state: 'submitted', judgement: { verdict: 'unknown' } });
    expect(await sends({ facts: { sbp: 120 } })).toMatchObject({ state: 'submitted', judgement: { verdict: 'unknown' } });
    expect(await sends({ facts: low, urgency: 'immediate' })).toMatchObject({ state: 'submitted', judgement: { verdict: 'not_met' } });
    const bare = await makeAlliance(database, world);
    expect(await sends({ facts: low, allianceId: bare })).toMatchObject({ state: 'submitted', judgement: null });
    expect((await doctorSubmits(doctor, world, { facts: low })).judgement).toBeNull();
    const equals = await makeAlliance(database, world, [world.county.id, world.other.id]);
    await stands(database, equals, caseContent(freshCode()));
    expect(
      await sends({ facts: low, allianceId: equals, receiverId: world.other.id, receiverDepartmentId: world.other.departmentId }),
    ).toMatchObject({
      direction: 'level',
      judgement: null,
    });
  });
  it('nor where all criteria are asked at other levels', async () => {
    const content = caseContent(code);
    const criteria = content.criteria.map((criterion) => ({ ...criterion, levels: ['township'] as const }));
    await stands(database, allianceId, { ...content, criteria }, { protocolId: inForce.protocolId, number: 2, from: dayFrom() });
    expect((await submit(doctor, await drafts({ facts: low }))).answer).toMatchObject({
      state: 'submitted',
      judgement: { verdict: 'not_applicable' },
    });
    const township = await api.as('township.doctor');
    expect((await submit(township, await doctorDrafts(township, world, { allianceId, facts: low }))).problem.code).toBe(
      'criteria.reason_required',
    );
  });
});

describe('facts of a draft', () => {
  it('are kept as they were given, replaced as a whole, and emptied', async () => {
    const draft = await drafts({ facts: high });
    const params = { id: draft.id };
    const kept = await doctor.get(saveReferral, { params, body: { version: draft.version, summary: '补充' } });
    expect(kept.facts).toEqual(high);
    const replaced = await doctor.get(saveReferral, { params, body: { version: kept.version, facts: { sbp: 150 } } });
    expect(replaced.facts).toEqual({ sbp: 150 });
    expect((await doctor.get(saveReferral, { params, body: { version: replaced.version, facts: null } })).facts).toBeNull();
  });
  it.each([
    ['a unit of another quantity', { glucose: { value: 5, unit: 'kg' } }, 'criteria.unit_unconvertible', { fact: 'glucose', unit: 'kg' }],
    ['a word for a number', { sbp: 'high' }, 'criteria.fact_invalid', { fact: 'sbp' }],
  ])('%s is refused when it is written', async (_, facts, refusal, named) => {
    const draft = await drafts({});
    for (const asked of [
      await doctor.ask(saveReferral, { params: { id: draft.id }, body: { version: draft.version, facts: facts as never } }),
      await doctor.ask(draftReferral, { body: { allianceId, facts: facts as never } }),
    ]) {
      expect([asked.status, asked.problem.code]).toEqual([422, refusal]);
      expect(asked.problem.facts).toMatchObject(named);
    }
  });
  it('that no protocol knows stop nobody and are named in the judgement', async () => {
    const { answer } = await submit(doctor, await drafts({ facts: { ...high, spb: 1 } }));
    expect(answer.judgement?.doubted).toEqual([{ fact: 'spb', doubt: 'unknown_fact', detail: {} }]);
  });
  it('implausible ones are questioned and not used', async () => {
    const { answer } = await submit(doctor, await drafts({ facts: { ...high, sbp: 1860 } }));
    expect(answer.judgement).toMatchObject({ verdict: 'unknown', doubted: [{ fact: 'sbp', doubt: 'outside_limits' }] });
  });

  it('of one patient are none of another', async () => {
    const before = await drafts({ facts: high, criteriaReason: 'patient_wish' });
    const other = await doctor.get(registerPatient, { body: { name: '换人', sex: 'female', identifierKind: 'unknown_person' } });
    const params = { id: before.id };
    const replaced = await doctor.get(saveReferral, { params, body: { version: before.version, patientId: other.id } });
    expect([replaced.facts, replaced.criteriaReason]).toEqual([null, null]);
    const again = await doctor.get(saveReferral, { params, body: { version: replaced.version, patientId: other.id, facts: low } });
    expect(again.facts).toEqual(low);
  });

  it('come from who gave them: a person types', async () => {
    const { facts } = await drafts({
      facts: { sbp: { value: 190, origin: 'known' }, severe_headache: { value: true, origin: 'imported' } },
    });
    expect(facts).toEqual({ sbp: { value: 190, origin: 'typed' }, severe_headache: { value: true, origin: 'typed' } });
  });

  it('that are being corrected are not the receiver’s before they are sent again', async () => {
    const { answer: sent } = await submit(doctor, await drafts({ facts: high }));
    const params = { id: sent.id };
    const back = await coordinator.get(act.returnReferral, { params, body: { version: sent.version, reason: 'other', advice: '请补充' } });
    const edited = await doctor.get(saveReferral, { params, body: { version: back.version, facts: low } });
    expect(edited.facts).toEqual(low);
    expect((await coordinator.get(getReferral, { params })).facts).toMatchObject(high);
  });
});

it('a judgement is seen by the two hospitals of the referral and by nobody else', async () => {
  const { answer: sent } = await submit(doctor, await drafts({ facts: high }));
  const seenBy = async (institutionId: string): Promise<number> => {
    const client = await database.owner.connect();
    try {
      await client.query('begin; set local role alliance_app');
      await client.query(`select set_config('app.institution', $1, true)`, [institutionId]);
      return (await client.query('select 1 from referral_judgement where referral_id = $1', [sent.id])).rowCount ?? 0;
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  expect([
    await seenBy(world.county.id),
    await seenBy(world.lead.id),
    await seenBy(world.township.id),
    await seenBy(world.other.id),
  ]).toEqual([1, 1, 0, 0]);
});
