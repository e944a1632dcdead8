import { listOnDuty } from '@alliance/contracts/on-call.contract';
import { acceptReferral, askReferral } from '@alliance/contracts/referral-action.contract';
import { getReferral, referralTimeline } from '@alliance/contracts/referral.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, county, idOf, inMinutes, lead, referral } from '../../testing/make';
import { show } from '../../testing/show';

const path = `/referrals/${idOf(500)}`;
const coordinator = appointment('coordinator');
const answering =
  (view = referral()) =>
  (answers: Answers) =>
    void answers.on(getReferral, view).on(referralTimeline, { items: [] });
const panel = () => screen.findByRole('form');

describe('one referral', () => {
  afterEach(cleanup);

  it('offers what the server offers, nothing else', async () => {
    show(path, { as: coordinator, answers: answering(referral({ actions: ['return'] })) });
    await screen.findByRole('button', { name: '退回' });
    expect(screen.queryByRole('button', { name: '受理' })).toBeNull();
    await userEvent.keyboard('a');
    expect(await screen.findByText(/现在不能受理/)).toBeDefined();
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('accepts from the keyboard: compares the person, names what an emergency needs, Enter confirms', async () => {
    const { answers } = show(path, { as: coordinator, answers: answering() });
    answers.on(acceptReferral, ({ body }) => referral({ state: 'accepted', version: body.version + 1, actions: [] }));
    await screen.findByRole('button', { name: '受理' });
    await userEvent.keyboard('a');
    const form = within(await panel());
    for (const fact of ['欧阳建华', /男 · 68 岁/, '尾号 2417']) expect(form.getByText(fact)).toBeDefined();

    await userEvent.type(form.getByLabelText(/到院地点/), '抢救室{Enter}');
    expect(answers.of(acceptReferral)).toHaveLength(0);
    expect(document.activeElement).toBe(form.getByLabelText(/联系电话/));
    await userEvent.keyboard('0871-65120120');
    await userEvent.type(form.getByLabelText(/接诊医师/), '沈岚{Enter}');

    await waitFor(() => expect(answers.of(acceptReferral)).toHaveLength(1));
    expect(answers.bodies(acceptReferral)[0]).toMatchObject({ version: 3, place: '抢救室', phone: '0871-65120120', physician: '沈岚' });
    expect(await screen.findByText(/已受理，请患者于/)).toBeDefined();
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('puts the sender’s telephone first, and says who answers where this role may not', async () => {
    const duty = {
      department: null,
      rung: 'duty_office',
      person: '韩致远',
      phone: '0990-5552004',
      backup: null,
      until: null,
      takenOver: true,
    };
    show(path, {
      as: coordinator,
      answers: (answers) => {
        answering(referral({ actions: [] }))(answers);
        answers.on(listOnDuty, ({ query }) => {
          const ours = query.institutionId === lead.id;
          return { institution: lead, items: [{ ...duty, phone: ours ? duty.phone : '0990-5552009' }], lines: [] } as never;
        });
      },
    });
    const ring = (await screen.findByText('联系转出方')).parentElement as HTMLElement;
    expect((await within(ring).findByRole('link', { name: '拨打 0990-5552009' })).getAttribute('href')).toBe('tel:09905552009');
    const notice = screen.getByText(/由接收科室的医生答复/);
    expect(await within(notice).findByRole('link', { name: '拨打 0990-5552004' })).toBeDefined();
  });

  it('says who was quicker, keeps what was typed and sends it again with the new version', async () => {
    const routine = referral({ urgency: 'routine', service: 'outpatient', actions: ['accept', 'ask', 'return'] });
    const { answers } = show(path, { as: coordinator, answers: answering(routine) });
    await screen.findByRole('button', { name: '要求补充' });
    await userEvent.keyboard('i');
    await userEvent.type(await within(await panel()).findByLabelText(/^问题 1/), '请补心电图');

    const theirs = {
      id: idOf(701),
      kind: 'referral.replied',
      at: inMinutes(0),
      by: '林晓燕',
      role: 'doctor',
      institution: county.name,
      version: 4,
      data: {},
      note: null,
    } as const;
    answers
      .on(getReferral, { ...routine, version: 4 })
      .on(referralTimeline, { items: [theirs] })
      .refuse(askReferral, 'referral.stale');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText(/林晓燕（青禾县人民医院）刚刚改动了这份转诊单：作了答复/)).toBeDefined();
    expect(within(await panel()).getByLabelText<HTMLInputElement>(/^问题 1/).value).toBe('请补心电图');

    answers.on(askReferral, ({ body }) => referral({ ...routine, state: 'info_requested', version: body.version + 1, actions: [] }));
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(answers.bodies(askReferral).map(({ version }) => version)).toEqual([3, 4]));
  });

  it('puts a refusal into words of the reader, never the server’s, and keeps the panel', async () => {
    const { answers } = show(path, {
      as: coordinator,
      language: 'en',
      answers: answering(referral({ service: 'examination', urgency: 'routine' })),
    });
    answers.refuse(acceptReferral, 'referral.arrival_in_past');
    await userEvent.click(await screen.findByRole('button', { name: /Accept/ }));
    const form = within(await panel());
    await userEvent.click(form.getByRole('button', { name: '1 h' }));
    await userEvent.type(form.getByLabelText(/Where to arrive/), 'CT room{Enter}');
    expect(await form.findByText(/The arrival time is in the past/)).toBeDefined();
    expect(screen.queryByText(/server sentence/)).toBeNull();
    expect(form.getByLabelText<HTMLInputElement>(/Where to arrive/).value).toBe('CT room');
  });

  it('shows a referral that is not ours as not there', async () => {
    show(path, { as: appointment('doctor', lead), answers: (answers) => void answers.refuse(getReferral, 'referral.not_found') });
    expect(await screen.findByText(/没有找到这份转诊单/)).toBeDefined();
  });
});
