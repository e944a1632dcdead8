import { commonTimes, listConsultationRooms } from '@alliance/contracts/availability.contract';
import * as act from '@alliance/contracts/consultation-action.contract';
import { getConsultation, waitingConsultations } from '@alliance/contracts/consultation.contract';
import { listExperts, type Expert } from '@alliance/contracts/expert.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { appointment, county, idOf, inMinutes, lead } from '../../testing/make';
import { consultation, opinion, party } from '../../testing/make-consultation';
import type { Answers } from '../../testing/answers';
import { show } from '../../testing/show';

const path = `/consultations/${idOf(700)}`;
const open = (view: ConsultationView, more: (answers: Answers) => void = () => undefined, as = appointment('doctor', county)) =>
  show(path, {
    as,
    answers: (answers) => {
      answers.on(getConsultation, view);
      answers.on(waitingConsultations, { items: [], waiting: 0 });
      more(answers);
    },
  });

const onDuty: Expert = {
  ...{ id: idOf(819), version: 1, personId: idOf(820), name: '韩致远', institution: lead, department: null, title: 'associate_chief' },
  ...{ specialties: ['cardiovascular'], kinds: ['immediate'], academic: false, practiceScope: '内科专业', introduction: null },
  ...{ independentSince: '2012-08-01', ineligible: [], actions: [] },
};

