import { lookAtTrip, reportFromTrip, type CrewView } from '@alliance/contracts/trip.contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { inMinutes } from '../../testing/make';
import { show } from '../../testing/show';
import { clockOf } from '../../ui/moment';
import { forgetSaid } from './unsent.store';

const token = 'a1_-'.repeat(11).slice(0, 43);
const crew = (more: Partial<CrewView> = {}): CrewView => ({
  from: { name: '青禾县人民医院', person: '林晓燕', phone: '0871-6600110' },
  to: {
    name: '云岭市第一人民医院',
    person: '马志远',
    phone: '0871-6600120',
    department: { zh: '心血管内科' },
    place: '急诊楼一层导管室',
    physician: '马志远',
  },
  patient: { sex: 'female', age: 40 },
  phase: 'on_the_way',
  estimatedArrivalAt: inMinutes(30),
  expiresAt: inMinutes(600),
  ...more,
});
const kept = { receivedAt: inMinutes(0), recordedLate: false };
const open = (more: Partial<CrewView> = {}) =>
  show(`/t#${token}`, { answers: (a) => void a.on(lookAtTrip, crew(more)).on(reportFromTrip, kept) });

describe('the page of a crew', () => {
  beforeEach(() => forgetSaid());
  afterEach(cleanup);

  it('says where to and whom to ring without a sign-in; the token never stands in an address that is asked', async () => {
    const { answers } = open();
    expect(await screen.findByText('云岭市第一人民医院 心血管内科')).toBeDefined();
    expect(screen.getByText('急诊楼一层导管室')).toBeDefined();
    expect(screen.getByText(/女 约 40 岁/)).toBeDefined();
    expect(screen.getByRole('link', { name: /马志远 0871-6600120/ }).getAttribute('href')).toBe('tel:08716600120');
    expect(screen.getByRole('link', { name: /林晓燕 0871-6600110/ }).getAttribute('href')).toBe('tel:08716600110');
    expect(answers.bodies(lookAtTrip)[0]).toEqual({ token });
  });

  it('reports what was measured with its time, and says when it was received', async () => {
    const { answers } = open();
    const form = await screen.findByRole('form', { name: '生命体征' });
    await userEvent.type(within(form).getByLabelText(/收缩压/), '92');
    await userEvent.type(within(form).getByLabelText(/血氧/), '93');
    await userEvent.selectOptions(within(form).getByLabelText('意识'), '呼唤有反应');
    await userEvent.click(within(form).getByRole('button', { name: '胸痛' }));
    await userEvent.click(within(form).getByRole('button', { name: '报告生命体征' }));
    await waitFor(() => expect(screen.getByText(/已收到/)).toBeDefined());
    const [body] = answers.bodies(reportFromTrip);
    expect(body).toMatchObject({
      token,
      kind: 'vital_signs',
      vitalSigns: { sbp: 92, spo2: 93, consciousness: 'voice' },
      observations: ['chest_pain'],
    });
    expect(Math.abs(Date.now() - Date.parse(String(body?.['measuredAt'])))).toBeLessThan(30_000);
    expect(screen.getByText('收缩压 92 · 血氧 93 · 呼唤有反应 · 胸痛')).toBeDefined();
  });

  it('says what cannot be, in words, and sends nothing', async () => {
    const { answers } = open();
    await userEvent.type(await screen.findByLabelText(/血氧/), '120');
    expect(screen.getByText('血氧应在 10–100 之间')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '报告生命体征' }));
    await userEvent.clear(screen.getByLabelText(/血氧/));
    await userEvent.click(screen.getByRole('button', { name: '报告生命体征' }));
    expect(screen.getByText(/请至少填一项/)).toBeDefined();
    expect(answers.of(reportFromTrip)).toEqual([]);
  });

  it('keeps what nobody got, says so, and sends it with its own time when the line is back', async () => {
    const { answers } = open();
    answers.silence(reportFromTrip);
    await userEvent.click(await screen.findByRole('button', { name: '晚 10 分钟' }));
    expect(await screen.findByText('▲ 未送达 1 条')).toBeDefined();
    const [first] = answers.bodies(reportFromTrip);
    expect(sessionStorage.getItem('alliance.trip')).toContain('estimated_arrival');
    answers.on(reportFromTrip, { ...kept, recordedLate: true });
    window.dispatchEvent(new Event('online'));
    expect(await screen.findByText(/补记/)).toBeDefined();
    expect(screen.queryByText(/未送达/)).toBeNull();
    expect(answers.bodies(reportFromTrip).at(-1)).toEqual(first);
  });

  it('asks a second press before it rings', async () => {
    const { answers } = open();
    await userEvent.click(await screen.findByRole('button', { name: '病情恶化' }));
    expect(answers.of(reportFromTrip)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: '再按一次确认：病情恶化' }));
    await waitFor(() => expect(answers.bodies(reportFromTrip)).toMatchObject([{ kind: 'problem', problem: 'deteriorated' }]));
  });

  it('forgets a first press that no second one followed', async () => {
    open();
    const button = await screen.findByRole('button', { name: '病情恶化' });
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate', 'performance'] });
    fireEvent.click(button);
    expect(button.textContent).toContain('再按一次');
    act(() => jest.advanceTimersByTime(6_000));
    expect(button.textContent).toBe('病情恶化');
    jest.useRealTimers();
  });

  it('reports the arrival against what was said before, or in minutes', async () => {
    const at = inMinutes(30);
    const { answers } = open({ estimatedArrivalAt: at });
    expect(await screen.findByText(`预计 ${clockOf(at)} 到达`)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '晚 20 分钟' }));
    await waitFor(() =>
      expect(answers.bodies(reportFromTrip)).toMatchObject([{ estimatedArrivalAt: new Date(Date.parse(at) + 1_200_000).toISOString() }]),
    );
  });

  it('of a link that has ended says so and leaves the emergency number', async () => {
    show(`/t#${token}`, { answers: (a) => void a.refuse(lookAtTrip, 'link.invalid') });
    expect(await screen.findByText('链接无效或已失效')).toBeDefined();
    expect(screen.getByRole('link', { name: /120/ }).getAttribute('href')).toBe('tel:120');
  });

  it.each(['/t', '/t#short'])('without a whole token (%s) asks nothing', async (address) => {
    const { answers } = show(address);
    expect(await screen.findByText('链接无效或已失效')).toBeDefined();
    expect(answers.of(lookAtTrip)).toEqual([]);
  });

  it('speaks English', async () => {
    show(`/t#${token}`, { language: 'en', answers: (a) => void a.on(lookAtTrip, crew({ phase: 'waiting' })) });
    expect(await screen.findByText(/about 40 years/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Report vital signs' })).toBeDefined();
  });
});
