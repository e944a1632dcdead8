import { invite } from '@alliance/contracts/consultation-action.contract';
import { draftConsultation, getConsultation, saveConsultation } from '@alliance/contracts/consultation.contract';
import { listExperts } from '@alliance/contracts/expert.contract';
import { listOnDuty } from '@alliance/contracts/on-call.contract';
import { searchPatients } from '@alliance/contracts/patient.contract';
import { listServiceAgreements, type ServiceAgreementSummary } from '@alliance/contracts/service-agreement.contract';
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { keepLocal } from '../../platform/storage';
import type { Answers } from '../../testing/answers';
import { appointment, county, idOf, lead, patient } from '../../testing/make';
import { consultation } from '../../testing/make-consultation';
import { show } from '../../testing/show';

const agreement: ServiceAgreementSummary = {
  ...{ id: idOf(800), version: 1, number: 'FW-2026-08', title: '远程会诊服务协议', reach: 'direct', provider: lead, requester: county },
  ...{ alliance: null, kinds: ['scheduled', 'immediate'], state: 'in_force', standing: 'in_force' },
  ...{ validFrom: '2026-01-01', validUntil: null, awaitsMe: false },
};
const draft = consultation({ state: 'draft', version: 1, actions: ['invite'], parties: [], deadline: null, invitedAt: null });
const ready = (answers: Answers) =>
  answers
    .on(listServiceAgreements, { items: [agreement], nextCursor: null })
    .on(listExperts, { items: [], nextCursor: null, institutions: [], mayManage: false, mine: null })
    .on(searchPatients, { items: [{ ...patient(), aliases: [] }], nextCursor: null } as never)
    .on(listOnDuty, { items: [], roundTheClockLine: null });
const as = appointment('doctor', county);

describe('a request', () => {
  it('saves itself, and says what is missing as links to the fields', async () => {
    const { answers } = show('/consultations/new', {
      as,
      answers: (given) => ready(given).on(draftConsultation, draft).on(saveConsultation, draft).on(getConsultation, draft),
    });
    await userEvent.type(await screen.findByRole('textbox', { name: /会诊事由/ }), '能否溶栓');
    await waitFor(() => expect(answers.bodies(draftConsultation)[0]).toMatchObject({ reason: '能否溶栓' }), { timeout: 4_000 });
    const card = screen.getByRole('complementary', { name: '发出前' });
    expect(within(card).queryByRole('button', { name: /会诊事由/ })).toBeNull();
    await userEvent.click(within(card).getByRole('button', { name: /会诊目的/ }));
    expect(document.activeElement?.id).toBe('field-aim');
  });

  it('is not sent while something is missing; the field says so', async () => {
    const { answers } = show('/consultations/new', { as, answers: ready });
    await userEvent.click(await screen.findByRole('button', { name: '发出邀请' }));
    expect(screen.getByText(/请填写会诊事由/)).toBeTruthy();
    expect(answers.of(invite)).toEqual([]);
  });

  it('names the agreement that covers a hospital', async () => {
    show('/consultations/new', { as, answers: ready });
    await screen.findByRole('option', { name: lead.name });
    await userEvent.selectOptions(screen.getByRole('combobox', { name: '添加医院' }), lead.name);
    const card = screen.getByRole('complementary', { name: '发出前' });
    await waitFor(() => expect(card.textContent).toContain('云岭市第一人民医院：协议 FW-2026-08 有效'));
  });

  it('from a referral is started by the server and opens as a draft', async () => {
    const { answers, router } = show(`/consultations/new?referral=${idOf(500)}`, {
      as,
      answers: (given) => ready(given).on(draftConsultation, draft).on(getConsultation, draft),
    });
    await waitFor(() => expect(router.state.location.pathname).toMatch(/\/edit$/));
    expect(answers.bodies(draftConsultation)).toEqual([{ id: expect.any(String), referralId: idOf(500) }]);
    expect(await screen.findByDisplayValue('反复胸痛，是否需要造影')).toBeTruthy();
  });

  it('that was sent cannot be changed here', async () => {
    show(`/consultations/${idOf(700)}/edit`, { as, answers: (given) => ready(given).on(getConsultation, consultation()) });
    expect(await screen.findByText('这份申请已经发出')).toBeTruthy();
  });
});

describe('immediate advice', () => {
  it('goes out with what, which field and whom; not without who authorised the rescue', async () => {
    const sent = consultation({ kind: 'immediate' });
    const { answers, router } = show(`/consultations/immediate?patient=${idOf(300)}`, {
      as,
      answers: (given) => ready(given).on(draftConsultation, draft).on(invite, sent).on(getConsultation, sent),
    });
    await userEvent.type(await screen.findByRole('textbox', { name: /什么情况/ }), '卒中 2 小时');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: '什么专业' }), '脑卒中');
    await screen.findByRole('radio', { name: lead.name });
    await userEvent.click(screen.getByRole('button', { name: /立即呼叫/ }));
    expect(screen.getByText('还缺：批准抢救的负责人', { exact: false })).toBeTruthy();
    await userEvent.type(screen.getByRole('textbox', { name: /批准人/ }), '高院长');
    await userEvent.click(screen.getByRole('button', { name: /立即呼叫/ }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/consultations/${idOf(700)}`));
    expect(answers.bodies(draftConsultation)[0]).toMatchObject({
      ...{ kind: 'immediate', urgency: 'immediate', specialty: 'stroke', consentGiver: 'rescue', authorisedBy: '高院长' },
      invited: [expect.objectContaining({ institutionId: lead.id })],
    });
    expect(answers.bodies(invite)).toEqual([{ version: 1 }]);
  });

  it('remembers field and hospital of the last one: reason, authoriser, send', async () => {
    keepLocal.set('consultation.immediate', `stroke ${lead.id}`);
    const sent = consultation({ kind: 'immediate' });
    const { answers } = show(`/consultations/immediate?patient=${idOf(300)}`, {
      as,
      answers: (given) => ready(given).on(draftConsultation, draft).on(invite, sent).on(getConsultation, sent),
    });
    const authoriser = await screen.findByRole('textbox', { name: /批准人/ });
    await waitFor(() => expect(document.activeElement).toBe(authoriser));
    await screen.findByRole('radio', { name: lead.name });
    await userEvent.keyboard('高院长{Tab}卒中 2 小时{Enter}');
    await waitFor(() => expect(answers.bodies(draftConsultation)[0]).toMatchObject({ specialty: 'stroke', authorisedBy: '高院长' }));
  });

  it('that did not go out says so: telephone', async () => {
    show(`/consultations/immediate?patient=${idOf(300)}`, { as, answers: (given) => ready(given).silence(draftConsultation) });
    await userEvent.type(await screen.findByRole('textbox', { name: /什么情况/ }), '卒中 2 小时');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: '什么专业' }), '脑卒中');
    await screen.findByRole('radio', { name: lead.name });
    await userEvent.type(screen.getByRole('textbox', { name: /批准人/ }), '高院长');
    await userEvent.click(screen.getByRole('button', { name: /立即呼叫/ }));
    expect(await screen.findByText('没有发出去。请立即打电话。', undefined, { timeout: 9_000 })).toBeTruthy();
  });
});
