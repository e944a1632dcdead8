import * as attachment from '@alliance/contracts/attachment.contract';
import { listEvents } from '@alliance/contracts/event.contract';
import { listNotifications } from '@alliance/contracts/notification.contract';
import { searchPatients } from '@alliance/contracts/patient.contract';
import * as actions from '@alliance/contracts/referral-action.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import * as journey from '@alliance/contracts/referral-journey.contract';
import * as late from '@alliance/contracts/referral-late.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import * as referral from '@alliance/contracts/referral.contract';
import { routesOf, type Route } from '@alliance/contracts/route';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { pngBytes } from '../testing/documents.js';
import { doctorSubmits, referralSlice } from '../testing/referral.story.js';
import { actionBodies } from '../testing/referral-bodies.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld } from '../testing/world.js';

let database: TestDatabase;
let api: TestApi;
let outsiders: Person[];
let insider: Person;
let referralId: string;
let version: number;
let fileId: string;

const png = new File([new Uint8Array(pngBytes())], '../心电图.png', { type: 'text/html' });

beforeAll(async () => {
  database = await cloneDatabase();
  const world = await makeWorld(database);
  api = await startApi(database, referralSlice);
  insider = await api.as('county.doctor');
  outsiders = await Promise.all(['other.doctor', 'other.coordinator', 'township.doctor'].map((name) => api.as(name)));
  ({ id: referralId, version } = await doctorSubmits(insider, world));
  fileId = (await insider.get(attachment.attachFile, { params: { id: referralId }, body: { file: png } })).id;
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

/** A valid body everywhere, so that only the right to see decides. */
const bodies: Record<string, object> = {
  ...actionBodies(),
  completeLate: { summary: 'x' },
  recordConsent: { consentGiver: 'patient', consentName: 'x', consentScope: 'receiver' },
  recordInsurance: { place: null, filing: 'pending', number: null },
};
const withId = [
  ...routesOf(referral),
  ...routesOf(actions),
  ...routesOf(journey),
  ...routesOf(ending),
  ...routesOf(late),
  ...routesOf(attachment),
].filter(({ path }) => path.includes(':id'));

describe('an outsider', () => {
  it.each(withId.map((route): [string, Route] => [`${route.method} ${route.path}`, route]))('gets 404 from %s', async (_, route) => {
    const id = route.path.startsWith('/files') ? fileId : referralId;
    const action = route.path.split('/').at(-1) ?? '';
    const body = route.kind === 'form' ? { file: png } : route.body ? { version, ...bodies[action] } : undefined;
    for (const outsider of outsiders) {
      const reply = await outsider.ask(route, { params: { id }, body } as never);
      expect([reply.status, JSON.stringify(reply.answer).includes('张三丰')]).toEqual([404, false]);
    }
  });

  it('finds nothing in any list', async () => {
    for (const outsider of outsiders) {
      for (const side of ['inbound', 'outbound'] as const) {
        expect((await outsider.get(listReferrals, { query: { side } })).items).toEqual([]);
        expect((await outsider.get(listReferrals, { query: { side, state: 'submitted', name: '张' } })).items).toEqual([]);
      }
      expect((await outsider.get(searchPatients, { query: { query: '张' } })).items).toEqual([]);
      expect((await outsider.get(listEvents, { query: {} })).items).toEqual([]);
      expect((await outsider.get(listNotifications, { query: {} })).items).toEqual([]);
    }
  });
});

describe('a document', () => {
  it('is known by its bytes, and its name cannot leave the folder', async () => {
    const view = await insider.get(referral.getReferral, { params: { id: referralId } });
    expect(view.attachments).toMatchObject([{ name: '心电图.png', mediaType: 'image/png' }]);
    const { status, headers } = await insider.ask(attachment.downloadFile, { params: { id: fileId } });
    expect([status, headers['content-type'], headers['content-security-policy'], headers['x-content-type-options']]).toEqual([
      200,
      'image/png',
      'sandbox',
      'nosniff',
    ]);
    expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''/);
  });
  it.each([
    ['a page', '<html><script>alert(1)</script>'],
    ['a program', '\u007fELF'],
  ])('that is %s is refused', async (_, text) => {
    const { status, problem } = await insider.ask(attachment.attachFile, {
      params: { id: referralId },
      body: { file: new File([text], 'x.pdf', { type: 'application/pdf' }) },
    });
    expect([status, problem.code]).toEqual([415, 'file.type_refused']);
  });
});

it('a document that is sent twice under one key is kept once', async () => {
  const keyed = insider.with({ 'idempotency-key': `attach-${referralId}` });
  const send = () => keyed.ask(attachment.attachFile, { params: { id: referralId }, body: { file: png } });
  const [first, second] = [await send(), await send()];
  expect([first.status, second.status, second.answer.id]).toEqual([201, 201, first.answer.id]);
});
