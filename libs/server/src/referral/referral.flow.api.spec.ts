import * as act from '@alliance/contracts/referral-action.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import * as journey from '@alliance/contracts/referral-journey.contract';
import * as late from '@alliance/contracts/referral-late.contract';
import { getReferral, referralTimeline } from '@alliance/contracts/referral.contract';
import { searchPatients } from '@alliance/contracts/patient.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { agreed, invited, membershipSlice, officeOpens } from '../testing/membership.story.js';
import { sheet } from '../testing/referral-bodies.js';
import { refused, sees, step, taken } from '../testing/referral-steps.js';
import { doctorDrafts, doctorSubmits, inTwoHours, referralSlice, registerSomebody } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
let coordinator: Person;
let physician: Person;
let township: Person;
let allianceId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, {
    features: [...membershipSlice.features, ...referralSlice.features],
    contracts: [...membershipSlice.contracts, ...referralSlice.contracts],
  });
  [doctor, coordinator, physician, township] = (await Promise.all(
    ['county.doctor', 'lead.coordinator', 'lead.doctor', 'township.doctor'].map((name) => api.as(name)),
  )) as [Person, Person, Person, Person];
  const office = await api.as('office');
  const opened = await officeOpens(office, world);
  const withTownship = await agreed(office, await invited(office, opened, world.township.id), world.township.id);
  const all = await agreed(office, await invited(office, withTownship, world.other.id), world.other.id);
  allianceId = all.id;
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const rescue = {
  service: 'emergency',
  urgency: 'immediate',
  reviewer: null,
  consentGiver: 'rescue',
  authorisedBy: '值班主任',
  transport: 'ambulance',
};
const toTownship = () => ({ receiverId: world.township.id, receiverDepartmentId: world.township.departmentId });

describe('an emergency that nobody answered', () => {
  it('leaves, is diverted on the way, is handed over and signed by both', async () => {
    const sent = await doctorSubmits(doctor, world, { ...rescue, allianceId });
    const left = await step(doctor, journey.departReferral, sent, { estimatedArrivalAt: inTwoHours() });
    expect(left).toMatchObject({ state: 'in_transit', acceptedAt: null, custodian: { id: world.county.id } });
    expect(await refused(physician, act.returnReferral, left, { reason: 'other', advice: 'x' })).toBe('referral.wrong_state');
    const diverted = await step(doctor, journey.divertReferral, left, {
      ...toTownship(),
      reason: 'condition_worse',
      explanation: '途中血压下降',
      estimatedArrivalAt: inTwoHours(),
    });
    expect(diverted).toMatchObject({
      receiver: { id: world.township.id },
      chain: [
        { place: 'lead hospital', how: 'submitted' },
        { place: 'township hospital', how: 'diverted', until: null },
      ],
    });
    // the first hospital still answers for what it was told by the sender only where it passed the patient on itself
    expect(await sees(physician, sent.id)).toBe(404);
    const known = await step(township, act.acknowledgeReferral, diverted, taken);
    const signed = await step(doctor, journey.signHandOver, known, { sheet });
    const arrived = await step(township, journey.arriveReferral, signed);
    expect(arrived).toMatchObject({
      state: 'arrived',
      custodian: { id: world.township.id },
      handOver: { sheet: { allergies: '青霉素' }, receiver: { institution: 'township hospital' } },
    });
  });

  it('arrives before its sheet: custody waits for both signatures', async () => {
    const sent = await doctorSubmits(doctor, world, rescue);
    const left = await step(doctor, journey.departReferral, sent, { estimatedArrivalAt: inTwoHours() });
    const arrived = await step(physician, journey.arriveReferral, left);
    expect(arrived).toMatchObject({ custodian: { id: world.county.id }, deadline: { by: 'sender' } });
    expect(await refused(physician, journey.signHandOver, arrived, { sheet })).toBe('referral.not_your_action');
    expect(await refused(doctor, journey.signHandOver, arrived)).toBe('referral.hand_over_missing');
    const half = await step(doctor, journey.signHandOver, arrived, { sheet });
    expect((await step(physician, journey.signHandOver, half)).custodian.id).toBe(world.lead.id);
  });

  it('goes to a hospital off the platform; its sender records what the telephone said', async () => {
    const sent = await doctorSubmits(doctor, world, {
      ...rescue,
      receiverId: null,
      receiverDepartmentId: null,
      outside: { name: '邻省第一医院', phone: '010-5550100', contact: '王护士' },
    });
    expect(sent).toMatchObject({ receiver: null, outside: { name: '邻省第一医院' }, deadline: { by: 'sender' } });
    const accepted = await step(doctor, act.acceptReferral, sent, taken);
    const left = await step(doctor, journey.departReferral, accepted, { estimatedArrivalAt: inTwoHours() });
    const there = await step(doctor, journey.arriveReferral, left);
    const told = await step(doctor, ending.reportOutcome, there, { outcome: 'discharged_home', summary: '电话随访：已出院' });
    expect((await step(doctor, ending.closeReferral, told)).endedAs).toBe('outcome');
  });

  it('is completed later, marked as a late entry, and only where something was missing', async () => {
    const sent = await doctorSubmits(doctor, world, { ...rescue, diagnosisText: null });
    const filled = await step(doctor, late.completeLate, sent, { diagnosisText: '急性心梗', reviewer: '李主任' });
    expect(filled).toMatchObject({ diagnosis: { text: '急性心梗' }, lateEntries: { diagnosisText: { afterSixHours: false } } });
    expect(await refused(doctor, late.completeLate, filled, { diagnosisText: '别的' })).toBe('referral.already_filled');
    const agreedTo = await step(doctor, late.recordConsent, filled, {
      consentGiver: 'relative',
      consentName: '家属',
      consentScope: 'alliance',
    });
    expect(agreedTo.consent).toMatchObject({ giver: 'relative', scope: 'alliance', form: expect.stringMatching(/^\d{4}-\d\d$/) });
  });
});

