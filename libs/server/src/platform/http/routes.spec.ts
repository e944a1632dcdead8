import { getReferral, referralTimeline } from '@alliance/contracts/referral.contract';
import { Controller } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { Handle } from './handle.js';
import { compareRoutes } from './routes.js';

@Controller()
class Complete {
  @Handle(getReferral)
  get(): never {
    throw new Error('not called');
  }
}
@Controller()
class Twice {
  @Handle(getReferral)
  again(): never {
    throw new Error('not called');
  }
}
const serving = (...controllers: (new () => object)[]) =>
  ({ getControllers: () => controllers.map((type) => ({ instance: new type() })) }) as never;

describe('the boot compares contracts and handlers', () => {
  it('is content with exactly one handler for each route', () => {
    expect(() => compareRoutes([getReferral], serving(Complete))).not.toThrow();
  });
  it('refuses a route without a handler', () => {
    expect(() => compareRoutes([getReferral, referralTimeline], serving(Complete))).toThrow('GET /referrals/:id/timeline has 0 handlers');
  });
  it('refuses a route with two', () => {
    expect(() => compareRoutes([getReferral], serving(Complete, Twice))).toThrow('GET /referrals/:id has 2 handlers');
  });
  it('refuses a handler of a route that no contract lists', () => {
    expect(() => compareRoutes([], serving(Complete))).toThrow('Complete.get serves GET /referrals/:id, which no contract lists');
  });
});
