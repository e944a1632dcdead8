import { getRota, listOnDuty, type OnDuty } from '@alliance/contracts/on-call.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { appointment, cardiology, idOf, inMinutes, lead } from '../testing/make';
import { shift } from '../testing/make-shift';
import { queryClient } from '../platform/query';
import { show } from '../testing/show';
import { DutyAt } from './on-duty';

const duty = (change: Partial<OnDuty> = {}): OnDuty => ({
  institution: lead,
  department: null,
  rung: 'duty_office',
  person: '王五',
  phone: '138 0000 0002',
  backup: null,
  until: '2026-11-21T10:00:00Z',
  takenOver: true,
  ...change,
});
const nobody = duty({ department: cardiology });
const others = [1, 2, 3].map((n) =>
  duty({ department: { id: idOf(20 + n), name: { zh: `外${n}科` } }, rung: 'department', person: `赵${n}` }),
);
const rota = { shifts: [], places: [null], gaps: [], overlaps: [] };

function strip(items: OnDuty[], shifts = [shift({ mine: false })], language: 'zh' | 'en' = 'zh') {
  return show('/referrals', {
    as: appointment('doctor'),
    language,
    answers: (given) =>
      void given
        .on(listReferrals, { items: [], nextCursor: null })
        .on(listOnDuty, { items, roundTheClockLine: '0871-6666' })
        .on(getRota, { ...rota, shifts }),
  });
}

describe('the strip of who is on duty', () => {
  afterEach(cleanup);

  it('says who, until when, and calls with one press; where nobody is, whom one gets instead', async () => {
    strip([duty(), nobody]);
    const region = await screen.findByRole('region', { name: '当前值班' });
    const [office, ward] = await within(region).findAllByRole('listitem');
    expect(office?.textContent).toContain('总值班 王五 138 0000 0002 至 18:00 ✓ 已接班');
    expect(ward?.textContent).toContain('心血管内科 ○ 无人值班 → 总值班 王五');
    const [call] = within(region).getAllByRole('link', { name: '拨打 138 0000 0002' });
    expect(call?.getAttribute('href')).toBe('tel:13800000002');
  });

  it('shows a few, all with the 24-hour line when asked', async () => {
    strip([duty(), ...others]);
    const region = await screen.findByRole('region', { name: '当前值班' });
    expect(await within(region).findAllByRole('listitem')).toHaveLength(3);
    await userEvent.click(within(region).getByRole('button', { name: '全部 4 处' }));
    expect(within(region).getAllByRole('listitem')).toHaveLength(5);
    expect(within(region).getByRole('link', { name: '拨打 0871-6666' })).toBeDefined();
  });

  it('offers the shift that waits for me, not one I have taken over', async () => {
    strip([duty()], [shift({ from: inMinutes(30), to: inMinutes(600) })], 'en');
    const link = await screen.findByRole('link', { name: /Take over: Duty office/ });
    expect(link.getAttribute('href')).toBe(`/duty/${shift().id}`);
    cleanup();
    strip([duty()], [shift({ takenOverAt: inMinutes(-5) })], 'en');
    await screen.findByRole('link', { name: 'Rota' });
    expect(screen.queryByRole('link', { name: /Take over/ })).toBeNull();
  });

  it('says beside the choice of a receiver who answers there', async () => {
    const { answers } = strip([duty({ department: cardiology, rung: 'department', person: '陈静' })]);
    await screen.findByRole('region', { name: '当前值班' });
    const { container } = render(
      <QueryClientProvider client={queryClient}>
        <DutyAt institutionId={lead.id} departmentId={cardiology.id} />
      </QueryClientProvider>,
    );
    await waitFor(() => expect(container.textContent).toContain('心血管内科 陈静'));
    expect(answers.of(listOnDuty).at(-1)?.ask.query).toEqual({ institutionId: lead.id, departmentId: cardiology.id });
  });

  it('gives the emergency number where it cannot be loaded', async () => {
    show('/', {
      as: appointment('doctor'),
      answers: (given) =>
        void given.on(listReferrals, { items: [], nextCursor: null }).refuse(listOnDuty, 'access.denied').on(getRota, rota),
    });
    expect(await screen.findByText('值班信息没有载入；急救电话 120')).toBeDefined();
  });
});
