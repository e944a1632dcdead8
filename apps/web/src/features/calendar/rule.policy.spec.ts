import { describe, expect, it } from '@jest/globals';
import { draftOf, emptyDraft, endOf, isTime, lengthOf, ruleOf, type RuleDraft } from './rule.policy';

const where = { id: 'rule', zone: 'Asia/Shanghai' };
const draft = (change: Partial<RuleDraft> = {}): RuleDraft => ({ ...emptyDraft('2026-11-23'), ...change });

describe('a rule and its form', () => {
  it.each<[string, Partial<RuleDraft>, string | null]>([
    ['every week', {}, 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;WKST=MO'],
    ['every other Tuesday', { days: ['TU'], every: 2 }, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=MO'],
    ['one date', { once: true, days: [] }, null],
    [
      'a protected session',
      { kinds: ['multidisciplinary'], protected: true, without: ['2026-12-31'] },
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;WKST=MO',
    ],
    ['a night', { from: '22:00', until: '06:00' }, 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;WKST=MO'],
  ])('%s comes back as it was written', (_, change, rrule) => {
    const rule = ruleOf(draft(change), where);
    expect(rule.rrule).toBe(rrule);
    expect(draftOf(rule)).toEqual(draft(change));
  });

  it('is left alone where it repeats in a way the form does not know', () => {
    for (const rrule of ['FREQ=MONTHLY;BYDAY=1MO', 'FREQ=WEEKLY;BYDAY=MO;COUNT=3', 'FREQ=DAILY'])
      expect(draftOf({ ...ruleOf(draft(), where), rrule })).toBeNull();
  });

  it('protects nothing without a kind, and counts over midnight', () => {
    expect(ruleOf(draft({ protected: true }), where)).toMatchObject({ protected: false, kinds: null, minutes: 240 });
    expect([lengthOf('22:00', '06:00'), lengthOf('08:00', '24:00'), endOf({ startsAt: '22:00', minutes: 480 })]).toEqual([
      480,
      960,
      '06:00',
    ]);
    expect(['08:00', '24:00', '8:00', '25:00', '08:60'].map(isTime)).toEqual([true, true, false, false, false]);
  });
});
