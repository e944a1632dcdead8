import { listMessages, listQuestions } from '@alliance/contracts/conversation.contract';
import { askReferral, replyReferral } from '@alliance/contracts/referral-action.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../../testing/answers';
import { appointment, county, idOf, inMinutes, lead, referral } from '../../../testing/make';
import { open, panel, path, press } from '../detail.story';

afterEach(cleanup);

describe('asking for more', () => {
  const routine = referral({ urgency: 'routine', service: 'outpatient', actions: ['ask'], attachments: [] });

  it('is a list: suggestions at a press, own questions by Enter, choices in one line', async () => {
    const { answers } = open(routine, (a) => void a.on(listQuestions, { items: [] }));
    answers.on(askReferral, ({ body }) => referral({ ...routine, state: 'info_requested', version: body.version + 1, actions: [] }));
    await press('要求补充');
    const form = await panel();
    await userEvent.click(await form.findByRole('button', { name: '+ 检查报告或图片' }));
    await userEvent.click(form.getByRole('button', { name: '+ 选择题' }));
    await userEvent.keyboard('能否平卧？');
    await userEvent.type(form.getByLabelText('选项'), '能 / 不能');
    await userEvent.keyboard('{Enter}过敏史？');
    await userEvent.click(form.getByRole('button', { name: '发送提问' }));
    await waitFor(() =>
      expect(answers.bodies(askReferral)[0]?.['questions']).toEqual([
        { kind: 'document', text: '请上传：检查报告或图片', checklistItem: 'documents' },
        { kind: 'choice', text: '能否平卧？', choices: ['能', '不能'] },
        { kind: 'text', text: '过敏史？' },
      ]),
    );
  });

  it('does not send a question without words', async () => {
    const { answers } = open(routine, (a) => void a.on(listQuestions, { items: [] }));
    await press('要求补充');
    const form = await panel();
    await form.findByLabelText(/^问题 1/);
    await userEvent.click(form.getByRole('button', { name: '发送提问' }));
    expect(await form.findByText('请写明这个问题。')).toBeDefined();
    expect(answers.bodies(askReferral)).toEqual([]);
  });
});

describe('answering', () => {
  const asked = {
    id: idOf(60),
    round: 1,
    askedBy: '韩医师',
    askedInstitution: lead.name,
    askedAt: inMinutes(-20),
    answeredBy: null,
    answeredInstitution: null,
    answeredAt: null,
    judgement: null,
    questions: [
      { id: idOf(61), kind: 'text' as const, text: '发病经过？', choices: null, fact: null },
      { id: idOf(62), kind: 'choice' as const, text: '能否平卧？', choices: ['能', '不能'], fact: null },
      { id: idOf(63), kind: 'fact' as const, text: '收缩压', choices: null, fact: 'sbp' },
      { id: idOf(64), kind: 'document' as const, text: '心电图', choices: null, fact: null },
    ].map((question) => ({
      ...question,
      checklistItem: null,
      askedBefore: question.kind === 'fact' ? 1 : 0,
      answer: null,
      value: null,
      attachmentId: null,
      cannot: null,
    })),
  };
  const view = referral({
    side: 'sender',
    state: 'info_requested',
    urgency: 'routine',
    service: 'outpatient',
    actions: ['reply'],
    attachments: [],
  });
  const doctor = appointment('doctor', county);

  it('is a form with the control of each kind; what cannot be given says why; nothing is left out unseen', async () => {
    const { answers } = open(view, (a) => void a.on(listQuestions, { items: [asked] }), doctor);
    answers.on(replyReferral, ({ body }) => referral({ ...view, state: 'submitted', version: body.version + 1, actions: [] }));
    await press('答复');
    const form = await panel();
    await userEvent.type(await form.findByLabelText(/1\. 发病经过/), '两小时前');
    await userEvent.click(form.getByRole('radio', { name: '不能' }));
    await userEvent.click(form.getByRole('button', { name: '发送答复' }));
    expect(answers.bodies(replyReferral)).toEqual([]);
    expect(form.getByText('已答 2 / 4')).toBeDefined();
    expect(form.getAllByText(/请答复，或说明不能提供的原因/).length).toBeGreaterThan(0);
    await userEvent.type(form.getByRole('textbox', { name: /3\. 收缩压/ }), '186');
    await userEvent.click(form.getAllByRole('button', { name: '无法提供' }).at(-1) as HTMLElement);
    await userEvent.selectOptions(form.getByLabelText(/4\. 心电图/), 'on_paper');
    await userEvent.click(form.getByRole('button', { name: '发送答复' }));
    await waitFor(() =>
      expect(answers.bodies(replyReferral)[0]?.['answers']).toEqual([
        { question: 1, text: '两小时前' },
        { question: 2, choice: '不能' },
        { question: 3, value: 186 },
        { question: 4, cannot: 'on_paper' },
      ]),
    );
  });

  it('shows question and answer side by side, how often it was asked, and what the criteria say now', async () => {
    const answered = {
      ...asked,
      answeredBy: '林晓燕',
      answeredInstitution: county.name,
      answeredAt: inMinutes(-5),
      judgement: { verdict: 'met' } as never,
      questions: asked.questions.map((question) => ({
        ...question,
        ...(question.kind === 'fact' ? { value: { value: 186, unit: 'mm[Hg]' } } : { cannot: 'result_pending' as const }),
      })),
    };
    const also = (a: Answers) => void a.on(listQuestions, { items: [answered] }).refuse(listMessages, 'referral.not_found');
    open(referral({ state: 'submitted' }), also, undefined, `${path}?tab=conversation`);
    const table = within(await screen.findByRole('table'));
    const row = table.getByRole('row', { name: /3\. 收缩压/ });
    expect(row.textContent).toMatch(/第 2 次询问.*收缩压 186 mmHg/);
    expect(table.getAllByText(/无法提供 · 结果未出/)).toHaveLength(3);
    expect(screen.getByText(/按补充后的指标再判定/)).toBeDefined();
  });
});
