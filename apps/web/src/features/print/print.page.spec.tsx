import { getBatch } from '@alliance/contracts/batch.contract';
import { printReferrals } from '@alliance/contracts/print.contract';
import { getReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { getTrip, type TripView } from '@alliance/contracts/trip.contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, idOf, referral } from '../../testing/make';
import { show } from '../../testing/show';

const doctor = appointment('doctor');
const sent = (change: Partial<ReferralView> = {}) =>
  referral({ submittedAt: '2026-11-22T00:30:00Z', createdBy: '周文博', direction: 'down', ...change });
const printing =
  (view: ReferralView, invented = false) =>
  (answers: Answers) =>
    void answers
      .on(getReferral, ({ params }) => ({ ...view, id: params.id }))
      .on(printReferrals, ({ body }) => ({
        at: '2026-11-22T01:00:00Z',
        by: '周文博',
        institution: '青禾县人民医院',
        papers: body.referralIds.map((referralId) => ({ referralId, invented, senderPhone: '0871-1', receiverPhone: '0871-2' })),
      }));
const path = (paper: string) => `/referrals/${idOf(500)}/print/${paper}`;
const print = jest.fn();

describe('papers', () => {
  beforeEach(() => {
    window.print = print;
    print.mockClear();
  });
  afterEach(cleanup);

  it('the form has counterfoil, form and return slip, with number, people and who printed it', async () => {
    show(path('form'), { as: doctor, answers: printing(sent({ batchId: null })) });
    const sheet = await screen.findByRole('region', { name: /双向转诊单 R7K2/ });
    for (const part of ['存根', '转诊单', '回执']) within(sheet).getByRole('heading', { name: `双向转诊单（下转）·${part}` });
    expect(within(sheet).getAllByText('欧阳建华')).toHaveLength(3);
    expect(sheet.textContent).toContain('打印于 2026-11-22 09:00:00');
    expect(sheet.textContent).toContain('近亲属 欧阳明；限转入机构');
    expect(within(sheet).getAllByText(/骑缝 No\. R7K2-M9QX-4/)).toHaveLength(2);
    expect(sheet.textContent).not.toContain('虚构');
  });

  it('says of invented hospitals that they are', async () => {
    show(path('form'), { as: doctor, answers: printing(sent(), true) });
    expect((await screen.findByRole('region', { name: /双向转诊单/ })).textContent).toContain('演示数据 虚构');
  });

  it('opening and each further printing is recorded before the paper comes out', async () => {
    const { answers } = show(path('form'), { as: doctor, answers: printing(sent()) });
    const button = await screen.findByRole('button', { name: '打印' });
    await waitFor(() => expect((button as HTMLButtonElement).disabled).toBe(false));
    await userEvent.click(button);
    expect([answers.of(printReferrals).length, print.mock.calls.length]).toEqual([1, 1]);
    await userEvent.click(button);
    await waitFor(() => expect(print).toHaveBeenCalledTimes(2));
    expect(answers.bodies(printReferrals)).toEqual([0, 1].map(() => ({ kind: 'form', referralIds: [idOf(500)] })));
  });

  it('nothing is shown of what was not sent, and it says why', async () => {
    show(path('form'), {
      as: doctor,
      answers: (answers) => void answers.on(getReferral, sent()).refuse(printReferrals, 'referral.wrong_state'),
    });
    expect(await screen.findByText('现在不能打印')).toBeDefined();
    expect(screen.queryByRole('region', { name: /双向转诊单/ })).toBeNull();
    expect((screen.getByRole('button', { name: '打印' }) as HTMLButtonElement).disabled).toBe(true);
  });

  it('what has no room on the form stands whole on a sheet behind it', async () => {
    const summary = '病情复杂。'.repeat(600);
    show(path('form'), { as: doctor, answers: printing(sent({ summary })) });
    const behind = await screen.findByRole('region', { name: '双向转诊单 附页' });
    expect(behind.textContent).toContain(summary);
    expect(screen.getByText(/另有附页/)).toBeDefined();
  });

  it('the hand-over sheet carries what the crew measured last, with its time; the other rows are for the pen', async () => {
    const said = (n: number, at: string, vitalSigns: TripView['reports'][number]['vitalSigns']): TripView['reports'][number] => ({
      ...{ id: idOf(n), kind: vitalSigns ? 'vital_signs' : 'problem', measuredAt: at, receivedAt: at, recordedLate: false, vitalSigns },
      ...{ observations: [], news2: null, deteriorating: false, estimatedArrivalAt: null, problem: vitalSigns ? null : 'at_the_door' },
    });
    const trip: TripView = {
      ...{ link: null, departedAt: null, estimatedArrivalAt: null, teams: [], rung: [] },
      reports: [
        said(31, '2026-11-22T11:40:00Z', { sbp: 99 }),
        said(32, '2026-11-22T11:49:00Z', { sbp: 85, dbp: 50, spo2: 88 }),
        said(33, '2026-11-22T11:57:00Z', { hr: 110, consciousness: 'voice', on_oxygen: true }),
        said(34, '2026-11-22T11:59:00Z', null),
      ],
      may: { issue: false, revoke: false, activate: false },
    };
    show(path('hand-over'), { as: doctor, answers: (answers) => (printing(sent())(answers), void answers.on(getTrip, trip)) });
    const table = await screen.findByRole('table', { name: '生命体征' });
    await waitFor(() =>
      expect(
        within(table)
          .getAllByRole('row')
          .slice(1)
          .map(({ textContent }) => textContent?.replace(/\u3000/g, '')),
      ).toEqual(['出发前:', '途中 19:4985/5088', '途中 19:57110呼唤有反应吸氧', '到达时:']),
    );
  });

  it('the hand-over sheet carries what was signed, and is empty before', async () => {
    const sheet = {
      allergies: '青霉素',
      infections: '无',
      isolation: 'contact' as const,
      devices: null,
      medicines: '阿司匹林 300 mg',
      condition: '清醒',
      belongings: null,
    };
    const sender = { by: '周文博', institution: '青禾县人民医院', at: '2026-11-22T00:40:00Z' };
    show(path('hand-over'), { as: doctor, answers: printing(sent({ handOver: { needed: true, sheet, sender, receiver: null } })) });
    const paper = await screen.findByRole('region', { name: /患者交接单/ });
    for (const text of ['青霉素', '接触隔离', '阿司匹林 300 mg', '周文博（青禾县人民医院）']) expect(paper.textContent).toContain(text);
  });

  it('the sheet for a hospital off the platform begins with whom to call', async () => {
    const outside = { name: '省儿童医院', phone: '0951-1234567', contact: '值班医师' };
    show(path('outside'), { as: doctor, language: 'en', answers: printing(sent({ receiver: null, outside })) });
    expect((await screen.findByText(/请致电/)).textContent).toContain('0951-1234567');
  });

  it('all forms of a group come in one printing', async () => {
    const one = (n: number) => ({
      key: `${n}`,
      label: `${n} 床`,
      referral: {
        id: idOf(600 + n),
        number: `N-${n}`,
        state: 'submitted' as const,
        urgency: 'urgent' as const,
        patient: '某某',
        receiver: '云岭市第一人民医院',
        receiverDepartment: null,
      },
      refused: null,
    });
    const refused = { key: '3', label: '3 床', referral: null, refused: { code: 'referral.incomplete' as const, fields: [] } };
    const { answers } = show(`/batch-transfer/${idOf(70)}/print`, {
      as: doctor,
      answers: (all) => {
        printing(sent())(all);
        all.on(getBatch, {
          ...{ id: idOf(70), kind: 'ward_closure', explanation: '停水', openedAt: '2026-11-22T00:30:00Z', openedBy: '周文博' },
          patients: [one(1), one(2), refused],
        });
      },
    });
    expect(await screen.findAllByRole('region', { name: /双向转诊单 R7K2/ })).toHaveLength(2);
    expect(answers.bodies(printReferrals)).toEqual([{ kind: 'form', referralIds: [idOf(601), idOf(602)] }]);
  });
});
