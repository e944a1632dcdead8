import { roles, type Role } from '@alliance/domain/access/actor';
import { grantableScopes } from '@alliance/domain/access/machine-scope';
import { permissionsOf } from '@alliance/domain/access/may';
import { permissions, type Permission } from '@alliance/domain/access/permission';
import type { Person } from '@alliance/server/testing/app';
import { machineToken, newMachineKey, registerMachine } from '@alliance/server/testing/machine';
import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { startWholeApi, type GuardedRoute, type WholeApi } from '@alliance/server/testing/whole-api';
import { makeWorld, type World } from '@alliance/server/testing/world';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { AppModule } from './app.module.js';
import { contracts } from './contracts.js';

/** All that answers without a session; whoever adds one to it has thought about it. */
const publicRoutes = [
  'POST /session',
  'POST /session/passkey/challenge',
  'POST /session/passkey',
  'POST /invitations/look',
  'POST /invitations/accept',
  'POST /password-resets',
  'POST /password-resets/redeem',
  'GET /sign-on',
  'POST /sign-on/:id/start',
  'POST /sign-on/finish',
  'POST /trip',
  'POST /trip/reports',
  'POST /patient-status',
  'POST /patient-status/stop-messages',
  'GET /calendar/:file',
  'POST /result-pass',
  'GET /public/hospitals/:id/recognition',
];

let database: TestDatabase;
let world: World;
let whole: WholeApi;
const people = {} as Record<Role, Person>;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  whole = await startWholeApi(database, (config) => AppModule.with(config), contracts);
  for (const name of ['POST /session', 'token']) whole.door.open.add(name);
  for (const role of roles) people[role] = await somebody(role);
});
afterAll(async () => {
  await whole.api.close();
  await database.drop();
});

/** Somebody of the county hospital with one appointment in that role. */
async function somebody(role: Role): Promise<Person> {
  const [person, username] = [randomUUID(), `walker.${role}`];
  const like = await database.owner.query(`select password_hash from account where username = 'county.doctor'`);
  await database.owner.query('insert into person (id, name) values ($1, $2)', [person, username]);
  await database.owner.query('insert into account (id, person_id, username, password_hash) values ($1, $2, $3, $4)', [
    randomUUID(),
    person,
    username,
    like.rows[0].password_hash,
  ]);
  await database.owner.query(
    `insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, $4, '[2020-01-01,)')`,
    [randomUUID(), person, world.county.id, role],
  );
  return whole.api.as(username);
}

const emptyForm = {
  type: 'multipart/form-data; boundary=x',
  body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
};
const emptyJson = { type: 'application/json', body: '{}' };
const emptyBytes = { type: 'application/octet-stream', body: '' };
function ask({ route: { method, kind, media }, path }: GuardedRoute, headers: Readonly<Record<string, string>>) {
  if (method === 'GET' || method === 'DELETE') return whole.ask(method, path, headers);
  const { type, body } = kind === 'form' ? emptyForm : kind === 'bytes' ? { ...emptyBytes, ...(media && { type: media }) } : emptyJson;
  return whole.ask(method, path, { 'content-type': type, ...headers }, body);
}
const closed = () => whole.routes.filter(({ isPublic }) => !isPublic);

describe('every route', () => {
  it('is public by name, or guarded by a permission that the table of roles knows, or only by a session', () => {
    expect(
      whole.routes
        .filter(({ isPublic }) => isPublic)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...publicRoutes].sort());
    const unguarded = closed().filter(({ sessionOnly, permission }) => !sessionOnly && (!permission || !permissions.includes(permission)));
    expect(unguarded.map(({ name }) => name)).toEqual([]);
    expect(whole.routes.length).toBeGreaterThan(40);
  });
  it('every permission opens a route, and some role has it', () => {
    const used = new Set(whole.routes.map(({ permission }) => permission));
    expect(permissions.filter((permission) => !used.has(permission))).toEqual([]);
    const held = new Set(Object.values(permissionsOf).flat());
    expect(permissions.filter((permission) => !held.has(permission))).toEqual([]);
  });
});

