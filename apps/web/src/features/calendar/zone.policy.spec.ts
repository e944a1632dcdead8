import { describe, expect, it } from '@jest/globals';
import { dateIn, instantOf, minutesOf, offsetOf, periodOf, spanIn, wallOf } from './zone.policy';

const berlin = 'Europe/Berlin';

describe('the wall of a zone', () => {
  it.each([
    ['2026-10-24T09:00', '2026-10-24T07:00:00.000Z'],
    ['2026-10-26T09:00', '2026-10-26T08:00:00.000Z'],
    // an hour that the clocks leave out is one later
    ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
  ])('%s in Berlin is %s', (wall, instant) => expect(instantOf(wall, berlin)).toBe(instant));

  it('says nothing of what is no time', () => {
    for (const wall of ['', 'soon', '2026-02-30T09:00']) expect(instantOf(wall, berlin)).toBeNull();
  });

  it('goes there and back over the change of clocks, and the week has an hour more', () => {
    for (let hour = 0; hour < 200; hour += 1) {
      const instant = new Date(Date.UTC(2026, 9, 20) + hour * 3_600_000).toISOString();
      const back = instantOf(wallOf(instant, berlin), berlin) ?? '';
      // the hour that comes twice is read as its first
      expect([0, -60]).toContain((Date.parse(back) - Date.parse(instant)) / 60_000);
    }
    const week = periodOf('2026-10-25', berlin, 7);
    expect(week).toEqual({ first: '2026-10-19', startsAt: '2026-10-18T22:00:00.000Z', endsAt: '2026-10-25T23:00:00.000Z' });
    expect(minutesOf(week)).toBe(7 * 1440 + 60);
    expect([offsetOf('2026-10-24T07:00:00Z', berlin), offsetOf('2026-10-26T08:00:00Z', berlin)]).toEqual(['UTC+2', 'UTC+1']);
    expect(offsetOf('2026-10-26T08:00:00Z', 'Asia/Kolkata')).toBe('UTC+5.5');
  });

  it('names the day of the zone, and the second day where it ends on another', () => {
    expect(dateIn('2026-10-25T23:30:00Z', berlin)).toBe('2026-10-26');
    const night = { startsAt: '2026-10-25T15:00:00Z', endsAt: '2026-10-25T16:30:00Z' };
    expect(spanIn(night, 'Asia/Shanghai', 'zh')).toBe('10月25日周日 23:00–10月26日周一 00:30');
    expect(spanIn(night, berlin, 'zh')).toBe('10月25日周日 16:00–17:30');
  });
});
