import * as contract from '@alliance/contracts/trip.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { inHours, personOf } from '../testing/on-call.story.js';
import { fromThePhone, reportOf, startTripStory, type TripStory } from '../testing/trip.story.js';

let told: TripStory;
const by = (id: string) => ({ params: { id } });

beforeAll(async () => {
  told = await startTripStory();
});
afterAll(() => told.end());

describe('a report of the crew', () => {
  it('reaches both hospitals, with an event each screen hears', async () => {
    const id = await told.onTheWay();
    const token = await told.issue(id);
    expect(await told.report(reportOf(token, { observations: ['chest_pain'] }))).toMatchObject({
      status: 201,
      answer: { recordedLate: false },
    });
    for (const side of [told.sender, told.receiver])
      expect((await side.get(contract.getTrip, by(id))).reports).toMatchObject([
        { kind: 'vital_signs', vitalSigns: { sbp: 118, spo2: 97 }, observations: ['chest_pain'], news2: 0, deteriorating: false },
      ]);
    const [event] = await told.eventsOf(id, 'referral.vital_signs_reported');
    expect(event).toMatchObject({ recipients: [told.world.county.id, told.world.lead.id], person_id: null, data: { news2: 0 } });
  });

  it('sent again after a lost answer is kept once', async () => {
    const id = await told.onTheWay();
    const body = reportOf(await told.issue(id));
    const first = await told.report(body);
    const again = await told.report(body);
    expect(again).toMatchObject({ status: 201, answer: first.answer });
    expect(await told.eventsOf(id, 'referral.vital_signs_reported')).toHaveLength(1);
    expect((await told.sender.get(contract.getTrip, by(id))).reports).toHaveLength(1);
  });

  it('of another journey is not taken under the same id', async () => {
    const first = reportOf(await told.issue(await told.onTheWay()));
    expect((await told.report(first)).status).toBe(201);
    const other = await told.onTheWay();
    expect((await told.report({ ...first, token: await told.issue(other) })).problem.code).toBe('link.invalid');
    expect((await told.sender.get(contract.getTrip, by(other))).reports).toEqual([]);
  });

  it('that waited for a line keeps its own time and is marked late; one from the future is of now', async () => {
    const id = await told.onTheWay();
    const token = await told.issue(id);
    const earlier = new Date(Date.now() - 11 * 60_000).toISOString();
    expect((await told.report(reportOf(token, { measuredAt: earlier }))).answer.recordedLate).toBe(true);
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const { receivedAt, recordedLate } = (await told.report(reportOf(token, { measuredAt: soon }))).answer;
    expect(recordedLate).toBe(false);
    const { reports } = await told.receiver.get(contract.getTrip, by(id));
    expect(reports.map((each) => [each.measuredAt, each.recordedLate])).toEqual([
      [earlier, true],
      [receivedAt, false],
    ]);
  });

  it.each([
    ['an impossible value', { vitalSigns: { spo2: 120 } }],
    ['a fact that is no vital sign', { vitalSigns: { troponin: 3 } as never }],
    ['nothing of its kind', { kind: 'problem' as const }],
    ['two kinds at once', { problem: 'at_the_door' as const }],
    ['an id that is none', { id: '7' }],
  ])('with %s is refused', async (_, more) => {
    const token = await told.issue(await told.onTheWay());
    expect((await told.report(reportOf(token, more))).problem.code).toBe('request.invalid');
  });

  it('cannot be written around the link, not even by the portal itself', async () => {
    const { rows } = await told.database.owner.query<{ writes: boolean }>(
      `select has_table_privilege('alliance_app', 'trip_report', 'insert') or has_table_privilege('alliance_app', 'trip_report', 'update')
         or has_table_privilege('alliance_app', 'trip_report', 'delete') as writes`,
    );
    expect(rows[0]?.writes).toBe(false);
  });
});

describe('what moves the hour of arrival', () => {
  const inMinutes = (minutes: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + minutes * 60_000).toISOString();
  const estimate = (token: string, at: string, more: Partial<contract.ReportFromTrip> = {}) =>
    told.report(reportOf(token, { kind: 'estimated_arrival', estimatedArrivalAt: at, ...more }));
  const standing = async (id: string) =>
    (
      await told.database.owner.query<{ version: number; next_action_at: Date }>(
        'select version, next_action_at from referral where id = $1',
        [id],
      )
    ).rows[0];

  it('is the crew’s last word: the queue waits for it, and thirty minutes after it somebody is told', async () => {
    const id = await told.onTheWay();
    const token = await told.issue(id);
    const at = inMinutes(50);
    expect((await estimate(token, at)).status).toBe(201);
    expect(await standing(id)).toMatchObject({ version: 2, next_action_at: new Date(at) });
    expect((await told.look(token)).answer.estimatedArrivalAt).toBe(at);
    expect(await told.eventsOf(id, 'referral.arrival_estimated')).toMatchObject([{ version: 2, data: { estimatedArrivalAt: at } }]);
    const { rows } = await told.database.owner.query<{ due_at: Date }>(
      `select due_at from timer where subject_id = $1 and kind = 'trip.overdue'`,
      [id],
    );
    expect(rows).toEqual([{ due_at: new Date(Date.parse(at) + 1_800_000) }]);
  });

  it('is not what was said before that and came later', async () => {
    const id = await told.onTheWay();
    const token = await told.issue(id);
    const at = inMinutes(50);
    await estimate(token, at);
    await estimate(token, inMinutes(20), { measuredAt: new Date(Date.now() - 300_000).toISOString() });
    expect(await standing(id)).toMatchObject({ version: 2, next_action_at: new Date(at) });
    expect((await told.sender.get(contract.getTrip, by(id))).estimatedArrivalAt).toBe(at);
  });

  it('is no day on which this journey cannot end: the alarm is not put off for ever', async () => {
    const id = await told.onTheWay();
    const before = await standing(id);
    expect((await estimate(await told.issue(id), inMinutes(13 * 60))).problem.code).toBe('request.invalid');
    expect(await standing(id)).toEqual(before);
  });

  it('is only said, not waited for, before the patient left', async () => {
    const id = await told.onTheWay({ state: 'submitted' });
    const before = await standing(id);
    const at = inMinutes(50);
    await estimate(await told.issue(id), at);
    expect(await standing(id)).toEqual(before);
    expect((await told.receiver.get(contract.getTrip, by(id))).estimatedArrivalAt).toBe(at);
  });
});