describe('without a session nothing runs (AUT-05)', () => {
  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const tokenOf = (person: Person) => String(person.headers['cookie']).replace('sid=', '');

  /** What is no session: a name for it and the headers that carry it. */
  async function pretences(): Promise<[string, Record<string, string>][]> {
    const live = people.management_office;
    const sessionOf = async (username: string, change: string) => {
      const person = await whole.api.as(username);
      const sql = `where person_id = (select person_id from account where username = '${username}')`;
      await database.owner.query(change.startsWith('delete') ? `${change} ${sql}` : `update session set ${change} ${sql}`);
      return person.headers;
    };
    const { rows } = await database.owner.query(
      `select s.id, s.account_id, s.person_id, encode(s.token_hash, 'hex') as hash from session s join account a on a.id = s.account_id where a.username = 'walker.management_office'`,
    );
    const token = tokenOf(live);
    const unsigned = `${base64({ alg: 'none', typ: 'JWT' })}.${base64({ sub: rows[0].account_id, role: 'management_office', exp: 9_999_999_999 })}.`;
    const cookies: [string, string][] = [
      ['an empty one', ''],
      ['an invented one', randomBytes(32).toString('base64url')],
      ['one with its last letter changed', token.slice(0, -1) + (token.endsWith('A') ? 'Q' : 'A')],
      ['one cut short', token.slice(0, -1)],
      ['one that goes on', `${token}A`],
      ['one in capitals', token.toUpperCase()],
      ['the id of a session', rows[0].id],
      ['the id of an account', rows[0].account_id],
      ['the id of a person', rows[0].person_id],
      ['the hash of a token', rows[0].hash],
      ['the token against forgery', String(live.headers['x-csrf-token'])],
      ['an unsigned JSON Web Token', unsigned],
      ['an injection', "' or 1=1 --"],
    ];
    return [
      ['no cookie', {}],
      ...cookies.map(
        ([name, value]) => [`a cookie with ${name}`, { cookie: `sid=${encodeURIComponent(value)}` }] as [string, Record<string, string>],
      ),
      ['a cookie of another name', { cookie: `__Host-sid=${token}; session=${token}; SID=${token}` }],
      ['an expired session', await sessionOf('county.doctor', `expires_at = now() - interval '1 second'`)],
      ['a session gone idle', await sessionOf('county.coordinator', `seen_at = now() - interval '31 minutes'`)],
      ['a session that was ended', await sessionOf('lead.doctor', 'delete from session')],
      ['the token of a session as bearer', { authorization: `Bearer ${token}` }],
      ['an unsigned JSON Web Token as bearer', { authorization: `Bearer ${unsigned}` }],
      ['an invented bearer', { authorization: `Bearer ${randomBytes(32).toString('base64url')}` }],
      ['an empty bearer beside a right cookie', { ...live.headers, authorization: 'Bearer ' }],
      ['a name and password', { authorization: `Basic ${Buffer.from('county.doctor:right-Horse-2026').toString('base64')}` }],
      [
        'a name in headers of a proxy',
        { 'x-forwarded-user': 'county.doctor', 'x-remote-user': 'county.doctor', 'x-user-id': rows[0].person_id },
      ],
    ].map(([name, headers]) => [name, { 'x-csrf-token': String(live.headers['x-csrf-token']), ...(headers as object) }]) as never;
  }

  it('whatever is sent instead: every answer is 401', async () => {
    const tried = await pretences();
    const answers: string[] = [];
    for (const route of closed())
      for (const [name, headers] of tried) {
        const { status } = await ask(route, headers);
        if (status !== 401) answers.push(`${route.name} with ${name}: ${status}`);
      }
    expect([answers, whole.door.take()]).toEqual([[], []]);
    expect(tried.length * closed().length).toBeGreaterThan(1_000);
  });
});

describe('a role reaches exactly what the table says', () => {
  const reachedBy = async (route: GuardedRoute, headers: Readonly<Record<string, string>>) => {
    const { status, body } = await ask(route, headers);
    const reached = whole.door.take().includes(route.name);
    expect([route.name, status, reached ? '' : JSON.parse(body).code]).toEqual([
      route.name,
      reached ? 503 : 403,
      reached ? '' : 'access.denied',
    ]);
    return reached;
  };
  it.each(roles)('%s', async (role) => {
    for (const route of closed()) {
      const expected = route.sessionOnly || permissionsOf[role].includes(route.permission as Permission);
      expect([route.name, await reachedBy(route, people[role].headers)]).toEqual([route.name, expected]);
    }
  });

  it('nobody whose proof is older than ten minutes does what asks for a fresh one', async () => {
    await database.owner.query(`update session set stepped_up_at = now() - interval '601 seconds'`);
    const asking = closed().filter(({ stepUp }) => stepUp);
    for (const route of asking)
      for (const role of roles.filter((one) => permissionsOf[one].includes(route.permission as Permission))) {
        const { status, body } = await ask(route, people[role].headers);
        expect([route.name, status, JSON.parse(body).code]).toEqual([route.name, 403, 'session.step_up_required']);
      }
    expect([asking.length > 5, whole.door.take()]).toEqual([true, []]);
    await database.owner.query('update session set stepped_up_at = now()');
  });

  it('a machine reaches what its scopes say, without what needs a person', async () => {
    const key = await newMachineKey();
    const bearerFor = async (scopes: readonly Permission[]) => {
      whole.door.open.add('POST /machine-clients');
      const { id } = await registerMachine(people.member_administrator, key, scopes);
      whole.door.open.delete('POST /machine-clients');
      return { authorization: `Bearer ${(await machineToken(whole.api, id, key)).body.access_token}` };
    };
    for (const scopes of [grantableScopes, ...grantableScopes.map((scope) => [scope])]) {
      const headers = await bearerFor(scopes);
      for (const route of closed()) {
        const expected = !route.sessionOnly && !route.stepUp && scopes.includes(route.permission as Permission);
        expect([route.name, scopes, await reachedBy(route, headers)]).toEqual([route.name, scopes, expected]);
      }
    }
  });
});
