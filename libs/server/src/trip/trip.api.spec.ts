import * as contract from '@alliance/contracts/trip.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { inHours, personOf } from '../testing/on-call.story.js';
import { reportOf, startTripStory, type TripStory } from '../testing/trip.story.js';

let told: TripStory;
const by = (id: string) => ({ params: { id } });

beforeAll(async () => {
  told = await startTripStory();
});
afterAll(() => told.end());

describe('a link for the crew', () => {
  it('shows where to, whom to ring, sex and age, and nothing that says who it is', async () => {
    const id = await told.onTheWay();
    const token = await told.issue(id);
    expect(token).toMatch(/^[\w-]{43}$/);
    const { status, answer } = await told.look(token);
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      from: { name: 'county hospital' },
      to: { name: 'lead hospital', department: { zh: '心内科' } },
      patient: { sex: 'female', age: 40 },
      phase: 'on_the_way',
    });
    expect(JSON.stringify(answer)).not.toMatch(/柳如烟|lry|胸痛|心肌/);
  });

  it('keeps its token nowhere: only a hash, which the portal itself cannot read', async () => {
    const id = await told.onTheWay();
    const token = await told.issue(id);
    const { rows } = await told.database.owner.query<{ found: boolean }>(
      `select exists (select 1 from trip where encode(token_hash, 'escape') like '%' || $1 || '%') or exists (select 1 from event where data::text like '%' || $1 || '%')
         or exists (select 1 from idempotency where request_hash = $1) as found`,
      [token],
    );
    expect(rows[0]?.found).toBe(false);
    const { rows: grants } = await told.database.owner.query<{ reads: boolean }>(
      `select has_column_privilege('alliance_app', 'trip', 'token_hash', 'select') as reads`,
    );
    expect(grants[0]?.reads).toBe(false);
  });

  it('replaces the one before', async () => {
    const id = await told.onTheWay();
    const first = await told.issue(id);
    const second = await told.issue(id);
    expect((await told.look(first)).problem.code).toBe('link.invalid');
    expect((await told.look(second)).status).toBe(200);
    expect(await told.eventsOf(id, 'referral.trip_link_issued')).toHaveLength(2);
  });

  it('given out twice at once leaves one that works', async () => {
    const id = await told.onTheWay();
    const tokens = await Promise.all([told.issue(id), told.issue(id), told.issue(id)]);
    const statuses = await Promise.all(tokens.map(async (token) => (await told.look(token)).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });

  it('refuses unknown, revoked, expired and ended ones alike', async () => {
    const revoked = await told.onTheWay();
    const revokedToken = await told.issue(revoked);
    expect((await told.sender.get(contract.revokeTripLink, by(revoked))).link).toBeNull();
    const ended = await told.onTheWay();
    const endedToken = await told.issue(ended);
    await told.database.owner.query(`update referral set state = 'arrived', arrived_at = now() - interval '61 minutes' where id = $1`, [
      ended,
    ]);
    const cancelled = await told.onTheWay();
    const cancelledToken = await told.issue(cancelled);
    await told.database.owner.query(`update referral set state = 'cancelled' where id = $1`, [cancelled]);
    const expired = await told.onTheWay();
    const expiredToken = await told.issue(expired);
    await told.database.owner.query(
      `update trip set issued_at = issued_at - interval '13 hours', expires_at = expires_at - interval '12 hours' where referral_id = $1`,
      [expired],
    );
    const unknown = randomBytes(32).toString('base64url');
    const answers = await Promise.all([revokedToken, endedToken, cancelledToken, expiredToken, unknown].map((token) => told.look(token)));
    expect(new Set(answers.map(({ status, problem: { requestId: _, ...rest } }) => JSON.stringify([status, rest])))).toHaveProperty(
      'size',
      1,
    );
    expect(answers[0]).toMatchObject({ status: 404, problem: { code: 'link.invalid' } });
    for (const token of [revokedToken, endedToken, cancelledToken, expiredToken, unknown])
      expect((await told.report(reportOf(token))).problem.code).toBe('link.invalid');
  });

  it('still answers for an hour after the arrival', async () => {
    const id = await told.onTheWay();
    const token = await told.issue(id);
    await told.database.owner.query(`update referral set state = 'arrived', arrived_at = now() - interval '59 minutes' where id = $1`, [
      id,
    ]);
    expect((await told.look(token)).answer).toMatchObject({ phase: 'arrived' });
  });

  it('names a hospital off the platform with its own phone', async () => {
    const id = await told.onTheWay({ outside: true, birthDate: null });
    expect((await told.look(await told.issue(id))).answer).toMatchObject({
      to: { name: '邻省人民医院', phone: '0999-120120', department: null },
      patient: { age: null },
    });
  });

  it('says what was estimated for somebody whose birthday nobody knows', async () => {
    const id = await told.onTheWay({ birthDate: null });
    const year = told.api.clock.now().getUTCFullYear() - 40;
    await told.database.owner.query(
      'update patient_relation set estimated_birth_year = $2 where patient_id = (select patient_id from referral where id = $1)',
      [id, year],
    );
    expect((await told.look(await told.issue(id))).answer.patient.age).toBe(40);
  });

  it('rings whoever is on duty in the house that sends, else its own line, and somebody of another house only without one', async () => {
    const { owner } = told.database;
    const token = await told.issue(await told.onTheWay());
    expect((await told.look(token)).answer.from).toMatchObject({ person: null, phone: '120' });
    await owner.query(`update institution set phone = '0871-6600110' where id = $1`, [told.world.county.id]);
    expect((await told.look(token)).answer.from).toEqual({ name: 'county hospital', person: null, phone: '0871-6600110' });
    await owner.query(
      `insert into on_call_shift (id, institution_id, person_id, phone, during) values ($1, $2, $3, '13900000066', tstzrange($4, $5))`,
      [randomUUIDv7(), told.world.county.id, await personOf(told.database, 'county.doctor'), inHours(-1), inHours(4)],
    );
    expect((await told.look(token)).answer.from).toMatchObject({ person: 'person county.doctor', phone: '13900000066' });
  });

  it('leaves a trace of who gave it out and that it was looked at, by nobody in particular', async () => {
    const id = await told.onTheWay();
    await told.look(await told.issue(id));
    const { rows } = await told.database.owner.query<{ action: string; person: boolean; institution_id: string }>(
      'select action, person_id is not null as person, institution_id from audit_entry where $1 = any(object_ids) order by id',
      [id],
    );
    expect(rows).toEqual([
      { action: 'referral.trip_link_issued', person: true, institution_id: told.world.county.id },
      { action: 'trip.look', person: false, institution_id: told.world.county.id },
    ]);
  });
});

