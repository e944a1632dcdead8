import { listAlliances } from '@alliance/contracts/alliance.contract';
import { searchDiagnoses } from '@alliance/contracts/diagnosis.contract';
import { registerPatient, searchPatients } from '@alliance/contracts/patient.contract';
import { submitReferral } from '@alliance/contracts/referral-action.contract';
import { draftReferral, getReferral, referralTimeline, saveReferral } from '@alliance/contracts/referral.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
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
    deadline: null,
    submittedAt: null,
    custodian: county,
    ...change,
  });
const empty = {
  patient: null,
  receiver: null,
  receiverDepartment: null,
  service: null,
  urgency: null,
  reason: null,
  diagnosis: null,
  reviewer: null,
  consentGiver: null,
};
const world = (answers: Answers) =>
  void answers
    .on(listAlliances, { items: [], nextCursor: null })
    .on(searchDiagnoses, { items: [] })
    .on(searchPatients, { items: [] })
    .on(draftReferral, draft(empty))
    .on(saveReferral, ({ body }) => draft({ ...empty, version: body.version + 1 }));
const fresh = `/referrals/${idOf(500)}/edit?fresh=true`;

describe('a new referral', () => {
  afterEach(cleanup);

  it('saves itself while one writes, once, and then has an address that survives a reload', async () => {
    const { answers, router } = show(fresh, { as: doctor, answers: world });
    await userEvent.type(await screen.findByLabelText(/转诊原因/), '胸痛两小时');
    expect(await screen.findByText(/^已保存 \d\d:\d\d:\d\d$/)).toBeDefined();
    expect(answers.bodies(draftReferral)).toEqual([{ id: idOf(500), reason: '胸痛两小时' }]);
    await waitFor(() => expect(router.state.location.search).toEqual({}));

    await userEvent.click(screen.getByRole('radio', { name: /立即/ }));
    await waitFor(() => expect(answers.bodies(saveReferral)).toEqual([{ version: 1, urgency: 'immediate' }]));
    expect(screen.getByLabelText<HTMLTextAreaElement>(/转诊原因/).value).toBe('胸痛两小时');
  });

  it('keeps what was written when the line is dead, says so, and repeats with the same key', async () => {
    const { answers } = show(fresh, { as: doctor, answers: (a) => void (world(a), a.silence(draftReferral)) });
    await userEvent.type(await screen.findByLabelText(/转诊原因/), '气促');
    expect(await screen.findByText(/未保存，正在重试；内容还在本页/)).toBeDefined();
    answers.on(draftReferral, draft(empty));
    expect(await screen.findByText(/^已保存/, undefined, { timeout: 9_000 })).toBeDefined();
    const keys = answers.of(draftReferral).map(({ headers }) => headers.get('idempotency-key'));
    expect(new Set(keys).size).toBe(1);
  });

  it('names what is missing, leads to it, and lets an immediate case go without its reviewer', async () => {
    show(`/referrals/${idOf(500)}/edit`, {
      as: doctor,
      answers: (a) => void (world(a), a.on(getReferral, draft({ reviewer: null, reason: null }))),
    });
    await userEvent.click(await screen.findByRole('button', { name: '发出转诊' }));
    expect(document.activeElement).toBe(screen.getByLabelText(/转诊原因/));
    expect(screen.getByText('请填写转诊原因')).toBeDefined();
    expect(screen.queryByRole('button', { name: /审核医师/ })).toBeNull();
  });

  it('sends what is complete and shows the referral with its deadline', async () => {
    const sent = referral({ side: 'sender', actions: ['cancel'], version: 2 });
    const { answers, router } = show(`/referrals/${idOf(500)}/edit`, {
      as: doctor,
      answers: (a) => void (world(a), a.on(getReferral, draft())),
    });
    answers.on(submitReferral, sent).on(referralTimeline, { items: [] });
    await userEvent.click(await screen.findByRole('button', { name: '发出转诊' }));
    await waitFor(() => expect(answers.bodies(submitReferral)).toEqual([{ version: 1 }]));
    expect(await screen.findByText(/已发出 R7K2-M9QX-4，请等 云岭市第一人民医院 于/)).toBeDefined();
    await waitFor(() => expect(router.state.location.pathname).toBe(`/referrals/${idOf(500)}`));
  });

  it('checks an identity number while it is typed and takes sex and birthday from it', async () => {
    const { answers } = show(fresh, { as: doctor, answers: world });
    answers.on(registerPatient, patient({ name: '王芳', sex: 'female' }));
    await userEvent.click(await screen.findByRole('button', { name: /新建患者/ }));
    const number = screen.getByLabelText(/证件号码/);
    await userEvent.type(number, '110105194912310021');
    expect(screen.getByText('号码有误，请逐位核对。')).toBeDefined();
    await userEvent.type(number, '{Backspace}X');
    expect(screen.getByText(/号码正确：女，1949-12-31 出生/)).toBeDefined();
    await userEvent.type(screen.getByLabelText(/姓名/), '王芳');
    await userEvent.click(screen.getByRole('button', { name: '保存患者' }));
    await waitFor(() => expect(answers.bodies(registerPatient)[0]).toMatchObject({ name: '王芳', sex: 'female', birthDate: '1949-12-31' }));
    expect(await screen.findByText('更换患者')).toBeDefined();
  });
});
