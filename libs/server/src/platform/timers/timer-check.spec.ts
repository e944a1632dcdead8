import { describe, expect, it } from '@jest/globals';
import { HandlesTimer } from './timer.js';
import { insistOnHandlers } from './timer-check.js';

class Watch {
  @HandlesTimer('replay.watch')
  async watch(): Promise<void> {
    await Promise.resolve();
  }
}
const providing = (...instances: object[]) => ({ getProviders: () => instances.map((instance) => ({ instance })) }) as never;

describe('kinds of timers', () => {
  it('that all have a handler let the worker start', () => {
    expect(() => insistOnHandlers(providing(new Watch()), ['replay.watch'])).not.toThrow();
  });
  it('without one keep it from starting, by name', () => {
    expect(() => insistOnHandlers(providing(new Watch()))).toThrow(
      /^timers without a handler: referral\.response_due, .*notification\.escalate$/,
    );
  });
  it('with two as well', () => {
    expect(() => insistOnHandlers(providing(new Watch(), new Watch()), [])).toThrow('replay.watch have a second handler');
  });
});
