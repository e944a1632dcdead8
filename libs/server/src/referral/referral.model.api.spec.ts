import * as act from '@alliance/contracts/referral-action.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import * as journey from '@alliance/contracts/referral-journey.contract';
import { getReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { routesOf, type Route } from '@alliance/contracts/route';
import { finalStates, openStates, referralActions, referralMachine, type ReferralAction } from '@alliance/domain/referral/referral.machine';
import { services, transports, urgencies } from '@alliance/domain/referral/referral.codes';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { actionBodies } from '../testing/referral-bodies.js';
import { doctorDrafts, referralSlice, registerSomebody } from '../testing/referral.story.js';
import { agree } from '../testing/consultation.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

/** The model of the domain, asked over HTTP: what the server offers it allows, what it allows leads where the table says, and leaves one event. */

const sequences = 500;
const atOnce = 8;
const routes = new Map(
  [...routesOf(act), ...routesOf(journey), ...routesOf(ending)].map((route) => [route.path.split('/').at(-1) as ReferralAction, route]),
);

let database: TestDatabase;
let world: World;
let api: TestApi;
let people: readonly Person[];
let doctor: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  // advice before a patient travels is under an agreement
  const hospitals = [world.lead, world.county, world.township, world.other];
  for (const provider of hospitals)
    for (const requester of hospitals) if (provider !== requester) await agree(database, provider, requester);
  api = await startApi(database, referralSlice);
  people = await Promise.all(
    ['county.doctor', 'county.coordinator', 'lead.doctor', 'lead.coordinator', 'township.doctor', 'other.coordinator'].map((name) =>
      api.as(name),
    ),
  );
  doctor = people[0] as Person;
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

/** Small, seeded, good enough to choose: the run can be told again. */
const dice = (seed: number) => (sides: number) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 4294967296) * sides);
};
const endsEarly: ReadonlySet<string> = new Set(['cancel', 'patientDeclines', 'enterInError', 'treatHere', 'turnBack']);
/** What is offered may still lack something that only its body brings. */
const lacking = [
  'referral.consent_not_covering',
  'referral.receiver_invalid',
  'referral.same_place',
  'referral.reviewer_invalid',
  'referral.incomplete',
  'referral.nothing_to_correct',
  'capacity.none_free',
];

/** Each hospital corrects what it wrote itself: which field that is, only the body says. */
const foreign = (action: string, code: string): boolean => action === 'correct' && code === 'referral.not_your_action';

async function play(seed: number, patientId: string): Promise<{ states: string[]; changes: number }> {
  const roll = dice(seed);
  const one = <T>(of: readonly T[]): T => of[roll(of.length)] as T;
  const bodies = actionBodies(
    one([
      { receiverId: world.township.id, receiverDepartmentId: world.township.departmentId },
      { receiverId: world.other.id, receiverDepartmentId: world.other.departmentId },
    ]),
  );
  let view: ReferralView = await doctorDrafts(doctor, world, {
    patientId,
    service: one(services),
    urgency: one(urgencies),
    transport: one(transports),
    consultAllowed: roll(2) === 0,
    consentScope: one(['receiver', 'alliance']),
    senderDepartmentId: world.county.departmentId,
  });
  const states: string[] = [view.state];
  let changes = 0;
  for (let turn = 0; turn < 12 && !(finalStates as readonly string[]).includes(view.state); turn++) {
    const who = roll(4) ? one(people.slice(0, 5)) : one(people);
    const seen = await who.ask(getReferral, { params: { id: view.id } });
    const offered = seen.status === 200 ? seen.answer.actions : [];
    const goingOn = offered.filter((action) => !endsEarly.has(action));
    const likely = roll(5) && goingOn.length ? goingOn : offered;
    const action = roll(6) && likely.length ? one(likely) : one(referralActions);
    const route = routes.get(action) as Route;
    const version = view.version;
    const { status, problem, answer } = await who.ask(route, { params: { id: view.id }, body: { version, ...bodies[action] } } as never);
    if (status === 200) {
      expect([action, offered.includes(action)]).toEqual([action, true]);
      const after = answer as ReferralView;
      expect([action, after.state]).toEqual([action, referralMachine[view.state][action]]);
      expect(after.version).toBe(version + 1);
      expect(openStates.includes(after.state)).toBe(after.deadline !== null);
      view = after;
      changes++;
      states.push(view.state);
    } else {
      expect(status).toBeLessThan(500);
      if (offered.includes(action))
        expect([action, lacking.includes(problem.code) || foreign(action, problem.code), problem.code]).toEqual([
          action,
          true,
          problem.code,
        ]);
    }
  }
  const { rows } = await database.owner.query<{ version: number }>(
    `select version from event where subject_id = $1 and kind not in ('referral.drafted', 'referral.response_overdue') order by version`,
    [view.id],
  );
  expect(rows.map((row) => row.version)).toEqual(Array.from({ length: changes }, (_, n) => view.version - changes + 1 + n));
  return { states, changes };
}

it(`${sequences} sequences of actions by anybody follow the table, with one event for every change`, async () => {
  const patients = await Promise.all(Array.from({ length: 20 }, (_, n) => registerSomebody(doctor, `模型${n}`)));
  const reached = new Set<string>();
  let changes = 0;
  for (let start = 0; start < sequences; start += atOnce) {
    const group = Array.from({ length: Math.min(atOnce, sequences - start) }, (_, n) =>
      play(start + n + 1, patients[(start + n) % 20]?.id ?? ''),
    );
    for (const played of await Promise.all(group)) {
      played.states.forEach((state) => reached.add(state));
      changes += played.changes;
    }
  }
  expect(changes).toBeGreaterThan(1_000);
  // nobody is absent before the hour, and offers begin at an up-referral in care and are walked in a story of their own
  expect([...reached].sort()).toEqual(
    [
      'draft',
      'submitted',
      'info_requested',
      'consult_first',
      'returned',
      'accepted',
      'in_transit',
      'arrived',
      'in_care',
      'outcome_sent',
      'closed',
      'cancelled',
      'voided',
    ].sort(),
  );
}, 240_000);
