import { listConsultations } from '@alliance/contracts/consultation.contract';
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { appointment, county } from '../../testing/make';
import { consultationRow } from '../../testing/make-consultation';
import { show } from '../../testing/show';

const doctor = appointment('doctor', county);

describe('the list of consultations', () => {
  it('shows what is ours to do, between whom, and the button that does it', async () => {
    show('/consultations', {
      as: doctor,
      answers: (answers) =>
        answers.on(listConsultations, { items: [consultationRow(1), consultationRow(2, { awaitsUs: false })], nextCursor: null }),
    });
    const list = await screen.findByRole('list', { name: '会诊列表' });
    const [line, ...others] = within(list).getAllByRole('listitem');
    expect(others).toEqual([]);
    expect(line?.textContent).toContain('◆ 紧急');
    expect(line?.textContent).toContain('患者1');
    expect(line?.textContent).toContain('青禾县人民医院 → 云岭市第一人民医院');
    expect(
      within(line as HTMLElement)
        .getByRole('link', { name: '答复邀请' })
        .getAttribute('href'),
    ).toContain('/consultations/');
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
    await screen.findByRole('list', { name: '会诊列表' });
    await userEvent.keyboard('jj{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toMatch(/\/edit$/));
  });

  it('says what went wrong, in English too', async () => {
    show('/consultations', { as: doctor, language: 'en', answers: (answers) => answers.refuse(listConsultations, 'server.unavailable') });
    expect(await screen.findByRole('button', { name: 'Try again' }, { timeout: 9_000 })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Remote consultation' })).toBeTruthy();
  });
});
