import { activateTeam, getTrip, issueTripLink, revokeTripLink, type TripView } from '@alliance/contracts/trip.contract';
import { QueryClientProvider } from '@tanstack/react-query';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { setLanguage } from '../platform/i18n';
import { queryClient } from '../platform/query';
import { Answers } from '../testing/answers';
import { idOf, inMinutes } from '../testing/make';
import { TripCard } from './trip-card';

const token = 'a1_-'.repeat(11).slice(0, 43);
const link = { id: idOf(1), issuedAt: inMinutes(-5), issuedBy: '林晓燕', expiresAt: inMinutes(700) };
const trip = (more: Partial<TripView> = {}): TripView => ({
  link: null,
  departedAt: inMinutes(-10),
  estimatedArrivalAt: inMinutes(22),
  reports: [],
  teams: [],
  rung: [],
  may: { issue: false, revoke: false, activate: false },
  ...more,
});
const report = (more: Partial<TripView['reports'][number]> = {}): TripView['reports'][number] => ({
  id: idOf(20),
  kind: 'vital_signs',
  measuredAt: inMinutes(-8),
  receivedAt: inMinutes(-8),
  recordedLate: false,
  vitalSigns: { sbp: 118, spo2: 97 },
  observations: [],
  news2: 0,
  deteriorating: false,
  estimatedArrivalAt: null,
  problem: null,
  ...more,
});

function showCard(view: TripView) {
  const answers = new Answers().on(getTrip, view);
  Object.assign(globalThis, { fetch: answers.fetch });
  queryClient.clear();
  setLanguage('zh');
  render(
    <QueryClientProvider client={queryClient}>
      <TripCard referralId={idOf(500)} />
    </QueryClientProvider>,
  );
  return answers;
}

// the drawing of codes is a chunk of its own
jest.setTimeout(20_000);

describe('the card of a journey', () => {
  afterEach(cleanup);

  it('shows the last values with their time, what was written down late, and that it got worse in words', async () => {
    showCard(
      trip({
        reports: [
          report(),
          report({
            id: idOf(21),
            measuredAt: inMinutes(-4),
            vitalSigns: { sbp: 82, hr: 135 },
            news2: 9,
            deteriorating: true,
            recordedLate: true,
          }),
          report({ id: idOf(22), kind: 'problem', vitalSigns: null, news2: null, problem: 'vehicle_broken_down' }),
        ],
      }),
    );
    expect(await screen.findAllByText('▲ 病情恶化')).toHaveLength(2);
    expect(screen.getByText('82')).toBeDefined();
    expect(screen.getAllByText(/补记/).length).toBeGreaterThan(0);
    expect(screen.getByText('车辆故障')).toBeDefined();
    expect(screen.getByText(/收缩压 118 · 血氧 97/)).toBeDefined();
  });

  it('says a score of some of the seven signs as the least it can be, with what is missing; of all of them as it is', async () => {
    const whole = { sbp: 118, hr: 88, rr: 16, spo2: 97, temp: 36.8, gcs: 15, on_oxygen: false };
    showCard(
      trip({
        reports: [
          report({ vitalSigns: { sbp: 85, spo2: 88 }, news2: 6 }),
          report({ id: idOf(21), measuredAt: inMinutes(-2), vitalSigns: whole, news2: 1 }),
        ],
      }),
    );
    expect(await screen.findByText('NEWS2 ≥ 6（缺 呼吸、吸氧、心率、意识、体温）')).toBeDefined();
    expect(screen.getAllByText('NEWS2 1')).toHaveLength(2);
  });

  it('makes a link, shows it once as a code, and takes it back', async () => {
    const answers = showCard(trip({ may: { issue: true, revoke: false, activate: false } }));
    const given = trip({ link, may: { issue: true, revoke: true, activate: false } });
    answers.on(issueTripLink, { token, trip: given });
    await userEvent.click(await screen.findByRole('button', { name: '开出链接（二维码）' }));
    answers.on(getTrip, given);
    await queryClient.invalidateQueries();
    expect(await screen.findByRole('img', { name: '随车人员扫描的二维码' }, { timeout: 15_000 })).toBeDefined();
    expect(screen.getByLabelText<HTMLInputElement>('链接').value).toBe(`${window.location.origin}/t#${token}`);
    answers.on(revokeTripLink, trip()).on(getTrip, trip({ may: { issue: true, revoke: false, activate: false } }));
    await userEvent.click(screen.getByRole('button', { name: '收回链接' }));
    await waitFor(() => expect(screen.queryByRole('img')).toBeNull());
    expect(await screen.findByText('还没有给随车人员开链接。')).toBeDefined();
  });

  it('calls a team with a second press, and names who was told', async () => {
    const answers = showCard(trip({ may: { issue: false, revoke: false, activate: true } }));
    const teams = [
      {
        team: 'stemi' as const,
        at: inMinutes(0),
        by: '马志远',
        told: [{ person: '周文博', phone: '13900000077', department: { zh: '心血管内科' } }],
      },
    ];
    answers.on(activateTeam, trip({ teams }));
    await userEvent.click(await screen.findByRole('button', { name: '胸痛（STEMI）' }));
    expect(answers.of(activateTeam)).toEqual([]);
    answers.on(getTrip, trip({ teams, may: { issue: false, revoke: false, activate: true } }));
    await userEvent.click(screen.getByRole('button', { name: '再按一次：启动胸痛（STEMI）团队' }));
    expect(await screen.findByText(/马志远 于 .* 启动/)).toBeDefined();
    expect(screen.getByRole('link', { name: /13900000077/ })).toBeDefined();
    expect(answers.bodies(activateTeam)).toEqual([{ team: 'stemi' }]);
    expect(screen.queryByRole('button', { name: '胸痛（STEMI）' })).toBeNull();
  });

  it('says who was rung and who looked', async () => {
    showCard(
      trip({
        rung: [
          { institution: '云岭市第一人民医院', person: '周文博', department: null, onDuty: true, at: inMinutes(-3), seenAt: null },
          {
            institution: '云岭市第一人民医院',
            person: '马志远',
            department: null,
            onDuty: false,
            at: inMinutes(-3),
            seenAt: inMinutes(-1),
          },
        ],
      }),
    );
    expect(await screen.findByText('○ 未查看')).toBeDefined();
    expect(screen.getByText(/已查看/)).toBeDefined();
  });

  it('is not there where nobody travels', async () => {
    showCard(trip({ departedAt: null, estimatedArrivalAt: null }));
    await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
    expect(screen.queryByText('途中')).toBeNull();
  });
});