describe('an answer', () => {
  it('is taken back within a minute, and the clock stands as before', async () => {
    const sent = await doctorSubmits(doctor, world);
    const accepted = await step(coordinator, act.acceptReferral, sent, taken);
    expect(accepted.undo).toMatchObject({ action: 'accept' });
    const back = await step(coordinator, act.undoReferral, accepted);
    expect(back).toMatchObject({ state: 'submitted', reception: null, deadline: sent.deadline, undo: null });
    const again = await step(coordinator, act.acceptReferral, back, taken);
    const left = await step(doctor, journey.departReferral, again, { estimatedArrivalAt: inTwoHours() });
    expect(await refused(coordinator, act.undoReferral, left)).toBe('referral.undo_over');
  });
  it('is withdrawn before departure when the bed is lost', async () => {
    const accepted = await step(coordinator, act.acceptReferral, await doctorSubmits(doctor, world), taken);
    const withdrawn = await step(coordinator, act.withdrawAcceptance, accepted, {
      reason: 'bed_lost',
      explanation: 'ICU 床位被抢救患者占用',
    });
    expect(withdrawn).toMatchObject({ state: 'submitted', acceptedAt: null, reception: null, deadline: { by: 'receiver' } });
  });
});

describe('a patient who is sent on', () => {
  it('goes only where consent covers it; the new hospital comes to know the patient, the old one reads on for a day', async () => {
    const { id: patientId } = await registerSomebody(doctor, '转途人');
    const narrow = await doctorSubmits(doctor, world, { patientId, allianceId, consentScope: 'receiver' });
    const on = { ...toTownship(), reason: 'nearer_hospital', explanation: '就近' };
    expect(await refused(coordinator, act.redirectReferral, narrow, on)).toBe('referral.consent_not_covering');
    const covered = await step(doctor, late.recordConsent, narrow, {
      consentGiver: 'patient',
      consentName: '转途人',
      consentScope: 'alliance',
    });
    expect(await sees(township, narrow.id)).toBe(404);
    const moved = await step(coordinator, act.redirectReferral, covered, on);
    expect(moved).toMatchObject({
      receiver: { id: world.township.id },
      chain: [{ place: 'lead hospital' }, { place: 'township hospital', how: 'redirected' }],
      actions: [],
    });
    expect(await sees(coordinator, narrow.id)).toBe(200);
    expect((await township.get(searchPatients, { query: { query: '转途人' } })).items).toHaveLength(1);
    expect((await coordinator.get(searchPatients, { query: { query: '转途人' } })).items).toHaveLength(0);
    expect((await step(township, act.acceptReferral, moved, taken)).state).toBe('accepted');
  });
  it('declines: an end like any other', async () => {
    const accepted = await step(coordinator, act.acceptReferral, await doctorSubmits(doctor, world), taken);
    const over = await step(doctor, ending.patientDeclines, accepted, {
      decidedBy: 'patient',
      proof: 'signed',
      explanation: '家属要求留在本院',
    });
    expect(over).toMatchObject({ state: 'closed', endedAs: 'patient_declined', deadline: null });
  });
});

