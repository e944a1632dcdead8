import { listConsultations } from '@alliance/contracts/consultation.contract';
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { appointment, county, inMinutes } from '../../testing/make';
import { consultationRow } from '../../testing/make-consultation';
import { show } from '../../testing/show';

const doctor = appointment('doctor', county);

describe('the list of consultations', () => {
  it('shows what is ours to do, between whom, and the button that does it', async () => {
    const { answers } = show('/consultations', {
      as: doctor,
      answers: (given) => given.on(listConsultations, { items: [consultationRow(1, { deadline: null })], nextCursor: null }),
    });
    const list = await screen.findByRole('list', { name: '之后' });
    expect(answers.of(listConsultations)[0]?.ask.query).toEqual({ limit: '50', box: 'ours' });
    const [line] = within(list).getAllByRole('listitem');
    expect(line?.textContent).toContain('◆ 紧急');
    expect(line?.textContent).toContain('患者1');
    expect(line?.textContent).toContain('青禾县人民医院 → 云岭市第一人民医院');
    expect(
      within(line as HTMLElement)
        .getByRole('link', { name: '答复邀请' })
        .getAttribute('href'),
    ).toContain('/consultations/');
  });

  it('stands in groups by deadline; feedback that is overdue comes last, on one line each', async () => {
    const due = (n: number, minutes: number, what: 'answer' | 'feedback') =>
      consultationRow(n, { deadline: { at: inMinutes(minutes), for: what, overdue: minutes < 0 } });
    show('/consultations', {
      as: doctor,
      answers: (answers) =>
        answers.on(listConsultations, {
          items: [due(1, -9_000, 'feedback'), due(2, -30, 'answer'), due(3, 3 * 1_440, 'feedback')],
          nextCursor: null,
        }),
    });
    await screen.findByRole('list', { name: '已超时' });
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      '已超时 1',
      '之后 1',
      '反馈已超时 1',
    ]);
    const feedback = screen.getByRole('list', { name: '反馈已超时' });
    expect(within(feedback).getByRole('link', { name: /患者1/ })).toBeTruthy();
    expect(within(feedback).queryByRole('link', { name: '答复邀请' })).toBeNull();
    expect(within(screen.getByRole('list', { name: '已超时' })).getByText('患者2')).toBeTruthy();
  });

  it('asks only for what a tab and a filter say', async () => {
    const { answers } = show('/consultations?box=invited', {
      as: doctor,
      answers: (given) => given.on(listConsultations, { items: [], nextCursor: null }),
    });
    await screen.findByText('还没有医院邀请本院会诊');
    expect(answers.of(listConsultations)[0]?.ask.query).toEqual({ limit: '50', box: 'invited' });
    await userEvent.selectOptions(screen.getByRole('combobox', { name: '种类' }), '多学科会诊');
    await waitFor(() =>
      expect(answers.of(listConsultations).at(-1)?.ask.query).toMatchObject({ box: 'invited', kind: 'multidisciplinary' }),
    );
    expect(await screen.findByText('没有符合条件的会诊')).toBeTruthy();
  });

  it('is walked through with j and opened with Enter; a draft goes on where it was left', async () => {
    const { router } = show('/consultations', {
      as: doctor,
      answers: (answers) =>
        answers.on(listConsultations, {
          items: [consultationRow(1), consultationRow(2, { state: 'draft', actions: ['invite'] })],
          nextCursor: null,
        }),
    });
    await screen.findByText('患者1');
    await userEvent.keyboard('jj{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toMatch(/\/edit$/));
  });

  it('says what went wrong, in English too', async () => {
    show('/consultations', { as: doctor, language: 'en', answers: (answers) => answers.refuse(listConsultations, 'server.unavailable') });
    expect(await screen.findByRole('button', { name: 'Try again' }, { timeout: 9_000 })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Remote consultation' })).toBeTruthy();
  });
});
