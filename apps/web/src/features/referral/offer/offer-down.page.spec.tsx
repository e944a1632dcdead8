import { checkFormulary, listFormulary } from '@alliance/contracts/formulary.contract';
import { offerDown } from '@alliance/contracts/referral-journey.contract';
import { getReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../../testing/answers';
import { appointment, cardiology, idOf, referral } from '../../../testing/make';
import { open } from '../detail.story';

const inCare = (more: Partial<ReferralView> = {}): ReferralView =>
  referral({ state: 'in_care', actions: ['offerDown', 'reportOutcome'], side: 'receiver', senderDepartment: cardiology, ...more });
const at = `/referrals/${idOf(500)}/offer-down`;
const visit = (view: ReferralView, more?: (answers: Answers) => void) => open(view, more, appointment('doctor'), at);

const listed = { publishedAt: '2026-11-20T02:00:00Z', total: 0, mayManage: false, nextCursor: null, items: [] };
const found = (availability: 'listed' | 'not_listed') => ({ publishedAt: listed.publishedAt, items: [{ availability, listed: [] }] });
const write = async (name: RegExp | string, text: string) => userEvent.type(await screen.findByRole('textbox', { name }), text);
const send = async () => userEvent.click(await screen.findByRole('button', { name: '发出下转请求' }));

async function fillAllButMedicines() {
  await write(/下转理由/, '病情稳定');
  await write(/转出小结/, 'PCI 术后第 5 天');
  await write(/^内容/, '每日步行 20 分钟');
  await userEvent.click(await screen.findByRole('button', { name: '+ 胸痛超过 15 分钟不缓解' }));
  await userEvent.click(await screen.findByRole('radio', { name: '患者本人' }));
}

describe('offering a patient back', () => {
  afterEach(cleanup);

  it('says what is missing and leads there; nothing is sent', async () => {
    const { answers } = visit(inCare());
    await send();
    expect(screen.getByText(/还有 \d+ 处没填/)).toBeDefined();
    expect(document.activeElement?.id).toBe('offer-reason');
    expect(answers.of(offerDown)).toHaveLength(0);
  });

  it('sends a plan; the offer that was made is opened', async () => {
    const offers = [{ id: idOf(501), number: 'R7K2-M9QX-5', state: 'offered' as const, patient: null }];
    const { answers, router } = visit(inCare(), (given) => {
      given
        .on(listFormulary, listed)
        .on(checkFormulary, found('listed'))
        .on(offerDown, inCare({ offers, actions: [] }));
    });
    await fillAllButMedicines();
    await userEvent.click(within(screen.getByRole('region', { name: '带回的药品' })).getByRole('button', { name: '添加一条' }));
    await userEvent.type(await screen.findByRole('combobox', { name: /通用名/ }), '阿司匹林肠溶片');
    await write(/每次用量/, '100 mg');
    await write(/^频次 必填/, 'qd');
    expect(await screen.findByText('✓ 对方目录内，有货')).toBeDefined();
    await send();
    await waitFor(() => expect(answers.bodies(offerDown)).toHaveLength(1));
    expect(answers.bodies(offerDown)[0]).toMatchObject({
      ...{ service: 'inpatient', consentGiver: 'patient', reason: '病情稳定' },
      plan: {
        rehabilitation: [{ kind: 'exercise', text: '每日步行 20 分钟' }],
        medicines: [{ name: '阿司匹林肠溶片', dose: '100 mg', route: 'oral', frequency: 'qd', daysSupplied: 7, bridging: null }],
        noMedicines: false,
        warningSigns: [{ sign: '胸痛超过 15 分钟不缓解', action: 'return_now' }],
      },
    });
    await waitFor(() => expect(router.state.location.pathname).toBe(`/referrals/${idOf(501)}`));
  });

  it('asks how a patient gets what the receiver has not; a refusal keeps everything and marks the line', async () => {
    const { answers } = visit(inCare(), (given) => {
      given.on(listFormulary, listed).on(checkFormulary, found('not_listed'));
      given.refuse(offerDown, 'referral.medicine_unbridged', { fields: ['medicines.0.bridging'] });
    });
    await fillAllButMedicines();
    await userEvent.click(within(screen.getByRole('region', { name: '带回的药品' })).getByRole('button', { name: '添加一条' }));
    await userEvent.type(await screen.findByRole('combobox', { name: /通用名/ }), '利伐沙班片');
    await write(/每次用量/, '10 mg');
    await write(/^频次 必填/, 'qd');
    expect(await screen.findByText('✕ 不在对方目录')).toBeDefined();
    await send();
    expect(await screen.findByText('请选择怎么衔接')).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: /下转理由/ }).value).toBe('病情稳定');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: /怎么衔接/ }), '患者自带，用完前复诊');
    await send();
    await waitFor(() => expect(answers.bodies(offerDown)).toHaveLength(2));
    expect(answers.bodies(offerDown)[1]).toMatchObject({ plan: { medicines: [{ bridging: 'patient_brings' }] } });
  });

  it('begins with the plan of an offer that was declined', async () => {
    const plan: ReferralView['plan'] = {
      rehabilitation: [{ kind: 'cardiac', text: '六分钟步行', frequency: null }],
      medicines: [],
      warningSigns: [{ id: 'a', sign: '黑便', action: 'call_us' }],
      nextVisitOn: null,
      ...{ writtenBy: '韩致远', writtenAt: '2026-11-20T02:00:00Z' },
    };
    const declined = { id: idOf(502), number: 'R7K2-M9QX-6', state: 'returned' as const, patient: null };
    visit(inCare({ offers: [declined] }), (given) => {
      given.on(getReferral, ({ params }) =>
        params.id === declined.id ? referral({ id: declined.id, state: 'returned', plan }) : inCare({ offers: [declined] }),
      );
    });
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: /^内容/ })).value).toBe('六分钟步行');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: /出现什么情况/ }).value).toBe('黑便');
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /不带药/ }).checked).toBe(true);
  });

  it('is not offered where the patient is not in care any more', async () => {
    visit(inCare({ state: 'closed', actions: [] }));
    expect(await screen.findByText('现在不能发出下转请求')).toBeDefined();
  });
});
