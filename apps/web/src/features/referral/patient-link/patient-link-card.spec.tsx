import { getPatientLink, issuePatientLink, revokePatientLink, type PatientLink } from '@alliance/contracts/patient-status.contract';
import { getReferral } from '@alliance/contracts/referral.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../../testing/answers';
import { appointment, idOf, inMinutes, referral } from '../../../testing/make';
import { show } from '../../../testing/show';

afterEach(cleanup);
const token = 'a1_-'.repeat(11).slice(0, 43);
const link = {
  ...{ id: idOf(71), givenTo: 'patient', issuedAt: inMinutes(-5), issuedBy: '林晓燕', institution: '青禾县人民医院' },
  ...{ expiresAt: inMinutes(200_000), looks: 2, lookedAt: inMinutes(-1), phone: '138****1234', messages: 'on' },
  sent: [{ template: 'patient_link', state: 'undelivered', reason: 'unreachable', at: inMinutes(-5) }],
} satisfies PatientLink['link'];
const none: PatientLink = { link: null, sms: true, may: { issue: true, revoke: false } };
const given: PatientLink = { link, sms: true, may: { issue: true, revoke: true } };
const open = (view: PatientLink, more?: (answers: Answers) => void) =>
  show(`/referrals/${referral().id}`, {
    as: appointment('doctor'),
    answers: (answers) => {
      answers.on(getReferral, referral()).on(getPatientLink, view);
      more?.(answers);
    },
  });
const card = async () => within(await screen.findByRole('region', { name: '患者查询链接' }));

describe('the link of a patient on the page of a referral', () => {
  it('is made for whoever is named, shown once as a code and an address, and printed', async () => {
    const user = userEvent.setup();
    const { answers } = open(none, (a) => a.on(issuePatientLink, { token, view: given }));
    const part = await card();
    await user.click(part.getByRole('radio', { name: '亲属' }));
    await user.type(part.getByRole('textbox', { name: /手机号/ }), '13800001234');
    answers.on(getPatientLink, given);
    await user.click(part.getByRole('button', { name: '生成链接' }));
    expect((await part.findByRole<HTMLInputElement>('textbox', { name: '患者链接' })).value).toMatch(new RegExp(`/p#${token}$`));
    expect(part.getByRole('button', { name: '打印给患者' })).toBeDefined();
    expect(answers.bodies(issuePatientLink)).toEqual([{ givenTo: 'relative', phone: '13800001234' }]);
  });

  it('says who has it, whether it was looked at, and what did not arrive', async () => {
    open(given);
    const part = await card();
    expect(part.getByText(/林晓燕（青禾县人民医院）.*给了患者本人.*已查看 2 次/)).toBeDefined();
    expect(part.getByText('短信发到 138****1234')).toBeDefined();
    expect(part.getByRole('list', { name: '已发短信' }).textContent).toMatch(/查询链接.*▲ 未送达/);
    expect(part.queryByRole('textbox', { name: '患者链接' })).toBeNull();
  });

  it('is taken back', async () => {
    const user = userEvent.setup();
    const { answers } = open(given, (a) => a.on(revokePatientLink, none));
    await user.click((await card()).getByRole('button', { name: '收回链接' }));
    expect(await screen.findByText('链接已收回，患者不能再查看')).toBeDefined();
    expect(answers.of(revokePatientLink)).toHaveLength(1);
  });

  it('keeps what was typed when a number takes no messages', async () => {
    const user = userEvent.setup();
    open(none, (a) => a.refuse(issuePatientLink, 'patient.phone_invalid'));
    const part = await card();
    await user.type(part.getByRole('textbox', { name: /手机号/ }), '12');
    await user.click(part.getByRole('button', { name: '生成链接' }));
    expect(await part.findByRole('alert')).toBeDefined();
    expect(part.getByRole<HTMLInputElement>('textbox', { name: /手机号/ }).value).toBe('12');
  });

  it('is silent for whoever may not give it', async () => {
    const { answers } = open({ link: null, sms: true, may: { issue: false, revoke: false } });
    await waitFor(() => expect(answers.of(getPatientLink)).toHaveLength(1));
    await act(() => new Promise((answered) => setTimeout(answered, 100)));
    expect(screen.queryByRole('region', { name: '患者查询链接' })).toBeNull();
  });
});
