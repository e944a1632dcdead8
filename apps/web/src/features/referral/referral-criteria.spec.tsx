import { listAlliances } from '@alliance/contracts/alliance.contract';
import { searchDiagnoses } from '@alliance/contracts/diagnosis.contract';
import { getInstitution } from '@alliance/contracts/institution.contract';
import { getCriteriaInForce, type CriteriaInForce } from '@alliance/contracts/judgement.contract';
import { searchPatients } from '@alliance/contracts/patient.contract';
import { submitReferral } from '@alliance/contracts/referral-action.contract';
import { getReferral, saveReferral } from '@alliance/contracts/referral.contract';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, county, idOf, patient, referral } from '../../testing/make';
import { show } from '../../testing/show';

const doctor = appointment('doctor', county);
const draft = (change = {}) =>
  referral({
    state: 'draft',
    side: 'sender',
    actions: ['submit', 'cancel'],
    version: 1,
    urgency: 'routine',
    deadline: null,
    submittedAt: null,
    custodian: county,
    patient: patient({ sex: 'male', birthDate: '1960-05-01' }),
    incompleteReason: 'result_pending',
    ...change,
  });
const criterion = {
  code: 'HTN-U07',
  direction: 'up',
  urgency: '24h',
  label: { zh: '血压仍高' },
  rule: {
    all: [
      { fact: 'sbp', op: '>=', value: 180 },
      { fact: 'persist_after_treatment', op: 'is', value: true },
    ],
  },
  population: {
    all: [
      { fact: 'age', op: '>=', value: 18 },
      { fact: 'pregnant', op: 'is', value: false },
    ],
  },
  levels: [],
  target: { zh: '上级' },
  grades: ['V'],
  source: '',
  overridden: false,
} satisfies CriteriaInForce['protocols'][number]['criteria'][number];
const used = ['sbp', 'persist_after_treatment', 'age', 'pregnant', 'birth_date', 'sex'];
const inForce: CriteriaInForce = {
  allianceId: idOf(900),
  at: new Date().toISOString(),
  level: 'county',
  protocols: [
    {
      protocolId: idOf(910),
      versionId: idOf(911),
      number: 1,
      title: { zh: '高血压' },
      common: false,
      effectiveFrom: '2026-01-01',
      facts: factDictionary.filter(({ key }) => used.includes(key)) as CriteriaInForce['protocols'][number]['facts'],
      criteria: [criterion],
    },
  ],
  responseMinutes: { immediate: 10, '2h': 60, '24h': 120, '7d': 1440, routine: 1440 },
};
const place = (id: string, level: string) => ({ id, name: '医院', level, departments: [], lines: [], capabilities: [] });
const world =
  (change = {}) =>
  (answers: Answers) =>
    void answers
      .on(listAlliances, { items: [], nextCursor: null })
      .on(searchDiagnoses, { items: [] })
      .on(searchPatients, { items: [] })
      .on(getInstitution, (({ params }: { params: { id: string } }) =>
        place(params.id, params.id === county.id ? 'secondary' : 'tertiary')) as never)
      .on(getCriteriaInForce, inForce)
      .on(getReferral, draft(change))
      .on(saveReferral, ({ body }) => draft({ ...change, ...body, version: body.version + 1 }));
const card = async () => within(await screen.findByRole('complementary', { name: '判定' }));

describe('the protocol in the referral form', () => {
  afterEach(cleanup);

  it('does not ask what the portal knows, judges as one types, and leads to what is missing', async () => {
    const { answers } = show(`/referrals/${idOf(500)}/edit`, { as: doctor, answers: world() });
    const verdict = await card();
    expect(screen.queryByLabelText('妊娠')).toBeNull();
    expect(verdict.getByRole('status').textContent).toContain('待补充');

    await userEvent.click(verdict.getByRole('button', { name: /收缩压/ }));
    const pressure = screen.getByLabelText('收缩压');
    expect(document.activeElement).toBe(pressure);
    await userEvent.type(pressure, '184');
    await userEvent.click(
      within(document.getElementById('fact-persist_after_treatment') as HTMLElement).getByRole('radio', { name: '是' }),
    );
    expect(verdict.getByRole('status').textContent).toMatch(/符合.*应在 24 小时内就诊/);
    expect(verdict.getByText(/收缩压 184 mmHg/)).toBeDefined();
    await waitFor(() =>
      expect(answers.bodies(saveReferral).at(-1)).toMatchObject({
        facts: { sbp: { value: 184, origin: 'typed' }, persist_after_treatment: { value: true, origin: 'typed' } },
      }),
    );
    await userEvent.click(verdict.getByRole('button', { name: /改为紧急/ }));
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /紧急/ }).checked).toBe(true);
  });

  it('asks why where no criterion is met, and sends with the reason', async () => {
    const facts = { sbp: { value: 150, origin: 'typed' } };
    const { answers } = show(`/referrals/${idOf(500)}/edit`, { as: doctor, answers: world({ facts }) });
    const verdict = await card();
    expect(verdict.getByRole('status').textContent).toContain('不符合');
    await userEvent.click(screen.getByRole('button', { name: '发出转诊' }));
    expect(answers.bodies(submitReferral)).toEqual([]);
    answers.on(submitReferral, draft({ state: 'submitted', version: 3 }));
    await userEvent.selectOptions(verdict.getByLabelText(/仍要转诊的理由/), '临床判断需要');
    await userEvent.click(screen.getByRole('button', { name: '发出转诊' }));
    await waitFor(() => expect(answers.bodies(submitReferral)).toHaveLength(1));
    expect(answers.bodies(saveReferral).at(-1)).toMatchObject({ criteriaReason: 'clinical_judgement' });
  });

  it('never asks why while it cannot be said, nor of an immediate case', async () => {
    show(`/referrals/${idOf(500)}/edit`, { as: doctor, answers: world() });
    const verdict = await card();
    expect(verdict.queryByLabelText(/仍要转诊的理由/)).toBeNull();
    cleanup();
    show(`/referrals/${idOf(500)}/edit`, { as: doctor, answers: world({ urgency: 'immediate', facts: { sbp: 120 } }) });
    expect((await card()).queryByLabelText(/仍要转诊的理由/)).toBeNull();
  });

  it('questions what cannot be, and does not use it before it is checked', async () => {
    show(`/referrals/${idOf(500)}/edit`, { as: doctor, answers: world({ facts: { persist_after_treatment: true } }) });
    const verdict = await card();
    await userEvent.type(screen.getByLabelText('收缩压'), '1840');
    expect(verdict.getByRole('status').textContent).toContain('待补充');
    expect(screen.getByText(/超出可能范围/)).toBeDefined();
    await userEvent.click(screen.getByLabelText('已核对，数值无误'));
    expect(verdict.getByRole('status').textContent).toContain('符合');
  });

  it('asks for the age of somebody whose day of birth nobody knows', async () => {
    show(`/referrals/${idOf(500)}/edit`, {
      as: doctor,
      answers: world({ patient: patient({ identifierKind: 'unknown_person', sex: 'male', birthDate: null }) }),
    });
    const verdict = await card();
    await userEvent.click(verdict.getByRole('button', { name: /年龄/ }));
    expect(document.activeElement).toBe(screen.getByLabelText('年龄'));
    expect(screen.queryByLabelText('出生日期')).toBeNull();
  });
});