describe('who may', () => {
  it('see a journey: both hospitals, nobody else', async () => {
    const id = await told.onTheWay();
    expect((await told.sender.get(contract.getTrip, by(id))).may).toEqual({ issue: true, revoke: false, activate: false });
    expect((await told.receiver.get(contract.getTrip, by(id))).may).toEqual({ issue: false, revoke: false, activate: true });
    for (const [username, code] of [
      ['other.doctor', 'referral.not_found'],
      ['township.doctor', 'referral.not_found'],
      ['office', 'access.denied'],
      ['county.admin', 'access.denied'],
      ['auditor', 'access.denied'],
    ] as const) {
      const stranger = await told.api.as(username);
      for (const ask of [
        stranger.ask(contract.getTrip, by(id)),
        stranger.ask(contract.issueTripLink, by(id)),
        stranger.ask(contract.revokeTripLink, by(id)),
        stranger.ask(contract.activateTeam, { ...by(id), body: { team: 'stemi' } }),
      ])
        expect((await ask).problem.code).toBe(code);
    }
  });

  it('give out a link: the side that sends; call a team: the side that waits', async () => {
    const id = await told.onTheWay();
    expect((await told.receiver.ask(contract.issueTripLink, by(id))).problem.code).toBe('referral.not_your_action');
    expect((await told.receiver.ask(contract.revokeTripLink, by(id))).problem.code).toBe('referral.not_your_action');
    expect((await told.sender.ask(contract.activateTeam, { ...by(id), body: { team: 'stemi' } })).problem.code).toBe(
      'referral.not_your_action',
    );
  });

  it.each([
    ['arrived', 'immediate'],
    ['closed', 'immediate'],
    ['submitted', 'urgent'],
    ['returned', 'urgent'],
  ])('nothing for one that is %s (%s)', async (state, urgency) => {
    const id = await told.onTheWay({ state, urgency });
    expect((await told.sender.ask(contract.issueTripLink, by(id))).problem.code).toBe('referral.wrong_state');
    expect((await told.receiver.ask(contract.activateTeam, { ...by(id), body: { team: 'stemi' } })).problem.code).toBe(
      'referral.wrong_state',
    );
  });

  it('an immediate one has its link before anybody answered', async () => {
    const id = await told.onTheWay({ state: 'submitted' });
    expect((await told.look(await told.issue(id))).answer.phase).toBe('waiting');
  });
});
