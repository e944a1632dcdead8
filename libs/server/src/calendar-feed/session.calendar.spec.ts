import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { calendarOf, entryOf, invitationOf, type CalendarSession, type Invitee } from './session.calendar.js';

const portal = { origin: 'https://portal.example', from: 'portal@alliance.example' };
const id = '01900000-0000-7000-8000-000000000001';
const session: CalendarSession = {
  ...{ id, number: 'HZ7K-Q2M9', kind: 'scheduled', specialty: 'cardiovascular', organiser: '云岭县人民医院', hospitals: ['省人民医院'] },
  ...{ startsAt: new Date('2026-11-24T06:00:00Z'), endsAt: new Date('2026-11-24T06:30:00Z') },
  ...{ sequence: 3, changedAt: new Date('2026-11-20T01:02:03Z') },
};
const invitee: Invitee = { name: '王医生', email: 'wang@hospital.example', accepted: true };

const parse = (text: string) => new ICAL.Component(ICAL.parse(text) as unknown[]);
const events = (text: string) => parse(text).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one)); // prettier-ignore
const only = (text: string) => events(text)[0] as ICAL.Event;
const textOf = (text: string, name: string) => only(text).component.getFirstPropertyValue(name)?.toString();

describe('an invitation', () => {
  const text = invitationOf('request', session, invitee, portal);
  it('is a request of the inviting hospital, with who is asked, when, which time it is, and a reminder', () => {
    expect(parse(text).getFirstPropertyValue('method')).toBe('REQUEST');
    expect(only(text)).toMatchObject({ uid: `consultation-${id}@portal.example`, sequence: 3, summary: '远程会诊 HZ7K-Q2M9 · 心血管' });
    expect(textOf(text, 'dtstamp')).toBe('2026-11-20T01:02:03Z');
    expect(textOf(text, 'organizer')).toBe('mailto:portal@alliance.example');
    const attendee = only(text).attendees[0];
    expect([attendee?.getFirstValue()?.toString().toLowerCase(), attendee?.getParameter('partstat'), attendee?.getParameter('cn')]).toEqual(
      [...['mailto:wang@hospital.example', 'ACCEPTED', '王医生']],
    );
    expect(textOf(text, 'status')).toBe('CONFIRMED');
    const alarm = only(text).component.getFirstSubcomponent('valarm');
    expect(alarm?.getFirstPropertyValue('trigger')?.toString()).toBe('-PT10M');
  });

  it('leads to the case, and says which hospitals meet', () => {
    expect(textOf(text, 'url')).toBe(`https://portal.example/consultations/${id}`);
    expect(only(text).description).toBe(`邀请方：云岭县人民医院\n受邀方：省人民医院\nhttps://portal.example/consultations/${id}`);
  });

  it('waits for an answer where none was given', () => {
    const asked = only(invitationOf('request', session, { ...invitee, accepted: false }, portal));
    expect(asked.attendees[0]?.getParameter('partstat')).toBe('NEEDS-ACTION');
  });

  it('is called off under the same name', () => {
    const off = invitationOf('cancel', { ...session, sequence: 4 }, invitee, portal);
    expect(parse(off).getFirstPropertyValue('method')).toBe('CANCEL');
    expect([only(off).uid, only(off).sequence, textOf(off, 'status')]).toEqual([only(text).uid, 4, 'CANCELLED']);
    expect(only(off).component.getFirstSubcomponent('valarm')).toBeNull();
  });
});

