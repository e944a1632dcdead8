import * as contract from '@alliance/contracts/trip.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import { startWorker, type Person } from '../testing/app.js';
import { eventually } from '../testing/eventually.js';
import { inHours, personOf } from '../testing/on-call.story.js';
import { reportOf, startTripStory, tripWork, type TripStory } from '../testing/trip.story.js';

let told: TripStory;
let worker: INestApplicationContext;

beforeAll(async () => {
  told = await startTripStory();
  worker = await startWorker(told.database, tripWork);
  const { owner } = told.database;
  await owner.query(
    `insert into on_call_shift (id, institution_id, department_id, person_id, phone, during) values ($1, $2, $3, $4, '13900000077', tstzrange($5, $6))`,
    [
      randomUUIDv7(),
      told.world.lead.id,
      told.world.lead.departmentId,
      await personOf(told.database, 'lead.coordinator'),
      inHours(-1),
      inHours(4),
    ],
  );
});
afterAll(async () => {
  await worker.close();
  await told.end();
});

const minutes = (n: number) => new Date(Date.now() + n * 60_000);
const asks = (id: string, dueAt: Date) =>
  told.database.owner.query(
    `insert into timer (id, kind, subject_id, due_at, acting_institution) values ($1, 'trip.overdue', $2, $3, $4)`,
    [randomUUIDv7(), id, dueAt, told.world.county.id],
  );
const overdue = async (id: string) =>
  (
    await told.database.owner.query<{ data: object; recipients: string[] }>(
      `select data, recipients from event where subject_id = $1 and kind = 'referral.overdue_on_way'`,
      [id],
    )
  ).rows;
const allFired = () =>
  eventually(async () => {
    const { rows } = await told.database.owner.query('select 1 from timer where fired_at is null and due_at < now()');
    expect(rows).toEqual([]);
  }, 15_000);

describe('thirty minutes after the estimate', () => {
  it('both hospitals are told once that nobody confirmed the arrival, and the receiver’s desks ring', async () => {
    const at = minutes(-31);
    const id = await told.onTheWay({ nextActionAt: at });
    await asks(id, new Date(at.getTime() + 1_800_000));
    await asks(id, new Date(at.getTime() + 1_800_000));
    await allFired();
    expect(await overdue(id)).toEqual([
      {
        data: { urgency: 'immediate', estimatedArrivalAt: at.toISOString(), departmentId: told.world.lead.departmentId },
        recipients: [told.world.county.id, told.world.lead.id],
      },
    ]);
    await eventually(async () => {
      const { rows } = await told.database.owner.query<{ recipient: string; alarm: boolean }>(
        `select recipient, alarm from inbox where subject_id = $1 and kind = 'referral.overdue_on_way' order by alarm`,
        [id],
      );
      expect(rows).toEqual([
        { recipient: told.world.county.id, alarm: false },
        { recipient: told.world.lead.id, alarm: true },
      ]);
    });
  }, 30_000);

  it.each([
    ['who arrived', { state: 'arrived', nextActionAt: minutes(-31) }],
    ['whose estimate was put off', { nextActionAt: minutes(5) }],
  ])(
    'nobody is told of somebody %s',
    async (_, more) => {
      const id = await told.onTheWay(more);
      await asks(id, minutes(-1));
      await allFired();
      expect(await overdue(id)).toEqual([]);
    },
    30_000,
  );
});

describe('who was rung', () => {
  it('stands on both sides with name, place and time, and says who looked', async () => {
    const id = await told.onTheWay();
    await told.report(reportOf(await told.issue(id), { kind: 'problem', problem: 'deteriorated' }));
    const rung = async (person: Person) => (await person.get(contract.getTrip, { params: { id } })).rung;
    await eventually(async () =>
      expect(await rung(told.sender)).toMatchObject([
        { institution: 'lead hospital', person: 'person lead.coordinator', department: { zh: '心内科' }, onDuty: true, seenAt: null },
      ]),
    );
    await told.database.owner.query('update notification set read_at = now() where subject_id = $1', [id]);
    const [seen] = await rung(told.receiver);
    expect(seen?.seenAt).not.toBeNull();
  });

  it('counts whoever looked at the referral, without the bell; somebody else’s look is not theirs', async () => {
    const id = await told.onTheWay();
    await told.report(reportOf(await told.issue(id), { kind: 'problem', problem: 'deteriorated' }));
    const look = async (person: Person) =>
      (await person.get(contract.getTrip, { params: { id } })).rung.map(({ person, seenAt }) => [person, seenAt !== null]);
    await eventually(async () => expect(await look(told.sender)).toEqual([['person lead.coordinator', false]]));
    await look(told.receiver);
    expect(await look(told.sender)).toEqual([['person lead.coordinator', false]]);
    await look(await told.api.as('lead.coordinator'));
    expect(await look(told.sender)).toEqual([['person lead.coordinator', true]]);
  });
});
