import type { Role } from '@alliance/domain/access/actor';
import { permissionsOf } from '@alliance/domain/access/may';
import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { someId, startWholeApi, type GuardedRoute, type WholeApi } from '@alliance/server/testing/whole-api';
import { makeWorld } from '@alliance/server/testing/world';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModule } from './app.module.js';
import { contracts } from './contracts.js';

let database: TestDatabase;
let whole: WholeApi;
let auditor: Readonly<Record<string, string>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await makeWorld(database);
  const pages = mkdtempSync(join(tmpdir(), 'alliance-pages-'));
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>portal</title>');
  whole = await startWholeApi(database, (config) => AppModule.with(config), contracts, { WEB_DIR: pages });
  whole.door.open.add('POST /session');
  auditor = (await whole.api.as('auditor')).headers;
});
afterAll(async () => {
  await whole.api.close();
  await database.drop();
});

const json = { 'content-type': 'application/json' };
interface Form {
  readonly method?: string;
  readonly path?: (path: string) => string;
  readonly headers?: (route: GuardedRoute) => Record<string, string>;
}
const capitals = (path: string) => path.toUpperCase();
const inside = (path: string, between: string) => path.replace(/\/(?=[^/]*$)/, between);

/** Ways to write the same address, or to mean another one, that have gone around guards of other products. */
const forms: readonly [string, Form][] = [
  ['HEAD', { method: 'HEAD' }],
  ['OPTIONS', { method: 'OPTIONS' }],
  ['PUT', { method: 'PUT' }],
  ['PATCH', { method: 'PATCH' }],
  ['TRACE', { method: 'TRACE' }],
  ['climbing', { path: (path) => `/api/x/../..${path}` }],
  ['climbing, encoded', { path: (path) => `/api/%2e%2e${path}` }],
  ['climbing from a public place', { path: (path) => `/health/live/..%2f..${path}` }],
  ['staying', { path: (path) => inside(path, '/./') }],
  ['staying, encoded', { path: (path) => inside(path, '/%2e/') }],
  ['two slashes at the beginning', { path: (path) => `/${path}` }],
  ['two slashes inside', { path: (path) => inside(path, '//') }],
  ['an encoded slash', { path: (path) => inside(path, '%2f') }],
  ['a slash encoded twice', { path: (path) => inside(path, '%252f') }],
  ['a backslash', { path: (path) => inside(path, '\\') }],
  ['a parameter of the path', { path: (path) => `${path};x` }],
  ['a parameter inside', { path: (path) => inside(path, ';x/') }],
  ['capitals', { path: capitals }],
  ['a capital prefix', { path: (path) => path.replace('/api', '/Api') }],
  ['a dot at the end', { path: (path) => `${path}.` }],
  ['a suffix', { path: (path) => `${path}.json` }],
  ['a slash at the end', { path: (path) => `${path}/` }],
  ['an encoded slash at the end', { path: (path) => `${path}%2f` }],
  ['a space at the end', { path: (path) => `${path}%20` }],
  ['a tab at the end', { path: (path) => `${path}%09` }],
  ['nothing at the end', { path: (path) => `${path}%00` }],
  ['an encoded prefix', { path: (path) => path.replace('/api', '/%61pi') }],
  ['an encoded letter', { path: (path) => path.replace(/[a-z](?=[^/]*$)/, (letter) => `%${letter.charCodeAt(0).toString(16)}`) }],
  ['a fragment', { path: (path) => `${path}%23x` }],
  ['an encoded question mark', { path: (path) => `${path}%3fx` }],
  ['the address of a proxy', { path: (path) => `http://127.0.0.1${path}` }],
  ['without the prefix', { path: (path) => path.replace('/api', '') }],
  [
    'another method by header',
    { method: 'GET', headers: ({ route }) => ({ 'x-http-method-override': route.method, 'x-method-override': route.method }) },
  ],
  ['a harmless method by header', { headers: () => ({ 'x-http-method-override': 'OPTIONS', 'x-http-method': 'HEAD' }) }],
  ['another method by query', { method: 'GET', path: (path) => `${path}?_method=POST` }],
  [
    'a public address by header',
    { headers: () => ({ 'x-original-url': '/health/live', 'x-rewrite-url': '/api/sign-on', 'x-forwarded-uri': '/api/sign-on' }) },
  ],
  [
    'a trusted place by header',
    {
      headers: () => ({
        'x-forwarded-for': '127.0.0.1',
        'x-real-ip': '127.0.0.1',
        forwarded: 'for=127.0.0.1',
        'x-forwarded-host': 'localhost',
        'x-internal': '1',
      }),
    },
  ],
  ['an older version of the framework', { headers: () => ({ 'accept-version': '0', 'x-middleware-subrequest': 'middleware' }) }],
];

const bodyOf = (method: string) => (['POST', 'PUT', 'PATCH'].includes(method) ? '{}' : '');
async function send(route: GuardedRoute, { method = route.route.method, path = (same) => same, headers = () => ({}) }: Form, who = {}) {
  const body = bodyOf(method);
  return whole.ask(method, path(route.path), { ...(body && json), accept: 'application/json', ...who, ...headers(route) }, body);
}
const refusals = new Set([400, 401, 403, 404, 405, 415]);
const closed = () => whole.routes.filter(({ isPublic }) => !isPublic);
const openTo = (role: Role, { isPublic, sessionOnly, permission }: GuardedRoute) =>
  isPublic || sessionOnly || (permission !== undefined && permissionsOf[role].includes(permission));

describe('no way of writing an address goes around the guard (AUT-08)', () => {
  it.each(forms)('%s: nothing runs for nobody', async (_, form) => {
    const answers: string[] = [];
    for (const route of closed()) {
      const { status } = await send(route, form);
      if (!refusals.has(status)) answers.push(`${route.name}: ${status}`);
    }
    expect([answers, whole.door.take()]).toEqual([[], []]);
  });

  it.each(forms)('%s: nothing runs for somebody whose role may not', async (_, form) => {
    const answers: string[] = [];
    for (const route of whole.routes.filter((one) => !openTo('auditor', one))) {
      const { status } = await send(route, form, auditor);
      if (!refusals.has(status)) answers.push(`${route.name}: ${status}`);
    }
    const open = new Set(whole.routes.filter((one) => openTo('auditor', one)).map(({ name }) => name));
    expect([answers, whole.door.take().filter((name) => !open.has(name))]).toEqual([[], []]);
  });

  it('the canonical form is refused by the guard itself: the others were compared with something', async () => {
    for (const route of closed()) expect([route.name, (await send(route, {})).status]).toEqual([route.name, 401]);
    expect([forms.length >= 14, whole.door.take()]).toEqual([true, []]);
  });

  it('a public address stays itself, whatever other address stands beside it', async () => {
    for (const { path, route } of closed()) {
      const beside = { 'x-original-url': path, 'x-rewrite-url': path, 'x-forwarded-uri': path, 'x-http-method-override': route.method };
      await whole.ask('GET', `/api/sign-on?path=${encodeURIComponent(path)}`, beside);
      await whole.ask('POST', `/api/sign-on/${someId}/start`, { ...json, ...beside }, '{}');
    }
    expect(new Set(whole.door.take())).toEqual(new Set(['GET /sign-on', 'POST /sign-on/:id/start']));
  });
});
