import {
  addAbsence,
  commonTimes,
  getCalendar,
  removeAbsence,
  type Calendar,
  type CalendarEntry,
} from '@alliance/contracts/availability.contract';
import { bookConsultation, holdTime, rescheduleConsultation } from '@alliance/contracts/consultation-action.contract';
import { getConsultation, listConsultations } from '@alliance/contracts/consultation.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { appointment, county, idOf, inMinutes, session } from '../../testing/make';
import { consultation, consultationRow, party } from '../../testing/make-consultation';
import { show } from '../../testing/show';

const as = appointment('doctor', county);
const me = session(as).user;
const entry = (change: Partial<CalendarEntry>): CalendarEntry => ({
  ...{ what: 'reservation', startsAt: '2026-12-07T01:00:00.000Z', endsAt: '2026-12-07T01:30:00.000Z', subjectId: idOf(700) },
  ...{ kind: 'scheduled', state: 'confirmed', absence: null, note: null, until: null },
  ...change,
});
const calendar = (entries: CalendarEntry[], others: Calendar['people'] = []): Calendar => ({
  zone: 'Asia/Shanghai',
  people: [
    {
      person: { id: me.id, name: me.name },
      mine: true,
      free: [{ startsAt: '2026-12-07T06:00:00.000Z', endsAt: '2026-12-07T09:00:00.000Z' }],
      entries,
    },
    ...others,
  ],
});
const booked = consultation({
  state: 'booked',
  actions: ['reschedule'],
  parties: [party(710, { person: { id: idOf(810), name: '周文博' } })],
  time: { startsAt: '2026-12-07T01:00:00.000Z', endsAt: '2026-12-07T01:30:00.000Z', heldUntil: null, sequence: 0 },
});
const choose = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('combobox', { name: new RegExp(name) }), { target: { value } });
const list = '/calendar?view=list&date=2026-12-07';

