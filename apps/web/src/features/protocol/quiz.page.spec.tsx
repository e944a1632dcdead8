import { acknowledgeVersion, getAdoption, getMyReading, takeQuiz } from '@alliance/contracts/adoption.contract';
import { getProtocol, getVersion } from '@alliance/contracts/protocol.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, county, idOf } from '../../testing/make';
import { adoption, protocol, version } from '../../testing/make-protocol';
import { show } from '../../testing/show';

const quiz = {
  passPercent: 80,
  questions: [
    { id: 'q1', text: '何时上转？', options: ['180/110', '120/80'] },
    { id: 'q2', text: '谁先处理？', options: ['村医', '乡镇'] },
  ],
};
const reading = { acknowledgedAt: null, dueOn: '2099-10-01', quiz: { attempts: 0, bestPercent: null, passed: false } };
const open = (more: (answers: Answers) => void) =>
  show(`/protocols/${idOf(800)}/quiz?version=2`, {
    as: appointment('doctor', county),
    answers: (answers) => {
      answers.on(getProtocol, protocol()).on(getVersion, version({ quiz })).on(getAdoption, adoption()).on(getMyReading, reading);
      more(answers);
    },
  });
const marked = (right: boolean) => ({
  percent: right ? 100 : 50,
  passed: right,
  questions: [
    { id: 'q1', right: true, ...(right && { rightOptions: [0], explanation: '见上转标准' }) },
    { id: 'q2', right, ...(right && { rightOptions: [1], explanation: '乡镇先处理' }) },
  ],
});

describe('the quiz of a protocol', () => {
  afterEach(cleanup);

  it('is handed in when every question is answered; the first open one gets the focus', async () => {
    const { answers } = open((given) => void given.on(takeQuiz, marked(true)));
    await userEvent.click(await screen.findByLabelText('180/110'));
    await userEvent.click(screen.getByRole('button', { name: '交卷' }));
    expect(screen.getByText(/请选择至少一项/)).toBeDefined();
    expect(document.activeElement).toBe(screen.getByLabelText('村医'));
    expect(answers.of(takeQuiz)).toHaveLength(0);
    await userEvent.click(screen.getByLabelText('乡镇'));
    await userEvent.click(screen.getByRole('button', { name: '交卷' }));
    await waitFor(() => expect(answers.bodies(takeQuiz)).toEqual([{ answers: { q1: [0], q2: [1] } }]));
  });

  it('says what was wrong, is taken again, and once passed explains and confirms in the same place', async () => {
    let right = false;
    const { answers } = open(
      (given) =>
        void given.on(takeQuiz, () => marked(right)).on(acknowledgeVersion, { ...reading, acknowledgedAt: '2026-11-22T02:00:00Z' }),
    );
    const answer = async (second: string) => {
      await userEvent.click(await screen.findByLabelText('180/110'));
      await userEvent.click(screen.getByLabelText(second));
      await userEvent.click(screen.getByRole('button', { name: '交卷' }));
    };
    await answer('村医');
    const failed = await screen.findByRole('heading', { name: /未通过：答对 50%，需 80%/ });
    await waitFor(() => expect(document.activeElement).toBe(failed));
    expect(screen.getAllByText(/✓ 答对|✕ 答错/).map(({ textContent }) => textContent)).toEqual(['✓ 答对', '✕ 答错']);
    expect(screen.getByText(/通过后显示正确选项和说明/)).toBeDefined();
    expect(screen.queryByText(/正确选项(?!和)/)).toBeNull();
    expect(screen.queryByRole('button', { name: '我已读完，确认' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '重做' }));
    right = true;
    await answer('乡镇');
    expect(await screen.findByText('乡镇先处理')).toBeDefined();
    expect(screen.getAllByText('正确选项 · 你的选择')).toHaveLength(2);
    await userEvent.click(await screen.findByRole('button', { name: '我已读完，确认' }));
    await waitFor(() => expect(answers.of(acknowledgeVersion)).toHaveLength(1));
    expect(await screen.findByRole('heading', { level: 1, name: '高血压分级诊疗规范' })).toBeDefined();
  });

  it('keeps the answers when the line is dead', async () => {
    open((given) => void given.silence(takeQuiz));
    await userEvent.click(await screen.findByLabelText('180/110'));
    await userEvent.click(screen.getByLabelText('乡镇'));
    await userEvent.click(screen.getByRole('button', { name: '交卷' }));
    expect(await screen.findByText(/没有收到服务器答复/)).toBeDefined();
    expect((screen.getByLabelText('乡镇') as HTMLInputElement).checked).toBe(true);
  });

  it('says where there is none', async () => {
    open((given) => void given.on(getVersion, version()));
    expect(await screen.findByText('这一版没有测验')).toBeDefined();
  });
});
