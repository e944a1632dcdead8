import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { personalChannels, type PersonalChannel } from './channel.js';
import { groupOf, nextRung, planDeliveries, usualTelling, type Telling } from './delivery-plan.js';
import { localTime } from './quiet-hours.js';

const Time = fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const Channels = fc.subarray([...personalChannels]);
const Zone = fc.constantFrom('Asia/Shanghai', 'Asia/Urumqi', 'UTC', 'Asia/Kathmandu', 'America/New_York');
const Now = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2027-01-01T00:00:00Z'), noInvalidDate: true });
const AnyTelling: fc.Arbitrary<Telling> = fc.record({
  rules: fc.record({ immediate: Channels, referral: Channels, duty: Channels, administration: Channels }),
  quiet: fc.option(fc.record({ from: Time, to: Time })),
  digestAt: fc.option(Time),
  escalateAfterMinutes: fc.integer({ min: 1, max: 60 }),
});
const plan = (more: Partial<Parameters<typeof planDeliveries>[0]>) =>
  planDeliveries({
    group: 'referral',
    telling: { ...usualTelling(personalChannels), rules: { referral: ['sms'] } },
    available: personalChannels,
    now: new Date('2026-11-22T02:00:00Z'),
    zone: 'Asia/Shanghai',
    ...more,
  });

describe('what is immediate', () => {
  it('always leaves, at once, and by a channel that reaches whenever there is one', () => {
    fc.assert(
      fc.property(AnyTelling, Channels, Now, Zone, (telling, available, now, zone) => {
        const planned = plan({ group: 'immediate', telling, available, now, zone });
        expect(planned.length).toBeGreaterThan(0);
        expect(planned.every(({ at, digest }) => at.getTime() === now.getTime() && !digest)).toBe(true);
        const reaches = planned.some(({ channel }) => available.includes(channel));
        expect(reaches).toBe(available.length > 0);
      }),
    );
  });
  it('leaves by every channel that was chosen', () => {
    fc.assert(
      fc.property(AnyTelling, Channels, (telling, available) => {
        const left = plan({ group: 'immediate', telling, available }).map(({ channel }) => channel);
        expect(left).toEqual(expect.arrayContaining([...(telling.rules.immediate ?? [])]));
      }),
    );
  });
  it.each<[string, PersonalChannel[], PersonalChannel[], PersonalChannel[]]>([
    ['usually by text message and call', ['sms', 'voice'], ['sms', 'voice', 'email'], ['sms', 'voice']],
    ['by the first that reaches when the chosen one does not', ['email'], ['voice'], ['voice', 'email']],
    ['by a text message that will be shown as undelivered when nothing reaches', [], [], ['sms']],
  ])('%s', (_, immediate, available, left) => {
    const telling = { ...usualTelling([]), rules: { immediate } };
    expect(
      plan({ group: 'immediate', telling, available })
        .map(({ channel }) => channel)
        .sort(),
    ).toEqual(left.sort());
  });
});

describe('what is not immediate', () => {
  it('leaves by the chosen channels and no other, never in quiet hours, never before it happened', () => {
    fc.assert(
      fc.property(
        AnyTelling,
        Channels,
        Now,
        Zone,
        fc.constantFrom('referral', 'duty', 'administration'),
        (telling, available, now, zone, group) => {
          const planned = plan({ group, telling, available, now, zone });
          expect(planned.map(({ channel }) => channel)).toEqual(telling.rules[group]);
          for (const { at, digest } of planned) {
            expect(at.getTime()).toBeGreaterThanOrEqual(now.getTime());
            expect(digest).toBe(telling.digestAt !== null);
            const [from, to, shown] = [telling.quiet?.from ?? '', telling.quiet?.to ?? '', localTime(at, zone)];
            const quiet = from < to ? shown >= from && shown < to : from > to && (shown >= from || shown < to);
            expect([at.toISOString(), from, to, quiet]).toEqual([at.toISOString(), from, to, false]);
          }
        },
      ),
    );
  });
  it('that is of no use later leaves now, by the chosen channels and no other', () => {
    fc.assert(
      fc.property(AnyTelling, Channels, Now, Zone, (telling, available, now, zone) => {
        const planned = plan({ telling, available, now, zone, punctual: true });
        expect(planned.map(({ channel }) => channel).sort()).toEqual([...(telling.rules.referral ?? [])].sort());
        expect(planned.every(({ at, digest }) => at.getTime() === now.getTime() && !digest)).toBe(true);
      }),
    );
  });
  it('is told at once where nothing else was asked for', () => {
    expect(plan({})).toEqual([{ channel: 'sms', at: new Date('2026-11-22T02:00:00Z'), digest: false }]);
  });
  it('is collected until the time of day of the digest', () => {
    const telling = { ...usualTelling([]), rules: { referral: ['sms' as const] }, digestAt: '17:30' };
    expect(plan({ telling })).toEqual([{ channel: 'sms', at: new Date('2026-11-22T09:30:00Z'), digest: true }]);
    // one that is about to leave takes nothing more
    expect(plan({ telling, now: new Date('2026-11-22T09:29:30Z') })[0]?.at).toEqual(new Date('2026-11-23T09:30:00Z'));
  });
  it('of one day is one message', () => {
    fc.assert(
      fc.property(Now, Time, fc.nat(3_600), (now, digestAt, seconds) => {
        const telling = { ...usualTelling([]), rules: { referral: ['sms' as const] }, digestAt };
        const [first, second] = [now, new Date(now.getTime() + seconds * 1000)].map(
          (at) => plan({ telling, now: at })[0]?.at.getTime() ?? 0,
        ) as [number, number];
        expect([0, 86_400_000]).toContain(second - first);
      }),
    );
  });
});

it('climbs to a channel that wakes and was not tried, then to people, and ends', () => {
  fc.assert(
    fc.property(Channels, Channels, (tried, available) => {
      const rung = nextRung(tried, available);
      if (rung === 'people') expect(available.filter((channel) => channel !== 'email' && !tried.includes(channel))).toEqual([]);
      else expect([available.includes(rung), tried.includes(rung), rung === 'email']).toEqual([true, false, false]);
    }),
  );
  expect(nextRung([], personalChannels)).toBe('sms');
  expect(nextRung(['sms'], personalChannels)).toBe('voice');
});

it('belongs to one group', () => {
  expect(['referral', 'consultation', 'shift', 'alliance', 'person'].map((topic) => groupOf(topic, false))).toEqual([
    'referral',
    'referral',
    'duty',
    'administration',
    'administration',
  ]);
  expect(groupOf('alliance', true)).toBe('immediate');
});
