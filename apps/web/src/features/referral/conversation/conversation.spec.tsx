import {
  countMessages,
  findMentionable,
  listMessages,
  listQuestions,
  readMessages,
  sendMessage,
  withdrawMessage,
  type Message,
} from '@alliance/contracts/conversation.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../../testing/answers';
import { county, idOf, inMinutes, lead, referral } from '../../../testing/make';
import { open, path } from '../detail.story';

afterEach(cleanup);

const message = (n: number, more: Partial<Message> = {}): Message => ({
  id: idOf(9000 + n),
  position: n,
  at: inMinutes(-60 + n),
  by: '林晓燕',
  institution: { id: county.id, name: county.name },
  mine: false,
  text: `第 ${n} 条`,
  withdrawnAt: null,
  withdrawableUntil: null,
  replyTo: null,
  mentions: [],
  attachmentIds: [],
  readBy: [],
  ...more,
});
const page = (items: Message[], more: object = {}) => ({
  items,
  earlier: false,
  later: false,
  standing: 'open' as const,
  writableUntil: null,
  readUpTo: items.length,
  ...more,
});
const talk = (items: Message[], more: object = {}, view: ReferralView = referral(), also?: (answers: Answers) => void) =>
  open(
    view,
    (answers) => {
      answers.on(listMessages, page(items, more)).on(listQuestions, { items: [] }).on(countMessages, { items: [] });
      answers.on(readMessages, ({ body }) => ({ readUpTo: body.upTo }));
      also?.(answers);
    },
    undefined,
    `${path}?tab=conversation`,
  );
const composer = async () => within(await screen.findByRole('form', { name: '写消息' }));
const text = async () => (await composer()).getByRole<HTMLTextAreaElement>('combobox', { name: '写消息' });