describe('times', () => {
  // the night clocks go back, the morning they go forward, and zones without either
  it.each([
    ['Europe/Berlin', '2026-03-29T01:30', '2026-03-29T00:30:00Z'],
    ['Europe/Berlin', '2026-03-29T03:30', '2026-03-29T01:30:00Z'],
    ['Europe/Berlin', '2026-10-25T03:30', '2026-10-25T02:30:00Z'],
    ['America/New_York', '2026-03-08T03:30', '2026-03-08T07:30:00Z'],
    ['America/New_York', '2026-11-01T00:30', '2026-11-01T04:30:00Z'],
    ['America/New_York', '2026-11-01T02:30', '2026-11-01T07:30:00Z'],
    ['Asia/Shanghai', '2026-07-01T14:00', '2026-07-01T06:00:00Z'],
    ['Asia/Urumqi', '2026-07-01T14:00', '2026-07-01T08:00:00Z'],
  ])('%s at %s is one instant in every program', (zone, wall, instant) => {
    const startsAt = new Date(Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds);
    const shown = only(entryOf({ ...session, startsAt, endsAt: new Date(startsAt.getTime() + 1_800_000) }, portal));
    expect(shown.startDate.zone.tzid).toBe('UTC');
    const read = shown.startDate.toJSDate();
    expect(read.toISOString()).toBe(new Date(instant).toISOString());
    expect(Temporal.Instant.fromEpochMilliseconds(read.getTime()).toZonedDateTimeISO(zone).toPlainDateTime().toString().slice(0, 16)).toBe(wall); // prettier-ignore
  });

  it.each(['Europe/Berlin', 'America/New_York', 'Asia/Urumqi', 'Asia/Shanghai'])(
    'of any instant of three years read back in %s as they were, to the second, and as long',
    (zone) => {
      const from = Date.UTC(2025, 0, 1) / 1000;
      fc.assert(
        fc.property(fc.integer({ min: from, max: from + 3 * 366 * 86_400 }), fc.integer({ min: 10, max: 480 }), (second, minutes) => {
          const startsAt = new Date(second * 1000);
          const shown = only(entryOf({ ...session, startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000) }, portal));
          const wall = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toString();
          expect(wall(shown.startDate.toJSDate())).toBe(wall(startsAt));
          expect(shown.duration.toSeconds()).toBe(minutes * 60);
        }),
        { numRuns: 100 },
      );
    },
  );
});

describe('text', () => {
  const lines = (text: string) => text.split('\r\n');
  it('is folded at 75 octets, never inside a character', () => {
    const organiser = '国家心血管区域医疗中心暨云岭自治州人民医院急危重症远程会诊中心'.repeat(3);
    const text = invitationOf('request', { ...session, organiser, hospitals: [organiser, `${organiser}😀`] }, invitee, portal);
    expect(Math.max(...lines(text).map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(text).not.toContain('\uFFFD');
    expect(only(text).description).toContain(`${organiser}😀`);
  });

  it('with commas, semicolons, backslashes and quotes reads back as it was', () => {
    const organiser = 'A, B; C \\ "D" \\n ^E: F';
    const text = invitationOf('request', { ...session, organiser }, { ...invitee, name: organiser }, portal);
    expect(only(text).description?.split('\n')[0]).toBe(`邀请方：${organiser}`);
    expect(textOf(text, 'organizer')).toBe('mailto:portal@alliance.example');
  });

  it.each(['\r\n', '\n', '\r', '\u2028', '\u0085', '\u0000', '\u000b'])(
    'a name with %j puts nothing of its own into a calendar',
    (broken) => {
      const name = `王${broken}ATTENDEE:mailto:evil@example.com${broken}END:VEVENT${broken}BEGIN:VEVENT`;
      const number = `HZ1${broken}METHOD:CANCEL`;
      const text = invitationOf('request', { ...session, number, organiser: name, hospitals: [name] }, { ...invitee, name }, portal);
      expect(events(text)).toHaveLength(1);
      expect(only(text).attendees).toHaveLength(1);
      expect(parse(text).getAllProperties('method').map((method) => method.getFirstValue())).toEqual(['REQUEST']); // prettier-ignore
      expect(lines(text).filter((line) => line.startsWith('ATTENDEE'))).toHaveLength(1);
      // eslint-disable-next-line no-control-regex -- those are the ones that are meant
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\u0000-\u001f\u007f\u0085\u2028\u2029]/);
    },
  );

  it('of any kind is read back by another program', () => {
    const anything = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }).filter((text) => /\S/.test(text));
    fc.assert(
      fc.property(anything, anything, (organiser, name) => {
        const text = invitationOf('request', { ...session, organiser, hospitals: [name] }, { ...invitee, name }, portal);
        expect(only(text).uid).toBe(`consultation-${id}@portal.example`);
        expect(lines(text).every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
      }),
    );
  });
});

describe('a calendar', () => {
  const shift = {
    ...{ id: 's1', place: '心内科', institution: '省人民医院', sequence: 0, changedAt: session.changedAt },
    ...{ startsAt: new Date('2026-11-25T00:00:00Z'), endsAt: new Date('2026-11-25T12:00:00Z') },
  };
  it('holds sessions and shifts, and is the same text each time', () => {
    const text = calendarOf([session, { ...session, id: 'other' }], [shift], portal);
    expect(parse(text).getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(events(text).map(({ summary }) => summary)).toEqual([
      ...['远程会诊 HZ7K-Q2M9 · 心血管', '远程会诊 HZ7K-Q2M9 · 心血管', '值班 · 心内科'],
    ]);
    expect(calendarOf([session, { ...session, id: 'other' }], [shift], portal)).toBe(text);
  });

  it('without anything in it is still one', () => {
    expect(parse(calendarOf([], [], portal)).name).toBe('vcalendar');
  });
});
