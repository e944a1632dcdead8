import { getCapacityChoices, getHeldPlace } from '@alliance/contracts/capacity.contract';
import { acceptReferral, redirectReferral } from '@alliance/contracts/referral-action.contract';
import { correctReferral, enterInError } from '@alliance/contracts/referral-ending.contract';
import { signHandOver } from '@alliance/contracts/referral-journey.contract';
import { recordConsent } from '@alliance/contracts/referral-late.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { appointment, cardiology, county, idOf, inMinutes, lead, referral } from '../../testing/make';
import { bed, choose, free, open, other, panel, press } from './detail.story';

describe('panels of a referral', () => {
  afterEach(cleanup);

  it('keeps the first bed that suits unless another is chosen', async () => {
    const view = referral({ service: 'inpatient', urgency: 'urgent' });
    const { answers } = open(view, (a) => void a.on(getCapacityChoices, free(bed(31, '01', false), bed(32, '02'), bed(33, '03'))));
    answers.on(acceptReferral, ({ body }) => referral({ ...view, state: 'accepted', version: body.version + 1, actions: [] }));
    await press(/^受理/);
    const form = await panel();
    const beds = await form.findByLabelText<HTMLSelectElement>(/^留床/);
    await waitFor(() => expect(beds.value).toBe(`bed:${idOf(32)}`));
    await userEvent.selectOptions(beds, `bed:${idOf(33)}`);
    await userEvent.click(form.getByRole('button', { name: '2 小时' }));
    await userEvent.click(form.getByRole('button', { name: '确认受理' }));
    await waitFor(() => expect(answers.bodies(acceptReferral)).toHaveLength(1));
    expect(answers.bodies(acceptReferral)[0]).toMatchObject({ bedRoute: 'bed', hold: { bedId: idOf(33) }, place: '心血管内科 03 床' });
  });

  it('says in words that a bed must be kept, and offers none that does not suit', async () => {
    open(referral({ service: 'inpatient', urgency: 'urgent' }), (a) => {
      a.on(getCapacityChoices, free(bed(31, '01', false), bed(32, '02 床'))).refuse(acceptReferral, 'capacity.hold_needed');
    });
    await press(/^受理/);
    const form = await panel();
    const beds = await form.findByLabelText<HTMLSelectElement>(/^留床/);
    await waitFor(() => expect([...beds.options].map(({ value }) => value)).toEqual(['', `bed:${idOf(32)}`, 'none']));
    expect(beds.options[1]?.text).toMatch(/^02 床 · ICU/);
    await userEvent.selectOptions(beds, 'none');
    await userEvent.click(form.getByRole('button', { name: '2 小时' }));
    await userEvent.click(form.getByRole('button', { name: '确认受理' }));
    expect(await form.findByText(/已公布床位或号源，未受理/)).toBeDefined();
  });

  it('shows both hospitals which bed is kept, and until when', async () => {
    const reception = { arriveBy: inMinutes(30), place: 'CCU', phone: null, physician: null, bedRoute: 'bed' } as const;
    const until = inMinutes(60);
    open(
      referral({ side: 'sender', state: 'accepted', service: 'inpatient', actions: [], reception }),
      (a) => void a.on(getHeldPlace, { held: { label: 'CCU 3 床', isSlot: false, state: 'held', until } }),
    );
    const label = await screen.findByText('预留');
    expect(label.parentElement?.textContent).toMatch(/预留CCU 3 床 至 \S+ \d\d:\d\d$/);
  });

  it('sends the patient through the emergency department where no bed is free, and says why', async () => {
    open(referral({ service: 'inpatient', urgency: 'urgent' }), (a) => void a.on(getCapacityChoices, free(bed(31, '01', false))));
    await press(/^受理/);
    const form = await panel();
    expect(await form.findByText(/没有空闲床位/)).toBeDefined();
    expect(form.getByRole<HTMLInputElement>('radio', { name: /先到急诊/ }).checked).toBe(true);
    expect(form.queryByLabelText(/^留床/)).toBeNull();
  });

  it('brings the time and the room of a slot along, and lets the slot go when another time is set', async () => {
    const slot = {
      id: idOf(35),
      service: 'outpatient',
      room: '3 诊室',
      from: inMinutes(1440),
      to: inMinutes(1470),
      department: cardiology,
    } as const;
    const view = referral({ service: 'outpatient', urgency: 'routine', transport: 'own_way' });
    const { answers } = open(view, (a) => void a.on(getCapacityChoices, { ...free(), slots: [slot] }));
    answers.on(acceptReferral, ({ body }) => referral({ ...view, state: 'accepted', version: body.version + 1, actions: [] }));
    await press(/^受理/);
    const form = await panel();
    const slots = await form.findByLabelText<HTMLSelectElement>(/^号源/);
    await waitFor(() => expect(slots.options).toHaveLength(3));
    await userEvent.selectOptions(slots, `slot:${slot.id}`);
    expect(form.getByLabelText<HTMLInputElement>(/^到院地点/).value).toBe('心血管内科 3 诊室');
    await userEvent.click(form.getByRole('button', { name: '2 小时' }));
    expect(slots.value).toBe('none');
    await userEvent.selectOptions(slots, `slot:${slot.id}`);
    await userEvent.click(form.getByRole('button', { name: '确认受理' }));
    await waitFor(() => expect(answers.bodies(acceptReferral)).toHaveLength(1));
    expect(answers.bodies(acceptReferral)[0]).toMatchObject({ hold: { slotId: slot.id }, arriveBy: slot.from, place: '心血管内科 3 诊室' });
  });

  it('says that somebody else has just taken the bed, and keeps the panel', async () => {
    const { answers } = open(
      referral({ service: 'inpatient', urgency: 'urgent' }),
      (a) => void a.on(getCapacityChoices, free(bed(32, '02'))).refuse(acceptReferral, 'capacity.taken'),
    );
    await press(/^受理/);
    const form = await panel();
    await userEvent.click(await form.findByRole('button', { name: '2 小时' }));
    await waitFor(() => expect(form.getByLabelText<HTMLSelectElement>(/^留床/).value).not.toBe(''));
    await userEvent.click(form.getByRole('button', { name: '确认受理' }));
    expect(await form.findByText(/刚被占用/)).toBeDefined();
    expect(answers.bodies(acceptReferral)[0]).toMatchObject({ hold: { bedId: idOf(32) } });
  });

  it('accepts a mother with her newborn only once somebody said together or apart', async () => {
    const pair = { id: idOf(501), number: 'R7K2-M9QX-5', state: 'submitted' as const, patient: '欧阳之婴' };
    const view = referral({ service: 'inpatient', urgency: 'urgent', pair });
    const { answers } = open(view, (a) => void a.on(getCapacityChoices, free(bed(32, '02'))));
    answers.on(acceptReferral, ({ body }) => referral({ ...view, state: 'accepted', version: body.version + 1, actions: [] }));
    await press(/^受理/);
    const form = await panel();
    await userEvent.click(form.getByRole('button', { name: '2 小时' }));
    await waitFor(() => expect(form.getByLabelText<HTMLSelectElement>(/^留床/).value).not.toBe(''));
    await userEvent.click(form.getByRole('button', { name: '确认受理' }));
    expect(answers.bodies(acceptReferral)).toHaveLength(0);
    await userEvent.click(form.getByRole('radio', { name: /一并受理/ }));
    await userEvent.selectOptions(await form.findByLabelText(/欧阳之婴 的床位/), 'none');
    await userEvent.click(form.getByRole('button', { name: '确认受理' }));
    await waitFor(() => expect(answers.bodies(acceptReferral)).toHaveLength(1));
    expect(answers.bodies(acceptReferral)[0]).toMatchObject({ pair: 'together', hold: { bedId: idOf(32) }, pairHold: null });
  });

  it('warns before a patient goes where the consent does not reach, and leads to a new one', async () => {
    const view = referral({ side: 'sender', urgency: 'routine', state: 'returned', actions: ['redirect', 'resubmit'] });
    const { answers } = open(view, (a) => void a.refuse(redirectReferral, 'referral.consent_not_covering'), appointment('doctor', county));
    await press('改转');
    const form = await panel();
    expect(form.queryByText(/患者只同意转往/)).toBeNull();
    await userEvent.click(form.getByRole('combobox', { name: /^医院/ }));
    await userEvent.click(await form.findByRole('option', { name: /沧江市/ }));
    expect(await form.findByText(/患者只同意转往“云岭市第一人民医院”/)).toBeDefined();
    await userEvent.selectOptions(await form.findByRole('combobox', { name: /^科室/ }), cardiology.id);
    await userEvent.click(form.getByRole('radio', { name: '患者选择' }));
    await userEvent.type(form.getByLabelText(/说明/), '家属要求');
    await userEvent.click(form.getByRole('button', { name: '确认改转' }));
    expect(await form.findByText(/患者只同意转往原定机构，未改转/)).toBeDefined();
    expect(answers.bodies(redirectReferral)[0]).toMatchObject({ receiverId: other.id, receiverDepartmentId: cardiology.id });

    await userEvent.click(form.getByRole('button', { name: '登记新的同意' }));
    const consent = await panel();
    expect(consent.getByLabelText<HTMLInputElement>(/同意人姓名/).value).toBe('欧阳明');
    answers.on(recordConsent, ({ body }) => referral({ ...view, version: body.version + 1 }));
    await userEvent.click(consent.getByRole('radio', { name: /联盟内任一/ }));
    await userEvent.click(consent.getByRole('button', { name: '保存同意' }));
    await waitFor(() => expect(answers.bodies(recordConsent)[0]).toMatchObject({ consentScope: 'alliance', consentGiver: 'relative' }));
  });

  it('hands over with a sheet that names allergies and infections, known or not', async () => {
    const view = referral({ side: 'sender', state: 'accepted', acceptedAt: inMinutes(-1), actions: ['signHandOver'] });
    const { answers } = open(view, undefined, appointment('doctor', county));
    answers.on(signHandOver, ({ body }) => referral({ ...view, version: body.version + 1, actions: [] }));
    await press('交接签名');
    const form = await panel();
    await userEvent.click(form.getByRole('button', { name: '签名' }));
    expect(answers.bodies(signHandOver)).toHaveLength(0);
    expect(form.getByText(/还需填写：过敏史/)).toBeDefined();
    const [noAllergy, , , notKnown] = [...form.getAllByRole('button', { name: /^(无已知|不详)$/ })];
    await userEvent.click(noAllergy as HTMLElement);
    await userEvent.click(notKnown as HTMLElement);
    await userEvent.click(form.getByRole('radio', { name: '接触隔离' }));
    await userEvent.type(form.getByLabelText(/当前病情/), '神志清');
    await userEvent.click(form.getByRole('button', { name: '签名' }));
    await waitFor(() => expect(answers.bodies(signHandOver)).toHaveLength(1));
    expect(answers.bodies(signHandOver)[0]).toEqual({
      version: 3,
      sheet: { allergies: '无已知', infections: '不详', isolation: 'contact', condition: '神志清' },
    });
  });

  it('shows the receiver the sheet it signs, and asks for nothing else', async () => {
    const sheet = {
      allergies: '青霉素',
      infections: '无已知',
      isolation: 'none',
      devices: null,
      medicines: null,
      condition: '平稳',
      belongings: null,
    } as const;
    const signed = { by: '林晓燕', institution: county.name, at: inMinutes(-30) };
    const view = referral({
      state: 'arrived',
      actions: ['signHandOver'],
      handOver: { needed: true, sheet, sender: signed, receiver: null },
    });
    const { answers } = open(view);
    answers.on(signHandOver, ({ body }) => referral({ ...view, version: body.version + 1, custodian: lead, actions: [] }));
    await press('交接签名');
    const form = await panel();
    expect(form.getByText('青霉素')).toBeDefined();
    expect(form.queryByRole('textbox')).toBeNull();
    await userEvent.click(form.getByRole('button', { name: '签名' }));
    expect(await screen.findByText(/已签名，责任方：云岭市第一人民医院/)).toBeDefined();
    expect(answers.bodies(signHandOver)[0]).toEqual({ version: 3 });
  });

  it('voids only with the name of the patient on the button', async () => {
    const { answers } = open(referral({ actions: ['enterInError'] }));
    answers.on(enterInError, ({ body }) => referral({ state: 'voided', version: body.version + 1, actions: [], deadline: null }));
    const form = await choose('作废');
    const button = form.getByRole('button', { name: '作废 欧阳建华 的转诊' });
    expect(button.className).toContain('danger');
    await userEvent.click(button);
    expect(answers.bodies(enterInError)).toHaveLength(0);
    await userEvent.click(form.getByRole('radio', { name: '选错患者' }));
    await userEvent.type(form.getByLabelText(/说明/), '同名');
    await userEvent.click(button);
    await waitFor(() => expect(answers.bodies(enterInError)[0]).toMatchObject({ reason: 'wrong_patient', explanation: '同名' }));
  });

  it('shows before → after of a correction, and sends only what differs', async () => {
    const view = referral({ state: 'closed', outcome: 'discharged_home', deadline: null, actions: ['correct'] });
    const { answers } = open(view);
    answers.on(correctReferral, ({ body }) => referral({ ...view, version: body.version + 1 }));
    const form = await choose('更正');
    await userEvent.type(form.getByLabelText(/说明/), '抄错');
    await userEvent.click(form.getByRole('button', { name: '提交更正' }));
    expect(await form.findByText('请至少修改一项')).toBeDefined();
    await userEvent.click(form.getByRole('radio', { name: '转回原院' }));
    expect(form.getByText('好转回家', { selector: 'del' })).toBeDefined();
    expect(form.getByText('转回原院', { selector: 'ins' })).toBeDefined();
    await userEvent.click(form.getByRole('button', { name: '提交更正' }));
    await waitFor(() => expect(answers.bodies(correctReferral)).toHaveLength(1));
    expect(answers.bodies(correctReferral)[0]).toEqual({ version: 3, changes: { outcome: 'back_to_sender' }, explanation: '抄错' });
  });
});
