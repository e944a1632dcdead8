import * as adoption from '@alliance/contracts/adoption.contract';
import * as alliance from '@alliance/contracts/alliance.contract';
import * as audit from '@alliance/contracts/audit.contract';
import * as attachment from '@alliance/contracts/attachment.contract';
import * as judgement from '@alliance/contracts/judgement.contract';
import * as notification from '@alliance/contracts/notification.contract';
import * as patient from '@alliance/contracts/patient.contract';
import * as person from '@alliance/contracts/person.contract';
import * as protocol from '@alliance/contracts/protocol.contract';
import * as search from '@alliance/contracts/protocol-search.contract';
import * as referralQueue from '@alliance/contracts/referral-queue.contract';
import * as referral from '@alliance/contracts/referral.contract';
import * as replay from '@alliance/contracts/replay.contract';
import { routesOf } from '@alliance/contracts/route';
import * as session from '@alliance/contracts/session.contract';
import * as timeline from '@alliance/contracts/timeline.contract';
import { describe, expect, it } from '@jest/globals';
import { isKeptAnswer, isKeptFile, keyOf, stamped } from './kept-answers';

const id = '0199aa00-0000-7000-8000-000000000001';
const contracts = [
  adoption,
  alliance,
  attachment,
  audit,
  judgement,
  notification,
  patient,
  person,
  protocol,
  search,
  referral,
  referralQueue,
  replay,
  session,
  timeline,
];
const gets = contracts.flatMap(routesOf).filter(({ method }) => method === 'GET');
const addressOf = (path: string) => `/api${path.replace(/:n\b/g, '3').replace(/:\w+/g, id)}`;

describe('what is kept on a machine for reading without a line', () => {
  it('is what a protocol needs, of all that can be asked', () => {
    expect(gets.length).toBeGreaterThan(30);
    expect(
      gets
        .map(({ path }) => path)
        .filter((path) => isKeptAnswer(addressOf(path)) || isKeptFile(addressOf(path)))
        .toSorted(),
    ).toEqual([
      '/criteria/facts',
      '/protocol-files/:id',
      '/protocols',
      '/protocols/:id',
      '/protocols/:id/adoption',
      '/protocols/:id/versions/:n',
      '/protocols/:id/versions/:n/reading',
    ]);
  });

  it('is none of the addresses that only look like it', () => {
    for (const path of [
      `/api/protocols/${id}/readers`,
      `/api/protocols/${id}/../../patients`,
      '/api/protocols/new/versions/1',
      '/api/session',
    ])
      expect(isKeptAnswer(path)).toBe(false);
  });

  it('belongs to one appointment', () => {
    const url = 'https://portal.example/api/protocols?limit=50';
    expect(keyOf(url, 'a')).not.toBe(keyOf(url, 'b'));
    expect(keyOf(url, 'a')).toBe(keyOf(url, 'a'));
    expect(keyOf(url, null)).toContain('limit=50');
  });

  it('says when the server gave it, and brings no clock of then', async () => {
    const answer = new Response('{"id":1}', { headers: { date: 'Sun, 22 Nov 2026 07:00:00 GMT', 'content-type': 'application/json' } });
    const copy = await stamped(answer, 'x-kept-at', '2026-11-22T07:00:00.000Z');
    expect(copy.headers.get('date')).toBeNull();
    expect(copy.headers.get('x-kept-at')).toBe('2026-11-22T07:00:00.000Z');
    expect(copy.headers.get('content-type')).toBe('application/json');
    expect(await copy.json()).toEqual({ id: 1 });
  });
});
