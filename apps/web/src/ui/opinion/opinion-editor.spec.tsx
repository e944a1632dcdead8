import { saveOpinion, signOpinion } from '@alliance/contracts/consultation-action.contract';
import type { ConsultationOpinion, ConsultationView } from '@alliance/contracts/consultation.schema';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { setLanguage } from '../../platform/i18n';
import { queryClient } from '../../platform/query';
import { Answers } from '../../testing/answers';
import { idOf, inMinutes, lead } from '../../testing/make';
import { OpinionEditor } from './opinion-editor';
import { opinionBody } from './use-opinion-draft';

// a draft waits for a pause in the typing, and longer on a line that is down
jest.setTimeout(20_000);
configure({ asyncUtilTimeout: 8_000 });

const opinion = (change: Partial<ConsultationOpinion> = {}): ConsultationOpinion => ({
  ...{ id: idOf(1), partyId: idOf(2), by: '沈国强', institution: lead, mine: true, stance: 'agrees', text: '建议造影', dissent: null },
  ...{ recommendations: ['48 小时内造影'], writtenAt: inMinutes(-1), signed: null, supersededAt: null },
  ...change,
});
const about = (opinions: ConsultationOpinion[]) =>
  ({ id: idOf(700), version: 4, actions: ['sign'], opinions }) as unknown as ConsultationView;

let answers: Answers;
const open = (opinions: ConsultationOpinion[] = []) =>
  render(
    <QueryClientProvider client={queryClient}>
      <OpinionEditor consultation={about(opinions)} />
    </QueryClientProvider>,
  );
const write = (label: RegExp, value: string) => fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => {
  setLanguage('zh');
  answers = new Answers().on(saveOpinion, about([]));
  Object.assign(globalThis, { fetch: answers.fetch });
});
afterEach(cleanup);

describe('the opinion of an expert', () => {
  it('goes on from the draft, and is kept a moment after the last key', async () => {
    open([opinion()]);
    expect((screen.getByRole('textbox', { name: /^意见/ }) as HTMLTextAreaElement).value).toBe('建议造影');
    write(/^意见/, '建议急诊造影');
    expect(await screen.findByText(/草稿已保存/)).toBeDefined();
    expect(answers.bodies(saveOpinion)).toEqual([
      { stance: 'agrees', text: '建议急诊造影', dissent: null, recommendations: ['48 小时内造影'] },
    ]);
  });

  it('says that it is not kept while the line is down, and keeps it when it is back', async () => {
    answers.silence(saveOpinion);
    open();
    write(/^意见/, '建议造影');
    expect(await screen.findByText(/草稿还没有保存/)).toBeDefined();
    answers.on(saveOpinion, about([]));
    expect(await screen.findByText(/草稿已保存/)).toBeDefined();
  });

  it('needs words, and grounds where one dissents; then it is looked at once more and signed', async () => {
    answers.on(signOpinion, about([]));
    open();
    press('核对并签名');
    expect(screen.getByText('请写明意见')).toBeDefined();
    write(/^意见/, '暂不手术');
    fireEvent.click(screen.getByRole('radio', { name: /保留不同意见/ }));
    press('核对并签名');
    expect(screen.getByText('请写明不同意见及理由')).toBeDefined();
    write(/^不同意见/, '出血风险高');
    write(/^建议/, '复查血红蛋白\n\n停用抗凝');
    press('核对并签名');
    expect(answers.of(signOpinion)).toHaveLength(0);
    press('签名');
    await waitFor(() =>
      expect(answers.bodies(signOpinion)).toEqual([
        { version: 4, stance: 'dissents', text: '暂不手术', dissent: '出血风险高', recommendations: ['复查血红蛋白', '停用抗凝'] },
      ]),
    );
  });

  it('stays as it was signed; another one may correct it', async () => {
    open([opinion({ stance: 'dissents', dissent: '出血风险高', signed: { sha256: 'ab12', at: inMinutes(-1) } })]);
    expect(screen.getByText('▲ 保留不同意见')).toBeDefined();
    expect(screen.getByText('校验值 ab12')).toBeDefined();
    expect(screen.queryByRole('textbox')).toBeNull();
    press('另写一份更正意见');
    expect((screen.getByRole('textbox', { name: /^意见/ }) as HTMLTextAreaElement).value).toBe('');
  });

  it('sends no dissent of who agrees, whatever was typed before', () => {
    expect(opinionBody({ stance: 'agrees', text: ' a ', dissent: 'x', recommendations: '' })).toEqual({
      stance: 'agrees',
      text: 'a',
      dissent: null,
      recommendations: [],
    });
  });
});
