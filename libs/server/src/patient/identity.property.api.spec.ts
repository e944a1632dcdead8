import { confirmMerge, proposeMerge, undoMerge } from '@alliance/contracts/patient-merge.contract';
import { getPatient, identifyPatient, tracePatient } from '@alliance/contracts/patient-record.contract';
import { searchPatients } from '@alliance/contracts/patient.contract';
import type { AskOf, Route } from '@alliance/contracts/route';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { numberOf, patientSlice, sent, unknownPerson, withNumber } from '../testing/patient.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
let second: Person;
let other: Person;
let otherSecond: Person;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, patientSlice);
  const names = ['county.doctor', 'county.coordinator', 'other.doctor', 'other.coordinator'];
  [doctor, second, other, otherSecond] = (await Promise.all(names.map((name) => api.as(name)))) as [Person, Person, Person, Person];
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

type Step =
  | { readonly do: 'unknown' }
  | { readonly do: 'register'; readonly number: number }
  | { readonly do: 'identify'; readonly row: number; readonly number: number }
  | { readonly do: 'merge'; readonly keep: number; readonly merge: number }
  | { readonly do: 'undo' | 'send'; readonly row: number };
const row = fc.nat(5);
const number = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('unknown' as const) }),
  fc.record({ do: fc.constant('register' as const), number }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('identify' as const), row, number }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), keep: row, merge: row }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), row }) },
  fc.record({ do: fc.constant('send' as const), row }),
);

/** Says the same of two stories that differ only in ids, times, counted names and digits. */
function teller() {
  const seen = new Map<string, string>();
  const named = (kind: string) => (found: string) => seen.get(found) ?? (seen.set(found, `${kind}${seen.size}`), seen.get(found) as string);
  return (told: unknown): string =>
    JSON.stringify(told, (key, value: unknown) => (key === 'requestId' ? undefined : value))
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, named('id'))
      .replace(/无名氏-[^"]*?-\d{8}-\d+/g, named('nobody'))
      .replace(/\d{4}\*+\w{4}/g, named('number'))
      .replace(/"identifierLast4":"\w{4}"/g, named('last'))
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)/g, 'at')
      .replace(/乙\d+/g, '乙')
      .replace(/甲\d+丙/g, '甲');
}

let stories = 0;
/** Plays the steps at one hospital and tells everything it was answered, and everything it can see afterwards. */
async function play(steps: readonly Step[], numbers: readonly string[]): Promise<{ told: string[]; rows: string[] }> {
  const tag = `甲${stories++}丙`;
  const tell = teller();
  const told: string[] = [];
  const rows: string[] = [];
  const merges: { id: string; version: number }[] = [];
  const ask = async <R extends Route>(by: Person, route: R, input: AskOf<R>) => {
    const reply = await by.ask(route, input);
    told.push(tell([reply.status, reply.answer]));
    return reply;
  };
  const known = (id: string) => void (rows.includes(id) || rows.push(id));
  const at = (n: number) => rows[n % rows.length];
  for (const one of steps) {
    if (one.do === 'unknown') known((await unknownPerson(doctor)).id);
    if (one.do === 'register') known((await withNumber(doctor, `${tag}${one.number}`, numbers[one.number] as string)).id);
    if (one.do === 'identify' && at(one.row)) {
      const body = {
        identifierKind: 'citizen_id' as const,
        identifier: numbers[one.number] as string,
        name: `${tag}${one.number}`,
        sex: 'unknown' as const,
      };
      const { status, answer } = await ask(doctor, identifyPatient, {
        params: { id: at(one.row) as string },
        body: { ...body, basis: 'paper' },
      });
      if (status === 200) {
        known(answer.id);
        merges.push(...answer.merges.filter(({ id }) => !merges.some((merge) => merge.id === id)));
      }
    }
    if (one.do === 'merge' && at(one.keep)) {
      const body = { keepId: at(one.keep) as string, mergedId: at(one.merge) as string, reason: '同一人' };
      const proposed = await ask(doctor, proposeMerge, { body });
      if (proposed.status === 201) {
        const { answer } = await ask(second, confirmMerge, { params: { id: proposed.answer.id }, body: { version: 1 } });
        merges.push(answer);
      }
    }
    const merge = one.do === 'undo' ? merges[one.row % merges.length] : undefined;
    if (merge) {
      const asked = await ask(second, undoMerge, { params: { id: merge.id }, body: { version: merge.version, reason: '不是' } });
      if (asked.status === 200)
        Object.assign(
          merge,
          (await ask(doctor, confirmMerge, { params: { id: merge.id }, body: { version: asked.answer.version } })).answer,
        );
    }
    if (one.do === 'send' && at(one.row)) await sent(database, world, at(one.row) as string, world.county, world.lead);
  }
  for (const id of rows) {
    const { answer, status } = await ask(doctor, getPatient, { params: { id } });
    await ask(doctor, tracePatient, { params: { id } });
    // whoever can be opened can be found, as the row they are kept under
    if (status === 200) {
      const { items } = await doctor.get(searchPatients, { query: { query: answer.name } });
      expect(items.map((item) => item.id)).toContain(answer.keptUnder?.id ?? id);
    }
  }
  for (const digits of numbers) await ask(doctor, searchPatients, { query: { query: digits } });
  return { told, rows };
}

it('in any order: no row is lost, and every answer is what it would be if no other hospital existed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const [theirs, nobodys] = [0, 1].map(() => [numberOf('male', 1971), numberOf('male', 1972), numberOf('male', 1973)]) as [
        string[],
        string[],
      ];
      // the other hospital knows the same people, has joined two of them, and sends one to the hospital that will hear of them
      const elsewhere: string[] = [];
      for (const digits of theirs) elsewhere.push((await withNumber(other, `乙${stories}`, digits, { phone: '13900000000' })).id);
      const [keepId, mergedId] = elsewhere as [string, string, string];
      const { id } = await other.get(proposeMerge, { body: { keepId, mergedId, reason: '乙' } });
      await otherSecond.get(confirmMerge, { params: { id }, body: { version: 1 } });
      const seen = async () => teller()(await Promise.all(elsewhere.map((one) => other.get(getPatient, { params: { id: one } }))));
      const before = await seen();

      const withOthers = await play(steps, theirs);
      const alone = await play(steps, nobodys);
      expect(withOthers.told).toEqual(alone.told);
      expect(withOthers.told.join()).not.toContain('13900000000');
      expect(await seen()).toBe(before);

      const { rows } = await database.owner.query<{ n: number; lost: number }>(
        `select count(*)::int as n, count(*) filter (where r.same_as is not null and not exists (
           select 1 from patient_relation k where k.institution_id = r.institution_id and k.patient_id = r.same_as))::int as lost
         from patient_relation r where r.institution_id = $1 and r.patient_id = any($2)`,
        [world.county.id, alone.rows],
      );
      expect(rows[0]).toEqual({ n: alone.rows.length, lost: 0 });
    }),
    { numRuns: 25 },
  );
}, 120_000);