describe('the calendar', () => {
  afterEach(cleanup);

  it('is a list that says state, kind and hour in words; times of another zone follow its clocks', async () => {
    const entries = [
      entry({ startsAt: '2026-10-24T07:00:00.000Z', endsAt: '2026-10-24T07:30:00.000Z' }),
      entry({ startsAt: '2026-10-25T08:00:00.000Z', endsAt: '2026-10-25T08:30:00.000Z', subjectId: idOf(701), state: 'held' }),
      entry({
        what: 'absence',
        state: null,
        kind: null,
        absence: 'leave',
        subjectId: idOf(702),
        startsAt: '2026-10-25T10:00:00.000Z',
        endsAt: '2026-10-25T11:00:00.000Z',
      }),
    ];
    const { answers } = show('/calendar?view=list&date=2026-10-25&zone=Europe%2FBerlin', {
      as,
      answers: (given) => void given.on(getCalendar, calendar(entries)),
    });
    const table = await screen.findByRole('table', { name: '日程列表' });
    expect(within(table).getAllByText('09:00–09:30')).toHaveLength(2);
    expect(within(table).getByText('● 已确认')).toBeDefined();
    expect(within(table).getByText('◌ 预留')).toBeDefined();
    expect(within(table).getByText('不在：休假')).toBeDefined();
    expect(screen.getByText('时间按 Europe/Berlin（UTC+2）显示')).toBeDefined();
    expect(answers.of(getCalendar)[0]?.ask.query).toMatchObject({ from: '2026-10-18T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z' });
  });

  it('shows of others only that they are busy, and asks when all have time', async () => {
    const other = { person: { id: idOf(810), name: '周文博' }, mine: false, free: [] };
    const busy = entry({ what: 'busy', subjectId: null, kind: null, state: null });
    const { answers } = show(`${list}&people=${encodeURIComponent(JSON.stringify([idOf(810)]))}`, {
      as,
      answers: (given) => {
        given.on(getCalendar, calendar([], [{ ...other, entries: [busy] }]));
        given.on(commonTimes, { items: [], free: [], withoutTime: [idOf(810)] });
      },
    });
    const table = await screen.findByRole('table', { name: '日程列表' });
    expect(within(table).getByText('周文博')).toBeDefined();
    expect(within(table).queryByRole('button')).toBeNull();
    expect(await screen.findByText('▲ 这段时间没有空：周文博')).toBeDefined();
    expect(answers.of(commonTimes)[0]?.ask.query['participants']).toBe(`${me.id},${idOf(810)}`);
    fireEvent.click(screen.getByRole('button', { name: '不再显示 周文博' }));
    await waitFor(() => expect(answers.of(getCalendar).at(-1)?.ask.query).not.toHaveProperty('personIds'));
  });

  it('moves a session by keys; a time that is taken is refused with the next three', async () => {
    const next = ['02', '03', '04'].map((hour) => ({ startsAt: `2026-12-08T${hour}:00:00.000Z`, endsAt: `2026-12-08T${hour}:30:00.000Z` }));
    const { answers } = show(list, {
      as,
      answers: (given) => {
        given.on(getCalendar, calendar([entry({})])).on(getConsultation, booked);
        given.refuse(rescheduleConsultation, 'reservation.taken', { personIds: [idOf(810)], roomIds: [] });
        given.on(commonTimes, { items: next, free: [], withoutTime: [] });
      },
    });
    fireEvent.click(await screen.findByRole('button', { name: /^打开：预约会诊/ }));
    const form = await screen.findByRole('form', { name: '改期' });
    fireEvent.change(within(form).getByLabelText(/改到/), { target: { value: '2026-12-08 09:00' } });
    fireEvent.click(within(form).getByRole('button', { name: '改期' }));
    expect(within(form).getByText('请选择改期原因。')).toBeDefined();
    expect(answers.of(rescheduleConsultation)).toHaveLength(0);
    choose('原因', 'equipment_failure');
    fireEvent.click(within(form).getByRole('button', { name: '改期' }));
    expect(await screen.findByText('这个时间已被占用：周文博。')).toBeDefined();
    const buttons = await screen.findAllByRole('button', { name: /^12月8日周二 1\d:00/ });
    expect(buttons).toHaveLength(3);
    answers.on(rescheduleConsultation, {
      ...booked,
      time: { startsAt: '2026-12-08T02:00:00.000Z', endsAt: '2026-12-08T02:30:00.000Z', heldUntil: null, sequence: 1 },
    });
    fireEvent.click(buttons[0] ?? document.body);
    fireEvent.click(within(form).getByRole('button', { name: '改期' }));
    expect(await screen.findByText('已改期到 12月8日周二 10:00–10:30，相关人员会收到通知。')).toBeDefined();
    expect(answers.bodies(rescheduleConsultation).map(({ startsAt }) => startsAt)).toEqual([
      '2026-12-08T01:00:00.000Z',
      '2026-12-08T02:00:00.000Z',
    ]);
  });

  it('holds a time for a consultation that waits for one, and confirms it', async () => {
    const waiting = consultation({ actions: ['hold', 'book'], parties: booked.parties });
    const time = { startsAt: '2026-12-07T06:00:00.000Z', endsAt: '2026-12-07T06:30:00.000Z', heldUntil: inMinutes(10), sequence: 0 };
    const { answers } = show(list, {
      as,
      answers: (given) => {
        given.on(getCalendar, calendar([])).on(getConsultation, waiting);
        given.on(listConsultations, { items: [consultationRow(700, { actions: ['hold'] }), consultationRow(701)], nextCursor: null });
        given.on(holdTime, { ...waiting, version: 4, time });
        given.on(bookConsultation, { ...booked, version: 5, time: { ...time, heldUntil: null } });
      },
    });
    fireEvent.click(await screen.findByRole('button', { name: '预留或不在' }));
    const select = await screen.findByRole('combobox', { name: '会诊' });
    expect(within(select).getAllByRole('option')).toHaveLength(2);
    fireEvent.change(select, { target: { value: idOf(700) } });
    answers.on(getConsultation, { ...waiting, version: 4, time });
    fireEvent.click(await screen.findByRole('button', { name: '预留 10 分钟' }));
    expect(await screen.findByText(/^剩 (10|09):\d\d$/)).toBeDefined();
    expect(answers.bodies(holdTime)[0]).toMatchObject({ version: 3, startsAt: '2026-12-07T06:00:00.000Z', minutes: 30 });
    fireEvent.click(screen.getByRole('button', { name: '确认时间' }));
    expect(await screen.findByText('已确认 12月7日周一 14:00–14:30。')).toBeDefined();
    expect(answers.bodies(bookConsultation)[0]).toMatchObject({ version: 4 });
  });

  it('changes an absence: the new one stands before the old one goes', async () => {
    const { answers } = show(list, {
      as,
      answers: (given) => {
        given.on(
          getCalendar,
          calendar([entry({ what: 'absence', kind: null, state: null, absence: 'meeting', subjectId: idOf(720), note: '科务会' })]),
        );
        given.on(addAbsence, {
          absence: { id: idOf(721), kind: 'meeting', startsAt: inMinutes(1), endsAt: inMinutes(2), note: null },
          outside: [{ subjectId: idOf(700), kind: 'scheduled', startsAt: inMinutes(1), endsAt: inMinutes(2) }],
        });
        given.on(removeAbsence, undefined as never);
      },
    });
    fireEvent.click(await screen.findByRole('button', { name: /^打开：不在：会议 · 科务会/ }));
    fireEvent.change(await screen.findByLabelText(/^到/), { target: { value: '2026-12-07 11:00' } });
    fireEvent.click(screen.getByRole('button', { name: '保存' }));
    expect(await screen.findByText(/有 1 次已确认的会诊/)).toBeDefined();
    await waitFor(() => expect(answers.of(removeAbsence)).toHaveLength(1));
    expect(answers.bodies(addAbsence)[0]).toEqual({
      kind: 'meeting',
      startsAt: '2026-12-07T09:00',
      endsAt: '2026-12-07T11:00',
      zone: 'Asia/Shanghai',
      note: '科务会',
    });
    const order = answers.asked.map(({ route }) => route).filter((route) => route === addAbsence || route === removeAbsence);
    expect(order).toEqual([addAbsence, removeAbsence]);
  });

  it('says when it cannot be read, and who may not', async () => {
    show(list, { as, answers: (given) => void given.silence(getCalendar), language: 'en' });
    expect(await screen.findByRole('button', { name: 'Try again' }, { timeout: 6_000 })).toBeDefined();
    cleanup();
    show('/calendar', { as: appointment('auditor') });
    expect(await screen.findAllByRole('alert')).not.toHaveLength(0);
    expect(screen.queryByRole('button', { name: '预留或不在' })).toBeNull();
  });
});
