import { getReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import type { AskOf, Route } from '@alliance/contracts/route';
import type { Person } from './app.js';
import { inTwoHours } from './referral.story.js';

/** One action on the version that was seen, as specs tell it. */
export const step = async <R extends Route>(who: Person, route: R, { id, version }: { id: string; version: number }, more: object = {}) =>
  (await who.get(route, { params: { id }, body: { version, ...more } } as AskOf<R>)) as ReferralView;
export const refused = async <R extends Route>(
  who: Person,
  route: R,
  { id, version }: { id: string; version: number },
  more: object = {},
) => (await who.ask(route, { params: { id }, body: { version, ...more } } as AskOf<R>)).problem.code;
export const sees = async (who: Person, id: string) => (await who.ask(getReferral, { params: { id } })).status;
export const taken = { arriveBy: inTwoHours(), place: '抢救室', phone: '0990-5550120', physician: '韩医师', bedRoute: 'via_emergency' };