describe('one consultation', () => {
  it('says how far it is, what is waited for, and the case in two minutes', async () => {
    open(consultation());
    const steps = await screen.findByRole('list', { name: '进行到哪一步' });
    expect(within(steps).getByText(/受邀/).getAttribute('aria-current')).toBe('step');
    expect(screen.getByText(/等约定时间/)).toBeTruthy();
    const summary = screen.getByRole('region', { name: '两分钟读完' });
    for (const text of ['反复胸痛，是否需要造影', '评估造影指征', '不稳定型心绞痛', /收缩压 186/])
      expect(within(summary).getByText(text)).toBeTruthy();
  });

  it('keeps a common free time for ten minutes, then fixes it', async () => {
    const startsAt = inMinutes(180);
    const held = consultation({
      ...{ version: 4, actions: ['book'] },
      time: { startsAt, endsAt: inMinutes(210), heldUntil: inMinutes(10), sequence: 0 },
    });
    const { answers } = open(consultation({ actions: ['hold', 'book'] }), (given) => {
      given.on(commonTimes, { items: [{ startsAt, endsAt: inMinutes(210) }], free: [], withoutTime: [] });
      given.on(act.holdTime, () => {
        given.on(getConsultation, held);
        return held;
      });
      given.on(act.bookConsultation, consultation({ state: 'booked', version: 5 }));
    });
    await userEvent.click(await screen.findByRole('button', { name: '暂留 10 分钟' }));
    await userEvent.click(await screen.findByRole('button', { name: '确认约定' }));
    await waitFor(() => expect(answers.bodies(act.bookConsultation)).toEqual([{ version: 4, roomIds: [] }]));
    expect(answers.bodies(act.holdTime)).toEqual([{ version: 3, startsAt, minutes: 30, roomIds: [] }]);
  });

  it('a call of a hospital that named nobody yet is written up with who took it', async () => {
    const seat = { ...party(710, { state: 'invited' }), person: null };
    const { answers } = open(consultation({ kind: 'immediate', actions: ['recordCall'], parties: [seat] }), (given) => {
      given.on(listExperts, { items: [onDuty], nextCursor: null, institutions: [], mayManage: false, mine: null });
      given.on(act.recordCall, consultation({ state: 'concluding', version: 4 }));
    });
    await userEvent.click(await screen.findByRole('button', { name: '登记电话会诊' }));
    const dialog = await screen.findByRole('dialog', { name: '登记电话会诊' });
    await userEvent.type(within(dialog).getByRole('textbox', { name: /通话号码/ }), '0990-5552004');
    await userEvent.type(within(dialog).getByRole('textbox', { name: /意见内容/ }), '立即溶栓');
    await userEvent.click(within(dialog).getByRole('checkbox', { name: /逐条复述/ }));
    await userEvent.click(within(dialog).getByRole('button', { name: '登记电话会诊' }));
    expect(answers.of(act.recordCall)).toEqual([]);
    await userEvent.selectOptions(await within(dialog).findByRole('combobox', { name: /接听的医师/ }), idOf(820));
    await userEvent.click(within(dialog).getByRole('button', { name: '登记电话会诊' }));
    await waitFor(() =>
      expect(answers.bodies(act.recordCall)[0]).toMatchObject({ partyId: idOf(710), personId: idOf(820), readBack: true }),
    );
  });

  it('asks for a coded reason before declining', async () => {
    const { answers } = open(
      consultation({ actions: ['accept', 'decline'], parties: [party(710, { state: 'invited', mine: true })] }),
      (given) => given.on(act.declineConsultation, consultation({ version: 4 })),
      appointment('expert', lead),
    );
    await userEvent.click(await screen.findByRole('button', { name: '不接受' }));
    const dialog = await screen.findByRole('dialog', { name: '不接受' });
    await userEvent.click(within(dialog).getByRole('button', { name: '不接受' }));
    expect(answers.of(act.declineConsultation)).toEqual([]);
    await userEvent.selectOptions(within(dialog).getByRole('combobox'), '休假');
    await userEvent.click(within(dialog).getByRole('button', { name: '不接受' }));
    await waitFor(() => expect(answers.bodies(act.declineConsultation)[0]).toMatchObject({ version: 3, reason: 'on_leave' }));
  });

  it('brings my opinion into view, which is signed after it was looked at once more', async () => {
    const { answers } = open(
      consultation({ state: 'concluding', actions: ['sign'], parties: [party(710, { mine: true })] }),
      (given) =>
        given
          .on(act.saveOpinion, consultation({ state: 'concluding', version: 3 }))
          .on(act.signOpinion, consultation({ state: 'concluding', version: 4, opinions: [opinion({ mine: true })] })),
      appointment('expert', lead),
    );
    await userEvent.click(await screen.findByRole('button', { name: '写意见' }));
    const part = screen.getByRole('region', { name: '会诊意见' });
    await waitFor(() => expect(document.activeElement).toBe(within(part).getByRole('textbox', { name: /^意见/ })));
    await userEvent.keyboard('暂不造影');
    await userEvent.click(within(part).getByRole('button', { name: '核对并签名' }));
    expect(answers.of(act.signOpinion)).toEqual([]);
    await userEvent.click(await screen.findByRole('button', { name: '签名' }));
    await waitFor(() => expect(answers.bodies(act.signOpinion)).toMatchObject([{ version: 3, stance: 'agrees', text: '暂不造影' }]));
  });

  it('mine stands once, as the others do after it is signed', async () => {
    const others = opinion({ id: idOf(731), by: '沈国强', text: '建议造影' });
    open(consultation({ state: 'concluding', actions: ['sign'], opinions: [others, opinion({ mine: true })] }));
    const part = await screen.findByRole('region', { name: '会诊意见' });
    expect(within(part).getAllByText(/尽快转入导管室/)).toHaveLength(1);
    expect(within(part).getByText('建议造影')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '写意见' })).toBeNull();
  });

  it('after a session, meeting once more is folded away and the decision stands first', async () => {
    open(consultation({ state: 'concluding', actions: ['hold', 'book', 'start', 'recordCall', 'decide'] }), (given) =>
      given.on(commonTimes, { items: [], free: [], withoutTime: [] }),
    );
    const decide = await screen.findByRole('button', { name: '作决定' });
    expect(decide.className).toContain('primary');
    expect(screen.queryByText('大家都有空的时间')).toBeNull();
    expect(screen.queryByRole('button', { name: '开始会诊' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '再约一次' }));
    expect(screen.getByText('大家都有空的时间')).toBeTruthy();
    expect(screen.getByRole('button', { name: '开始会诊' })).toBeTruthy();
  });

  it('a time is fixed with a room of the own hospital', async () => {
    const startsAt = inMinutes(180);
    const { answers } = open(consultation({ actions: ['hold', 'book'] }), (given) => {
      given.on(commonTimes, { items: [{ startsAt, endsAt: inMinutes(210) }], free: [], withoutTime: [] });
      given.on(listConsultationRooms, { items: [{ id: idOf(870), version: 1, name: '远程会诊一室', equipment: null, endedAt: null }] });
      given.on(act.bookConsultation, consultation({ state: 'booked', version: 4 }));
    });
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: /本院会诊室/ }), '远程会诊一室');
    await userEvent.click(await screen.findByRole('button', { name: '约定这个时间' }));
    await waitFor(() =>
      expect(answers.bodies(act.bookConsultation)).toEqual([{ version: 3, startsAt, minutes: 30, roomIds: [idOf(870)] }]),
    );
  });

  it('a call may have been taken by an expert without a seat', async () => {
    const { answers } = open(consultation({ actions: ['recordCall'] }), (given) => {
      given.on(listExperts, { items: [onDuty], nextCursor: null, institutions: [], mayManage: false, mine: null });
      given.on(act.recordCall, consultation({ state: 'concluding', version: 4 }));
    });
    await userEvent.click(await screen.findByRole('button', { name: '登记电话会诊' }));
    const dialog = await screen.findByRole('dialog', { name: '登记电话会诊' });
    await userEvent.selectOptions(within(dialog).getByRole('combobox', { name: /谁给的意见/ }), '其他专家（不在参加者中）');
    await userEvent.type(within(dialog).getByRole('combobox', { name: /查找专家/ }), '韩');
    await userEvent.click(await within(dialog).findByRole('option', { name: /韩致远/ }));
    await userEvent.type(within(dialog).getByRole('textbox', { name: /通话号码/ }), '0990-5552004');
    await userEvent.type(within(dialog).getByRole('textbox', { name: /意见内容/ }), '立即溶栓');
    await userEvent.click(within(dialog).getByRole('checkbox', { name: /逐条复述/ }));
    await userEvent.click(within(dialog).getByRole('button', { name: '登记电话会诊' }));
    await waitFor(() =>
      expect(answers.bodies(act.recordCall)[0]).toMatchObject({ partyId: null, personId: idOf(820), institutionId: lead.id }),
    );
  });

  it('shows a dissent by shape and word, with time and hash', async () => {
    open(consultation({ state: 'concluding', opinions: [opinion({ stance: 'dissents', dissent: '应先做无创检查' })] }));
    const part = await screen.findByRole('region', { name: '会诊意见' });
    expect(part.textContent).toContain('◇ 保留不同意见');
    expect(part.textContent).toContain('应先做无创检查');
    expect(part.textContent).toContain('摘要 ab12ab12ab12');
  });

  it('the decision takes over the recommendations, and of a referral asks what becomes of it', async () => {
    const { answers } = open(
      consultation({ state: 'concluding', actions: ['decide'], opinions: [opinion()], referral: { id: idOf(500), number: 'R1' } }),
      (given) => given.on(act.decideConsultation, consultation({ state: 'decided', version: 4 })),
    );
    await userEvent.click(await screen.findByRole('button', { name: '作决定' }));
    const dialog = await screen.findByRole('dialog', { name: '作决定' });
    await userEvent.click(within(dialog).getByRole('radio', { name: '部分采纳' }));
    await userEvent.type(within(dialog).getByRole('textbox', { name: /理由/ }), '先复查再定');
    await userEvent.click(within(dialog).getByRole('checkbox', { name: '停用美托洛尔' }));
    await userEvent.click(within(dialog).getByRole('button', { name: '作决定' }));
    expect(answers.of(act.decideConsultation)).toEqual([]);
    await userEvent.click(within(dialog).getByRole('radio', { name: '以会诊意见结束转诊' }));
    await userEvent.click(within(dialog).getByRole('button', { name: '作决定' }));
    await waitFor(() =>
      expect(answers.bodies(act.decideConsultation)).toEqual([
        {
          ...{ version: 3, decision: 'follow_in_part', text: '先复查再定', referral: 'close_with_advice' },
          actions: [{ opinionId: idOf(730), text: '复查肌钙蛋白', dueOn: null }],
        },
      ]),
    );
  });

  it('advice by telephone is not taken before it was read back', async () => {
    const { answers } = open(consultation({ actions: ['recordCall'] }), (given) => given.on(act.recordCall, consultation({ version: 4 })));
    await userEvent.click(await screen.findByRole('button', { name: '登记电话会诊' }));
    const dialog = await screen.findByRole('dialog', { name: '登记电话会诊' });
    await userEvent.type(within(dialog).getByRole('textbox', { name: /通话号码/ }), '13900002222');
    await userEvent.type(within(dialog).getByRole('textbox', { name: /意见内容/ }), '静脉溶栓');
    await userEvent.click(within(dialog).getByRole('button', { name: '登记电话会诊' }));
    expect(within(dialog).getByText(/请先向对方复述/)).toBeTruthy();
    expect(answers.of(act.recordCall)).toEqual([]);
    await userEvent.click(within(dialog).getByRole('checkbox', { name: /已逐条复述/ }));
    await userEvent.click(within(dialog).getByRole('button', { name: '登记电话会诊' }));
    await waitFor(() => expect(answers.bodies(act.recordCall)[0]).toMatchObject({ partyId: idOf(710), readBack: true, text: '静脉溶栓' }));
  });

  it('an action that was not done says why', async () => {
    const action = {
      ...{ id: idOf(740), opinionId: null, text: '复查肌钙蛋白', dueOn: null, outcome: null, notDoneReason: null },
      ...{ recordedBy: null, recordedAt: null },
    };
    const { answers } = open(
      consultation({
        ...{ state: 'decided', actions: ['recordAction'], recommendedActions: [action] },
        decision: { decision: 'follow', text: '照办', by: '林晓燕', at: inMinutes(-5) },
      }),
      (given) => given.on(act.recordAction, consultation({ state: 'decided', version: 4 })),
    );
    await userEvent.click(await screen.findByRole('button', { name: /未执行/ }));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: '未执行的原因' }), '有禁忌');
    await waitFor(() => expect(answers.bodies(act.recordAction)).toEqual([{ version: 3, outcome: 'not_done', reason: 'contraindicated' }]));
  });

  it('that is not ours any more is gone', async () => {
    show(path, { as: appointment('doctor', county), answers: (answers) => answers.refuse(getConsultation, 'consultation.not_found') });
    expect(await screen.findByRole('alert')).toBeTruthy();
  });
});