describe('a patient who gets worse on the way', () => {
  const bad = { sbp: 82, hr: 135, rr: 28, spo2: 88 };

  it('rings at once, and not with every report', async () => {
    const id = await told.onTheWay();
    const token = await told.issue(id);
    await told.report(reportOf(token, { vitalSigns: bad }));
    await told.report(reportOf(token, { vitalSigns: bad }));
    expect(await told.eventsOf(id, 'referral.deteriorating')).toMatchObject([
      {
        data: { urgency: 'immediate', news2: 12, departmentId: told.world.lead.departmentId },
        recipients: [told.world.county.id, told.world.lead.id],
      },
    ]);
    expect(await told.eventsOf(id, 'referral.vital_signs_reported')).toMatchObject([{ data: { deteriorating: 1 } }]);
    expect((await told.receiver.get(contract.getTrip, by(id))).reports.map(({ deteriorating }) => deteriorating)).toEqual([true, true]);
  });

  it('rings nobody for what was measured before the last good values', async () => {
    const id = await told.onTheWay();
    const token = await told.issue(id);
    await told.report(reportOf(token));
    await told.report(reportOf(token, { vitalSigns: bad, measuredAt: new Date(Date.now() - 1_200_000).toISOString() }));
    expect(await told.eventsOf(id, 'referral.deteriorating')).toEqual([]);
  });

  it('rings when the crew says so; other problems are told', async () => {
    const id = await told.onTheWay();
    const token = await told.issue(id);
    await told.report(reportOf(token, { kind: 'problem', problem: 'deteriorated' }));
    await told.report(reportOf(token, { kind: 'problem', problem: 'vehicle_broken_down' }));
    expect(await told.eventsOf(id, 'referral.deteriorating')).toHaveLength(1);
    expect(await told.eventsOf(id, 'referral.vehicle_broken_down')).toHaveLength(1);
  });
});

describe('a team', () => {
  it('is told by name, with phone and time, on both sides; called twice it stays called once', async () => {
    const id = await told.onTheWay();
    const personId = await personOf(told.database, 'lead.coordinator');
    await told.database.owner.query(
      `insert into on_call_shift (id, institution_id, department_id, person_id, phone, during) values ($1, $2, $3, $4, '13900000077', tstzrange($5, $6))`,
      [randomUUIDv7(), told.world.lead.id, told.world.lead.departmentId, personId, inHours(-1), inHours(4)],
    );
    await told.receiver.get(contract.activateTeam, { ...by(id), body: { team: 'stemi' } });
    const { teams } = await told.receiver.get(contract.activateTeam, { ...by(id), body: { team: 'stemi' } });
    expect(teams).toMatchObject([
      {
        team: 'stemi',
        by: 'person lead.doctor',
        told: [{ person: 'person lead.coordinator', phone: '13900000077', department: { zh: '心内科' } }],
      },
    ]);
    expect((await told.sender.get(contract.getTrip, by(id))).teams).toEqual(teams);
    const { rows } = await told.database.owner.query<{ data: object; concerns: string[] }>(
      `select data, concerns from event where subject_id = $1 and kind = 'referral.team_activated'`,
      [id],
    );
    expect(rows).toEqual([{ data: { team: 'stemi', people: 1, urgency: 'immediate' }, concerns: [personId] }]);
  });
});

describe('somebody who asks too much', () => {
  it('is slowed down: one crew sends no more than sixty reports a minute', async () => {
    const id = await told.onTheWay();
    const token = await told.issue(id);
    for (let n = 0; n < 60; n++) expect((await told.report(reportOf(token))).status).toBe(201);
    expect(await told.report(reportOf(token))).toMatchObject({ status: 429, problem: { code: 'request.too_many' } });
    expect((await told.sender.get(contract.getTrip, by(id))).reports).toHaveLength(60);
  });

  it('and guessing a link is over after a hundred tries', async () => {
    const address = '10.77.0.1';
    const token = await told.issue(await told.onTheWay());
    const guess = (guessed: string) => fromThePhone(told.api, contract.lookAtTrip, { body: { token: guessed } }, address);
    for (let n = 0; n < 100; n++) expect((await guess(randomBytes(32).toString('base64url'))).status).toBe(404);
    expect((await guess(token)).status).toBe(429);
    expect((await told.look(token)).status).toBe(200);
  });
});
