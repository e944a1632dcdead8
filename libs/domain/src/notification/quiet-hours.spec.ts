import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localTime, nextLocal, quietUntil } from './quiet-hours.js';

const at = (text: string) => new Date(text);
const shanghai = 'Asia/Shanghai';

describe('the next time a clock shows something', () => {
  it('is within a day, later than now, and shows it', () => {
    const Time = fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    const Now = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(Time, Now, fc.constantFrom(shanghai, 'UTC', 'Asia/Kathmandu'), (time, now, zone) => {
        const next = nextLocal(time, now, zone);
        expect(localTime(next, zone)).toBe(time);
        expect(next.getTime()).toBeGreaterThan(now.getTime() - 1);
        expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(24 * 3_600_000);
      }),
    );
  });
  it('follows a clock that is moved in between', () => {
    expect(nextLocal('07:00', at('2026-03-08T04:00:00Z'), 'America/New_York')).toEqual(at('2026-03-08T11:00:00Z'));
    expect(nextLocal('07:00', at('2026-11-01T03:00:00Z'), 'America/New_York')).toEqual(at('2026-11-01T12:00:00Z'));
  });
});

describe('quiet hours', () => {
  const night = { from: '22:00', to: '07:00' };
  it.each([
    ['before them', '2026-11-22T13:59:59Z', null],
    ['when they begin', '2026-11-22T14:00:00Z', '2026-11-22T23:00:00Z'],
    ['after midnight', '2026-11-22T17:30:00Z', '2026-11-22T23:00:00Z'],
    ['in their last second', '2026-11-22T22:59:59Z', '2026-11-22T23:00:00Z'],
    ['when they end', '2026-11-22T23:00:00Z', null],
  ])('run over midnight: %s', (_, now, until) => {
    expect(quietUntil(at(now), night, shanghai)?.toISOString() ?? null).toBe(until && at(until).toISOString());
  });
  it('within a day', () => {
    expect(quietUntil(at('2026-11-22T05:00:00Z'), { from: '12:00', to: '14:00' }, shanghai)).toEqual(at('2026-11-22T06:00:00Z'));
    expect(quietUntil(at('2026-11-22T03:59:00Z'), { from: '12:00', to: '14:00' }, shanghai)).toBeNull();
  });
  it('of no length are none', () => {
    expect(quietUntil(at('2026-11-22T05:00:00Z'), { from: '13:00', to: '13:00' }, shanghai)).toBeNull();
    expect(quietUntil(at('2026-11-22T05:00:00Z'), null, shanghai)).toBeNull();
  });
});