describe('mother and newborn', () => {
  const pair = async () => {
    const mother = await doctorSubmits(doctor, world, { transport: 'ambulance' });
    const draft = await doctorDrafts(doctor, world, { transport: 'ambulance', pairId: mother.id });
    const child = await step(doctor, act.submitReferral, draft);
    return { mother: await coordinator.get(getReferral, { params: { id: mother.id } }), child };
  };
  it('are accepted together when somebody says so', async () => {
    const { mother, child } = await pair();
    expect(child.pair).toMatchObject({ id: mother.id });
    expect(await refused(coordinator, act.acceptReferral, mother, taken)).toBe('referral.pair_undecided');
    await step(coordinator, act.acceptReferral, mother, { ...taken, pair: 'together' });
    const half = () => doctor.get(getReferral, { params: { id: child.id } });
    const both = await coordinator.get(getReferral, { params: { id: mother.id } });
    expect((await half()).state).toBe('accepted');
    await step(coordinator, act.undoReferral, both);
    expect((await half()).state).toBe('submitted');
    await step(doctor, ending.cancelReferral, await half(), { reason: 'patient_improved' });
    expect((await coordinator.get(getReferral, { params: { id: mother.id } })).pair).toBeNull();
  });
  it('or split, and both say so', async () => {
    const { mother, child } = await pair();
    const accepted = await step(coordinator, act.acceptReferral, mother, { ...taken, pair: 'split' });
    expect(accepted.pair).toBeNull();
    expect(await doctor.get(getReferral, { params: { id: child.id } })).toMatchObject({ state: 'submitted', pair: null });
    const { items } = await doctor.get(referralTimeline, { params: { id: child.id } });
    expect(items.map(({ kind }) => kind)).toContain('referral.pair_split');
  });
});

describe('a wrong patient', () => {
  it.each(['sender', 'receiver'] as const)('is voided by the %s: the receiver sees it no more at once', async (side) => {
    const { id: patientId } = await registerSomebody(doctor, `误选${side}`);
    const sent = await doctorSubmits(doctor, world, { patientId });
    expect(await refused(coordinator, ending.enterInError, sent, { reason: 'wrong_patient', explanation: 'x' })).toBe(
      'referral.not_your_action',
    );
    const there = await step(coordinator, journey.arriveReferral, await step(coordinator, act.acceptReferral, sent, taken));
    const who = side === 'sender' ? doctor : coordinator;
    const voided = await step(who, ending.enterInError, there, { reason: 'wrong_patient', explanation: '同名同姓，选错患者' });
    expect(voided).toMatchObject({ state: 'voided', actions: [], endedAs: 'entered_in_error' });
    expect(await sees(coordinator, sent.id)).toBe(404);
    expect((await coordinator.get(searchPatients, { query: { query: `误选${side}` } })).items).toEqual([]);
    expect((await doctor.get(getReferral, { params: { id: sent.id } })).notes.at(-1)).toMatchObject({ kind: 'error' });
    const { rows } = await database.owner.query('select kind from incident where referral_id = $1', [sent.id]);
    expect(rows).toEqual([{ kind: 'wrong_patient' }]);
  });
});
