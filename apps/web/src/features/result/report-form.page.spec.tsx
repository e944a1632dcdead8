import { searchPatients } from '@alliance/contracts/patient.contract';
import { fileReport, getResultConsent } from '@alliance/contracts/result.contract';
import type { ReplyOf } from '@alliance/contracts/route';
import { searchTests } from '@alliance/contracts/test-catalogue.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Answers } from '../../testing/answers';
import { appointment, patient } from '../../testing/make';
import { show } from '../../testing/show';

const item = (code: string, zh: string) => ({ code, name: { zh, en: `${zh} en` } });
const potassium = {
  ...item('2823-3', '钾'),
  ...{ testClass: 'laboratory', group: 'chemistry', specimen: '血清', modality: null, items: null },
};
const panel = { ...potassium, ...item('X-ELECTROLYTES', '电解质'), items: [item('2823-3', '钾'), item('2951-2', '钠')] };
const visit = (language: 'zh' | 'en' = 'zh', more: (given: Answers) => void = () => undefined) =>
  show('/results/new', {
    as: appointment('doctor'),
    language,
    answers: (given) => {
      given.on(searchTests, { items: [potassium, panel] } as ReplyOf<typeof searchTests>);
      given.on(searchPatients, { items: [{ ...patient(), aliases: [] }], nextCursor: null } as unknown as ReplyOf<typeof searchPatients>);
      given.on(getResultConsent, { standing: 'given', at: null, giver: null, giverName: null, version: 1 });
      given.on(fileReport, { patientId: patient().id, number: 'L-1' } as ReplyOf<typeof fileReport>);
      more(given);
    },
  });
const type = (label: RegExp | string, value: string, within_: Pick<typeof screen, 'getByLabelText'> = screen) =>
  fireEvent.change(within_.getByLabelText(label, { selector: 'input, textarea, select' }), { target: { value } });
const byPaper = async () => {
  await userEvent.click(await screen.findByRole('radio', { name: /按证件号/ }));
  type(/^证件号/, '530102195803022417');
  type(/^姓名/, '欧阳建华');
};
const head = () => {
  type(/^报告号/, 'L-1');
  type(/^报告名称/, '电解质');
  type(/^采样时间/, '2026-01-05 08:00');
  type(/^出具时间/, '2026-01-05 10:30');
};
const addTest = async (name: RegExp) => {
  await userEvent.type(screen.getByRole('combobox', { name: /添加项目/ }), 'j');
  await userEvent.click(await screen.findByRole('option', { name }));
};
const submit = () => userEvent.click(screen.getByRole('button', { name: '提交报告' }));
const lineOf = (name: RegExp) => within(screen.getByRole('group', { name }));

describe('a report by form', () => {
  afterEach(cleanup);

  it('is filed with its zone, a panel as its tests, the value as written and the hospital’s own code', async () => {
    const { answers, router } = visit();
    await byPaper();
    head();
    await addTest(/电解质/);
    type(/^结果/, '<2.4', lineOf(/第 1 项：钾/));
    type('参考下限', '3.5', lineOf(/第 1 项：钾/));
    type(/^结果/, '140', lineOf(/第 2 项：钠/));
    await userEvent.click(screen.getByRole('button', { name: '添加本院代码的项目' }));
    type(/^本院项目代码/, 'CRP-H', lineOf(/第 3 项/));
    type(/^结果/, '阴性', lineOf(/第 3 项/));
    await submit();
    await waitFor(() => expect(router.state.location.pathname).toBe('/results'));
    const [body] = answers.bodies(fileReport);
    expect(body).toMatchObject({
      ...{ number: 'L-1', performedAt: '2026-01-05T08:00:00+08:00', issuedAt: '2026-01-05T10:30:00+08:00' },
      patient: { identifierKind: 'citizen_id', identifier: '530102195803022417', name: '欧阳建华', sex: 'unknown' },
      results: [
        { code: '2823-3', loinc: true, value: '<2.4', referenceLow: 3.5, referenceHigh: null, specimen: '血清' },
        { code: '2951-2', loinc: true, value: '140' },
        { code: 'CRP-H', loinc: false, value: '阴性' },
      ],
    });
    expect(body).not.toHaveProperty('patientId');
  });

  it('of somebody registered here names the patient alone', async () => {
    const { answers } = visit();
    await userEvent.type(await screen.findByRole('combobox', { name: /患者/ }), '欧阳');
    await userEvent.click(await screen.findByRole('option', { name: /欧阳建华/ }));
    head();
    await addTest(/^钾/);
    type(/^结果/, '4.1');
    await submit();
    await waitFor(() => expect(answers.bodies(fileReport)).toHaveLength(1));
    expect(answers.bodies(fileReport)[0]).toMatchObject({ patientId: patient().id });
    expect(answers.bodies(fileReport)[0]).not.toHaveProperty('patient');
  });

  it('says what is missing at its fields, and sends nothing', async () => {
    const { answers } = visit();
    await screen.findByRole('button', { name: '提交报告' });
    await submit();
    expect(screen.getByText('请至少添加一项')).toBeTruthy();
    for (const label of [/^报告号/, /^报告名称/, /^采样时间/, /^出具时间/])
      expect(screen.getByLabelText(label, { selector: 'input' }).getAttribute('aria-invalid')).toBe('true');
    expect(answers.of(fileReport)).toEqual([]);
  });

  it('shows what the server found at the field it names, and the rest beside the button', async () => {
    visit('zh', (given) =>
      given.refuse(fileReport, 'report.problems', {
        problems: ['time_in_future performedAt', 'value_invalid results[1].value', 'report_differs state', 'unreadable lines'],
      }),
    );
    await byPaper();
    head();
    await addTest(/^钾/);
    type(/^结果/, '4.1');
    await submit();
    expect(await screen.findByText('时间在将来，请核对')).toBeTruthy();
    for (const label of [/^采样时间/, /^结果/, /^报告号/])
      expect(screen.getByLabelText(label, { selector: 'input' }).getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('无法读取（lines）')).toBeTruthy();
    type(/^采样时间/, '2026-01-05 07:00');
    expect(screen.queryByText('时间在将来，请核对')).toBeNull();
  });

  it('takes a flag away with the value that it judged, and says so', async () => {
    visit();
    await screen.findByRole('button', { name: '提交报告' });
    await addTest(/^钾/);
    type(/^结果/, '2.1');
    type('标志', 'critical_low');
    type('单位', 'mmol/L');
    expect(screen.getByText(/请重新判断/)).toBeTruthy();
    expect(screen.getByLabelText('标志')).toHaveProperty('value', 'auto');
  });

  it('is not left without a question once something was typed', async () => {
    const { router } = visit('en');
    type(/^Report number/, 'L', { getByLabelText: (await screen.findByLabelText(/^Report number/), screen.getByLabelText) });
    void router.navigate({ to: '/results' });
    expect(await screen.findByText('Leave this page?')).toBeTruthy();
    expect(router.state.location.pathname).toBe('/results/new');
  });

  it('is not for somebody who may not file', async () => {
    show('/results/new', { as: appointment('management_office') });
    expect(await screen.findByText('当前身份看不到这一页')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '提交报告' })).toBeNull();
  });
});
