import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { idOf, inMinutes, referral } from '../../testing/make';
import { open, path } from './detail.story';

const note = (n: number, text: string) => ({
  id: idOf(800 + n),
  kind: 'question' as const,
  text,
  at: inMinutes(n),
  by: '沈岚',
  institution: '云岭市人民医院',
});
const tab = (name: RegExp | string) => screen.findByRole('tab', { name });
const chosen = () => screen.getByRole('tab', { selected: true }).textContent;

describe('the parts of a referral', () => {
  afterEach(cleanup);

  it('opens with what a decision needs: the case, and what was said last with the way to the rest', async () => {
    open(referral({ notes: [note(0, '请补心电图'), note(1, '近期肌酐？')] }));
    const part = within(await screen.findByRole('tabpanel', { name: /概要/ }));
    expect(part.getByText('转诊原因')).toBeDefined();
    expect(part.getByText('近期肌酐？')).toBeDefined();
    expect(part.queryByText('请补心电图')).toBeNull();
    await userEvent.click(part.getByRole('button', { name: /全部 2 条/ }));
    expect(await screen.findByText('请补心电图')).toBeDefined();
    expect(chosen()).toMatch(/沟通/);
  });

  it('moves with the arrows, has one stop for the Tab key and says in words how much a part holds', async () => {
    open(referral({ notes: [note(0, '请补心电图')] }));
    (await tab('概要')).focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(chosen()).toBe('判定 ');
    expect(await screen.findByText('这份转诊没有判定')).toBeDefined();
    expect(document.activeElement).toBe(await tab('判定'));
    await userEvent.keyboard('{End}');
    expect(chosen()).toBe('档案 ');
    await userEvent.keyboard('{ArrowRight}{ArrowLeft}{ArrowLeft}');
    expect(chosen()).toBe('时间线 ');
    expect(screen.getAllByRole('tab').map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, -1, -1, 0, -1]);
    expect(await tab('沟通 1 条')).toBeDefined();
  });

  it.each([
    ['timeline', '时间线 '],
    ['gossip', '概要 '],
  ])('opens at the part that the link names, at the summary where nobody knows the name: %s', async (name, shown) => {
    open(referral(), undefined, undefined, `${path}?tab=${name}`);
    await tab('概要');
    expect(chosen()).toBe(shown);
  });
});