describe('the conversation of a case', () => {
  it('shows who said what, who has read it, what was withdrawn, and a note written with an action between them', async () => {
    const note = { id: idOf(70), kind: 'advice' as const, text: '先溶栓', at: inMinutes(-57.5), by: '韩医师', institution: lead.name };
    talk(
      [
        message(1),
        message(2, { text: null, withdrawnAt: inMinutes(-57) }),
        message(3, {
          mine: true,
          by: '沈岚',
          institution: { id: lead.id, name: lead.name },
          readBy: [{ by: '林晓燕', institution: county.name, at: inMinutes(-1) }],
        }),
        message(4, { mine: true, by: '沈岚', institution: { id: lead.id, name: lead.name } }),
      ],
      {},
      referral({ notes: [note] }),
    );
    await screen.findByText('第 1 条');
    const said = screen.getAllByRole('listitem').map(({ textContent }) => textContent ?? '');
    const at = (part: string) => said.findIndex((line) => line.includes(part));
    expect(at('第 1 条')).toBeLessThan(at('撤回了一条消息'));
    expect(at('撤回了一条消息')).toBeLessThan(at('先溶栓'));
    expect(at('先溶栓')).toBeLessThan(at('第 3 条'));
    expect(screen.getByText(/^已读：林晓燕（青禾县人民医院）/)).toBeDefined();
    expect(screen.getByText('对方未读')).toBeDefined();
  });

  it('sends at once on the screen, again under the same id when the line was down, and keeps nothing on disk', async () => {
    const { answers } = talk([message(1)], {}, undefined, (a) => void a.silence(sendMessage));
    await userEvent.type(await text(), '病人 14 点出发');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText('未送出，网络恢复后自动再发')).toBeDefined();
    expect((await text()).value).toBe('');
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }])).not.toContain('14 点出发');
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
    answers.on(sendMessage, ({ body }) => message(2, { id: body.id, text: body.text, mine: true }));
    answers.on(listMessages, page([message(1), message(2, { text: '病人 14 点出发', mine: true })]));
    window.dispatchEvent(new Event('online'));
    await waitFor(() => expect(screen.queryByText('未送出，网络恢复后自动再发')).toBeNull());
    const ids = answers.bodies(sendMessage).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(1);
  });

  it('gives a refused message back with the reason', async () => {
    talk([message(1)], {}, undefined, (a) => void a.refuse(sendMessage, 'message.conversation_over'));
    await userEvent.type(await text(), '还有问题');
    await userEvent.click((await composer()).getByRole('button', { name: '发送' }));
    expect(await screen.findByText(/已满 30 天，不能再写消息/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '不发了' }));
    expect(screen.queryByText('还有问题')).toBeNull();
  });

  it('calls a colleague in with the keyboard', async () => {
    const people = ['王建', '王芳'].map((name, n) => ({
      appointmentId: idOf(80 + n),
      name,
      role: 'doctor' as const,
      institution: { id: lead.id, name: lead.name },
      department: null,
      onDuty: n === 1,
    }));
    const { answers } = talk([], {}, undefined, (a) => {
      a.on(findMentionable, { items: people }).on(sendMessage, ({ body }) => message(1, { id: body.id, text: body.text }));
    });
    await userEvent.type(await text(), '请 @w');
    expect((await screen.findByRole('option', { name: /王芳.*值班中/ })).textContent).toContain(lead.name);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect((await text()).value).toBe('请 @王芳 ');
    expect(screen.queryByRole('listbox')).toBeNull();
    await userEvent.keyboard('看片{Control>}{Enter}{/Control}');
    await waitFor(() => expect(answers.bodies(sendMessage)).toMatchObject([{ text: '请 @王芳 看片', mentions: [idOf(81)] }]));
  });

  it('answers a message, and withdraws one while it can be', async () => {
    const { answers } = talk([message(1), message(2, { mine: true, withdrawableUntil: inMinutes(1) })], {}, undefined, (a) => {
      a.on(sendMessage, ({ body }) => message(3, { id: body.id })).on(
        withdrawMessage,
        message(2, { text: null, withdrawnAt: inMinutes(0) }),
      );
    });
    await userEvent.click((await screen.findAllByRole('button', { name: '回复' }))[0] as HTMLElement);
    expect(await screen.findByText('回复 林晓燕：第 1 条')).toBeDefined();
    await userEvent.type(await text(), '好');
    await userEvent.click((await composer()).getByRole('button', { name: '发送' }));
    await waitFor(() => expect(answers.bodies(sendMessage)[0]).toMatchObject({ replyTo: idOf(9001), text: '好' }));
    expect(screen.getAllByRole('button', { name: '撤回' })).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: '撤回' }));
    await waitFor(() => expect(answers.of(withdrawMessage)[0]?.ask.params).toEqual({ id: idOf(9002) }));
  });

  it('says that it was read once it is looked at, and marks what is new', async () => {
    const { answers } = talk([message(1), message(2), message(3)], { readUpTo: 1 });
    await waitFor(() => expect(answers.bodies(readMessages)).toEqual([{ upTo: 3 }]));
    expect((await screen.findByRole('separator')).textContent).toBe('以下未读');
  });

  it('brings earlier messages at a press', async () => {
    const { answers } = talk([message(51)], { earlier: true, readUpTo: 51 });
    await screen.findByText('第 51 条');
    answers.on(listMessages, ({ query }) => (query.before ? page([message(50)]) : page([message(51)], { readUpTo: 51 })));
    await userEvent.click(screen.getByRole('button', { name: '更早的消息' }));
    expect(await screen.findByText('第 50 条')).toBeDefined();
    expect(screen.getByText('第 51 条')).toBeDefined();
  });

  it.each([
    ['aftercare', /后续问题可写到/, true],
    ['over', /已满 30 天，只能查看/, false],
    ['outside', /不在平台上/, false],
    ['reads_only', /不能发消息/, false],
  ])('says how it stands: %s', async (standing, words, writes) => {
    talk([message(1)], { standing, writableUntil: inMinutes(1440) });
    expect(await screen.findByText(words)).toBeDefined();
    expect(screen.queryByRole('form', { name: '写消息' }) !== null).toBe(writes);
  });

  it('keeps what was written with actions on the screen when the messages cannot be had', async () => {
    const note = { id: idOf(70), kind: 'advice' as const, text: '先溶栓', at: inMinutes(-5), by: '韩医师', institution: lead.name };
    talk([], {}, referral({ notes: [note] }), (a) => void a.refuse(listMessages, 'referral.not_found'));
    expect(await screen.findByText('先溶栓')).toBeDefined();
    expect(screen.queryByRole('button', { name: '重试' })).toBeNull();
  });

  it('says in the tab how many are new and that I am called', async () => {
    talk([message(1)], {}, undefined, (a) => void a.on(countMessages, { items: [{ referralId: idOf(500), unread: 2, mentioned: true }] }));
    expect(await screen.findByRole('tab', { name: /沟通 2 条未读，提到你/ })).toBeDefined();
  });
});
