import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { startWholeApi, type GuardedRoute, type RawReply, type WholeApi } from '@alliance/server/testing/whole-api';
import { makeWorld } from '@alliance/server/testing/world';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppModule } from './app.module.js';
import { contracts } from './contracts.js';

const portal = 'https://portal.example';
let database: TestDatabase;
let whole: WholeApi;
/** The office, which may most, and somebody else who is signed in as well. */
let office: Record<string, string>;
let other: Record<string, string>;
/** A token of the office that was right until it signed in again. */
let stale: string;

beforeAll(async () => {
  database = await cloneDatabase();
  await makeWorld(database);
  whole = await startWholeApi(database, (config) => AppModule.with(config), contracts, { PUBLIC_URL: portal });
  whole.door.open.add('POST /session');
  stale = String((await whole.api.as('office')).headers['x-csrf-token']);
  office = { ...(await whole.api.as('office')).headers };
  other = { ...(await whole.api.as('lead.admin')).headers };
});
afterAll(async () => {
  await whole.api.close();
  await database.drop();
});

const json = { 'content-type': 'application/json' };
const changing = () => whole.routes.filter(({ route, isPublic }) => route.method !== 'GET' && !isPublic);
const withoutToken = () => ({ cookie: String(office['cookie']) });
const hasBody = ({ route }: GuardedRoute) => route.method !== 'DELETE';
const send = (route: GuardedRoute, headers: Readonly<Record<string, string>>, body = '{}'): Promise<RawReply> =>
  whole.ask(route.route.method, route.path, { ...(hasBody(route) && json), ...headers }, hasBody(route) ? body : '');

describe('another site changes nothing in the name of who is signed in here (SES-04)', () => {
  const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
  const part = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n';
  const forged: [string, () => Record<string, string>, string?][] = [
    ['without the token', withoutToken],
    ['with an empty token', () => ({ ...withoutToken(), 'x-csrf-token': '' })],
    ['with the token of an earlier session', () => ({ ...withoutToken(), 'x-csrf-token': stale })],
    ['with the token of somebody else', () => ({ ...withoutToken(), 'x-csrf-token': String(other['x-csrf-token']) })],
    ['with the token cut short', () => ({ ...office, 'x-csrf-token': String(office['x-csrf-token']).slice(0, -1) })],
    ['with the token in a cookie', () => ({ cookie: `${office['cookie']}; x-csrf-token=${office['x-csrf-token']}` })],
    ['from another origin, with the token', () => ({ ...office, origin: 'https://evil.example' })],
    ['from a part of our name', () => ({ ...office, origin: 'https://portal.example.evil.example' })],
    ['from our name without TLS', () => ({ ...office, origin: 'http://portal.example' })],
    ['from our name on another port', () => ({ ...office, origin: 'https://portal.example:8443' })],
    ['from no origin that can be named', () => ({ ...office, origin: 'null' })],
    ['from another site, as the browser says', () => ({ ...office, 'sec-fetch-site': 'cross-site' })],
    ['as text', () => ({ ...withoutToken(), 'content-type': 'text/plain' })],
    ['as a form', () => ({ ...withoutToken(), 'content-type': 'application/x-www-form-urlencoded' }), 'a=b'],
    ['as a form with a file', () => ({ ...withoutToken(), ...multipart }), part],
    ['by a bearer that is a cookie', () => ({ authorization: `Bearer ${String(office['cookie']).split('=')[1]}` })],
  ];
  it.each(forged)('%s', async (_, headers, body = '{}') => {
    const answers: string[] = [];
    for (const route of changing()) {
      const { status } = await send(route, headers(), body);
      if (![400, 401, 403, 415].includes(status)) answers.push(`${route.name}: ${status}`);
    }
    expect([answers, whole.door.take()]).toEqual([[], []]);
  });
  it('as text or as a form, even with the token', async () => {
    const answers: string[] = [];
    for (const [type, body] of [
      ['text/plain', '{}'],
      ['application/x-www-form-urlencoded', 'a=b'],
      ['application/csp-report', '{}'],
      ['multipart/form-data; boundary=x', part],
    ] as const)
      for (const route of changing().filter((one) => hasBody(one) && one.route.kind !== 'form')) {
        const { status } = await send(route, { ...office, 'content-type': type }, body);
        if (status !== 415 && status !== 403) answers.push(`${route.name} as ${type}: ${status}`);
      }
    expect([answers, whole.door.take()]).toEqual([[], []]);
  });
  it('and nobody signs a browser in to an account of theirs: public addresses take no form, no text and no other origin', async () => {
    const answers: string[] = [];
    for (const route of whole.routes.filter(({ route: { method }, isPublic }) => isPublic && method !== 'GET'))
      for (const [headers, body] of [
        [{ origin: 'https://evil.example' }, '{}'],
        [{ 'sec-fetch-site': 'cross-site' }, '{}'],
        [{ 'content-type': 'text/plain' }, '{"username":"office","password":"right-Horse-2026"}'],
        [{ 'content-type': 'application/x-www-form-urlencoded' }, 'username=office&password=right-Horse-2026'],
        [multipart, part],
      ] as [Record<string, string>, string][]) {
        const { status, setCookies } = await send(route, headers, body);
        if (![403, 415].includes(status) || setCookies.length) answers.push(`${route.name} ${JSON.stringify(headers)}: ${status}`);
      }
    expect([answers, whole.door.take()]).toEqual([[], []]);
  });
  it('while the portal’s own pages reach every route', async () => {
    for (const route of changing().filter(({ permission, sessionOnly }) => sessionOnly || permission === 'machine.manage')) {
      const { status } = await send(route, { ...office, origin: portal, 'sec-fetch-site': 'same-origin' });
      expect([route.name, status]).toEqual([route.name, 503]);
    }
    expect(whole.door.take().length).toBeGreaterThan(5);
  });
});

describe('every cookie (SES-06)', () => {
  it('is bound to this host and to TLS, read by no script and sent by no other site', async () => {
    whole.door.open.add('DELETE /session');
    const lines: string[] = [];
    const fresh = (await whole.api.as('county.admin')).headers;
    const body = JSON.stringify({ username: 'county.doctor', password: 'right-Horse-2026' });
    lines.push(...(await whole.ask('POST', '/api/session', json, body)).setCookies);
    lines.push(...(await whole.ask('DELETE', '/api/session', fresh)).setCookies);
    for (const { route, path } of whole.routes) lines.push(...(await whole.ask(route.method, path, office)).setCookies);
    for (const path of ['/', '/api/docs', '/health/ready', '/oauth/token']) lines.push(...(await whole.ask('GET', path)).setCookies);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split('; ');
      expect(pair).toMatch(/^__Host-/);
      expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']));
      expect(attributes.filter((attribute) => attribute.startsWith('Domain'))).toEqual([]);
    }
  });
});
