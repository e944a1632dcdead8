import { assessmentOutcomes } from '@alliance/domain/quality-certificate/certificate.machine';
import { markOn, type AssessedLine, type OutOfControl } from '@alliance/domain/quality-certificate/marks-of';
import { assessorLevels } from '@alliance/domain/recognition/recognition.codes';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { Database } from '../platform/db/database.js';
import { startApi, type TestApi } from '../testing/app.js';
import { confirmed, flagged, personOf } from '../testing/certificate.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { mapCodes } from '../testing/test-result.story.js';
import { makeWorld, type World } from '../testing/world.js';
import { MarkReader } from './mark.reader.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let person: string;
const item = '718-7';
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await mapCodes(database);
  person = await personOf(database, world.county.id);
  api = await startApi(database, { features: [], contracts: [] });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});
beforeEach(() =>
  database.owner.query(
    'delete from recognition_mark; delete from internal_quality_flag; delete from quality_certificate_item; delete from quality_certificate; delete from mark_day',
  ),
);

const line = (more: Partial<AssessedLine> = {}): AssessedLine => ({
  ...{ certificateId: randomUUID(), level: 'city', outcome: 'passed', validFrom: '2026-01-01', validUntil: '2026-06-30', revokedOn: null },
  ...more,
});
interface Change {
  item_code: string;
  before_label: string | null;
  after_label: string | null;
}
const refresh = (on: string) =>
  api.app
    .get(Database)
    .write({ institutionId: world.county.id }, (tx) => tx.rows<Change>('select * from refresh_recognition_marks($1)', [on]));
const at = async (performedAt: string) =>
  (
    await api.app
      .get(Database)
      .read({ institutionId: world.lead.id }, (tx) =>
        new MarkReader().at(tx, { institutionId: world.county.id, itemCodes: [item], performedAt: new Date(performedAt) }),
      )
  ).get(item);
const rowVersions = async () => (await database.owner.query('select xmin::text, * from recognition_mark order by item_code, valid')).rows;

describe('a mark holds', () => {
  it.each([
    ['Asia/Shanghai', '+08:00'],
    ['Asia/Urumqi', '+06:00'],
  ])('from the first to the last second of its paper in %s', async (zone, offset) => {
    await database.owner.query('update institution set time_zone = $2 where id = $1', [world.county.id, zone]);
    await confirmed(database, world.county.id, person, item, line());
    await refresh('2026-03-01');
    const moments = ['2025-12-31T23:59:59', '2026-01-01T00:00:00', '2026-06-30T23:59:59', '2026-07-01T00:00:00'];
    const found = [];
    for (const moment of moments) found.push((await at(`${moment}${offset}`))?.label);
    expect(found).toEqual([undefined, 'HR city', 'HR city', undefined]);
    await database.owner.query(`update institution set time_zone = 'Asia/Shanghai' where id = $1`, [world.county.id]);
  });

  it('by its own days, however late the daily job comes', async () => {
    await confirmed(database, world.county.id, person, item, line());
    await refresh('2026-03-01');
    expect(await at('2026-07-01T08:00:00+08:00')).toBeUndefined();
    expect(await refresh('2026-07-05')).toEqual([{ item_code: item, before_label: 'HR city', after_label: null }]);
    expect(await refresh('2026-07-05')).toEqual([]);
  });
});

describe('the daily job', () => {
  it('writes nothing the second time', async () => {
    await confirmed(database, world.county.id, person, item, line());
    expect(await refresh('2026-03-01')).toEqual([{ item_code: item, before_label: null, after_label: 'HR city' }]);
    const [first, day] = [await rowVersions(), (await database.owner.query('select xmin::text from mark_day')).rows];
    expect(await refresh('2026-03-01')).toEqual([]);
    expect([await rowVersions(), (await database.owner.query('select xmin::text from mark_day')).rows]).toEqual([first, day]);
    expect(first).toHaveLength(1);
  });

  it('sees only the hospital for which it acts', async () => {
    await confirmed(database, world.county.id, person, item, line());
    await api.app
      .get(Database)
      .write({ institutionId: world.other.id }, (tx) => tx.rows('select * from refresh_recognition_marks($1)', ['2026-03-01']));
    expect(await rowVersions()).toEqual([]);
  });

  it('says the same as the rule, day by day', async () => {
    const dayOf = (n: number) => new Date(Date.UTC(2026, 1, 1 + n)).toISOString().slice(0, 10);
    const day = fc.integer({ min: 0, max: 24 });
    const lines = fc.array(
      fc
        .tuple(fc.constantFrom(...assessorLevels), fc.constantFrom(...assessmentOutcomes), day, day, fc.option(day))
        .map(([level, outcome, from, length, revoked]): AssessedLine =>
          line({
            level,
            outcome,
            validFrom: dayOf(from),
            validUntil: dayOf(from + length),
            revokedOn: revoked === null ? null : dayOf(revoked),
          }),
        ),
      { maxLength: 6 },
    );
    const flags = fc.array(
      fc
        .tuple(day, fc.integer({ min: 0, max: 5 }))
        .map(([from, length]): OutOfControl => ({ from: dayOf(from), until: dayOf(from + length) })),
      { maxLength: 2 },
    );
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(lines, flags, async (said, out) => {
        await database.owner.query(
          'delete from recognition_mark; delete from internal_quality_flag; delete from quality_certificate_item; delete from quality_certificate',
        );
        for (const each of said) await confirmed(database, world.county.id, person, item, each);
        for (const each of out) await flagged(database, world.county.id, person, item, each);
        await refresh(dayOf(0));
        const { rows } = await database.owner.query<{ day: string; certificate_id: string }>(
          `select n::date::text as day, certificate_id from generate_series(date '2026-01-31', date '2026-03-25', interval '1 day') n
           join recognition_mark m on m.valid @> n::date`,
        );
        const marks = new Map(rows.map((row) => [row.day, row.certificate_id]));
        for (let n = -1; n <= 52; n++)
          expect([dayOf(n), marks.get(dayOf(n))]).toEqual([dayOf(n), markOn(said, out, dayOf(n))?.certificateId]);
        kept += rows.length;
      }),
      { numRuns: 150 },
    );
    expect(kept).toBeGreaterThan(500);
  }, 60_000);
});
