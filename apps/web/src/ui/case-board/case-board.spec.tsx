import {
  drawMark,
  eraseMark,
  getCaseBoard,
  putOnBoard,
  showToAll,
  writeCaseNote,
  type BoardMark,
  type CaseBoardView,
} from '@alliance/contracts/case-board.contract';
import * as documents from '@alliance/contracts/consultation-document.contract';
import { readSession } from '@alliance/contracts/session.contract';
import { QueryClientProvider } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { v7 } from 'uuid';
import { setLanguage } from '../../platform/i18n';
import { queryClient } from '../../platform/query';
import { loadSession } from '../../platform/session';
import { Answers } from '../../testing/answers';
import { appointment, session } from '../../testing/make';
import { Said } from '../said';
import { CaseBoard } from './case-board';
import { CaseDocuments } from './case-documents';
import { CaseNotes } from './case-notes';

const at = '2026-11-22T08:00:00Z';
const county = { id: v7(), name: '县医院' };
const wang = { id: v7(), name: '王医生' };
const me = session(appointment('doctor')).user;
let id: string;
let itemId: string;
let answers: Answers;
let board: CaseBoardView;

const item = (more: object = {}) => ({
  ...{ id: itemId, kind: 'image' as const, document: { id: v7(), name: '头颅 CT', mediaType: 'image/png' }, page: 1, text: null },
  ...{ by: wang, institution: county, at, mayRemove: true },
  ...more,
});
const mark = (more: Partial<BoardMark> = {}): BoardMark => ({
  ...{ id: v7(), itemId, page: 1, kind: 'arrow', points: [[0.1, 0.2], [0.3, 0.4]], text: null }, // prettier-ignore
  ...{ by: wang, institution: county, at, mayRemove: false },
  ...more,
});
const note = (version: number, text: string) => ({
  id: '01890000-0000-7000-8000-000000000001',
  version,
  text,
  by: wang,
  institution: county,
  at,
  writers: [wang.name],
});

beforeEach(async () => {
  setLanguage('zh');
  [id, itemId] = [v7(), v7()];
  queryClient.clear();
  answers = new Answers();
  board = { items: [item()], marks: [], notes: [], focus: null, mayWrite: true };
  answers.on(readSession, session(appointment('doctor')));
  answers.on(getCaseBoard, () => board);
  answers.on(documents.consultationDocumentContent, 'picture');
  answers.on(documents.offeredDocuments, { items: [] });
  Object.assign(globalThis, { fetch: answers.fetch });
  Object.assign(URL, { createObjectURL: () => 'blob:here', revokeObjectURL: () => undefined });
  // jsdom has pointers without a place
  Object.assign(window, { PointerEvent: MouseEvent });
  Element.prototype.getBoundingClientRect = () => ({ left: 0, top: 0, width: 100, height: 100 }) as DOMRect;
  await loadSession();
});
afterEach(cleanup);
const open = (part: ReactNode) =>
  render(
    <QueryClientProvider client={queryClient}>
      {part}
      <Said />
    </QueryClientProvider>,
  );
const stage = () => screen.findByRole('group', { name: /图片 头颅 CT/ });

describe('the board', () => {
  it('shows what is drawn in words too: who, of which hospital, where', async () => {
    board = { ...board, marks: [mark({ text: '出血灶' })] };
    open(<CaseBoard consultationId={id} />);
    expect(await screen.findByText(/1\. 箭头 · 王医生（县医院） · 出血灶/)).toBeTruthy();
    expect(screen.getByText('位置：距左 10%，距上 20%')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '移除标注 1' })).toBeNull();
  });

  it('is drawn on with a pointer, and with keys alone', async () => {
    answers.on(drawMark, ({ body }) => mark({ ...(body as unknown as BoardMark), by: me }));
    open(<CaseBoard consultationId={id} />);
    await userEvent.click(await screen.findByRole('button', { name: '箭头' }));
    const picture = await stage();
    fireEvent.pointerDown(picture, { clientX: 10, clientY: 20, button: 0 });
    fireEvent.pointerMove(picture, { clientX: 30, clientY: 30 });
    fireEvent.pointerUp(picture, { clientX: 50, clientY: 60 });
    await waitFor(() => expect(answers.bodies(drawMark)).toHaveLength(1));
    expect(answers.bodies(drawMark)[0]).toMatchObject({ itemId, kind: 'arrow', points: [[0.1, 0.2], [0.5, 0.6]] }); // prettier-ignore
    picture.focus();
    await userEvent.keyboard('{Enter}{ArrowRight}{ArrowDown}{Enter}');
    await waitFor(() => expect(answers.bodies(drawMark)).toHaveLength(2));
    expect(answers.bodies(drawMark)[1]).toMatchObject({ points: [[0.5, 0.5], [0.52, 0.52]] }); // prettier-ignore
  });

  it('keeps what is drawn without a line, shows it as not sent, and sends it in order when the line is back', async () => {
    answers.silence(drawMark);
    open(<CaseBoard consultationId={id} />);
    await userEvent.click(await screen.findByRole('button', { name: '文字' }));
    const picture = await stage();
    for (const words of ['甲', '乙']) {
      fireEvent.pointerDown(picture, { clientX: 40, clientY: 40, button: 0 });
      fireEvent.pointerUp(picture, { clientX: 40, clientY: 40 });
      await userEvent.type(await screen.findByLabelText('标注文字'), `${words}{Enter}`);
    }
    expect(await screen.findByText('有 2 处改动待发送，网络恢复后自动发送。')).toBeTruthy();
    expect(screen.getAllByText('待发送')).toHaveLength(2);
    const sent: string[] = [];
    answers.on(drawMark, ({ body }) => {
      sent.push((body as { text: string }).text);
      return mark(body as unknown as BoardMark);
    });
    fireEvent(window, new Event('online'));
    await waitFor(() => expect(screen.queryByText(/待发送/)).toBeNull());
    expect(sent).toEqual(['甲', '乙']);
  });

  it('a mark of mine goes at once; what the server refuses comes back and is said', async () => {
    board = { ...board, marks: [mark({ mayRemove: true })] };
    answers.refuse(eraseMark, 'consultation.wrong_state');
    open(<CaseBoard consultationId={id} />);
    await userEvent.click(await screen.findByRole('button', { name: '移除标注 1' }));
    expect(await screen.findByText('有一处标注没有保存。')).toBeTruthy();
    expect(await screen.findByRole('button', { name: '移除标注 1' })).toBeTruthy();
  });

  it('who follows sees what is shown to all; who looks elsewhere is told and can go back', async () => {
    const other = item({ id: v7(), document: { id: v7(), name: '心电图', mediaType: 'image/png' } });
    board = { ...board, items: [item(), other], focus: { itemId: other.id, page: 1, zoom: 3, x: 0.2, y: 0.8, by: wang, at, version: 4 } };
    open(<CaseBoard consultationId={id} />);
    expect(await screen.findByText('大家正在看这里')).toBeTruthy();
    expect(screen.getByText('300%')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '头颅 CT' }));
    expect(screen.getByText(/王医生 正在给大家看：心电图/)).toBeTruthy();
    answers.refuse(showToAll, 'record.stale');
    await userEvent.click(screen.getByRole('button', { name: '给大家看' }));
    await waitFor(() => expect(answers.bodies(showToAll)).toEqual([{ itemId, page: 1, zoom: 1, x: 0.5, y: 0.5, version: 4 }]));
    await userEvent.click(screen.getByRole('button', { name: '跟随大家' }));
    expect(screen.getByRole('button', { name: '心电图' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('says where others point and where I point, and offers no tools to who only looks', async () => {
    const pointed: unknown[] = [];
    const theirs = { participantId: 'p', name: '李医生', itemId, page: 1, x: 0.5, y: 0.25 };
    open(
      <CaseBoard
        consultationId={id}
        readOnly
        pointers={[theirs, { ...theirs, name: '远处', itemId: v7() }]}
        onPointer={(own) => pointed.push(own)}
      />,
    );
    fireEvent.pointerMove(await stage(), { clientX: 25, clientY: 75 });
    expect(pointed).toEqual([{ itemId, page: 1, at: { x: 0.25, y: 0.75 } }]);
    expect(screen.getByText(/李医生/)).toBeTruthy();
    expect(screen.queryByText(/远处/)).toBeNull();
    expect(screen.queryByRole('group', { name: '标注工具' })).toBeNull();
  });

  it.each([
    ['zh', '资料白板上还没有内容'],
    ['en', 'Nothing on the board yet'],
  ] as const)('says that it is empty (%s)', async (language, words) => {
    setLanguage(language);
    board = { ...board, items: [] };
    open(<CaseBoard consultationId={id} />);
    expect(await screen.findByText(words)).toBeTruthy();
  });
});

describe('notes', () => {
  it('when somebody else was first, both texts stand there and mine becomes the next version', async () => {
    board = { ...board, notes: [note(1, '血压 90/60')] };
    open(<CaseNotes consultationId={id} />);
    await userEvent.click(await screen.findByRole('button', { name: '修改这条记录：血压 90/60' }));
    await userEvent.type(screen.getByLabelText(/记录内容/), '，心率 120');
    answers.refuse(writeCaseNote, 'record.stale', { version: 2 });
    board = { ...board, notes: [note(2, '血压 90/60，补液')] };
    await userEvent.click(screen.getByRole('button', { name: '保存' }));
    expect(await screen.findByText('血压 90/60，补液')).toBeTruthy();
    expect((screen.getByLabelText(/你写的内容/) as HTMLTextAreaElement).value).toBe('血压 90/60，心率 120');
    answers.on(writeCaseNote, note(3, '血压 90/60，心率 120'));
    await userEvent.click(screen.getByRole('button', { name: '按我写的保存为新版本' }));
    await waitFor(() => expect(answers.bodies(writeCaseNote).at(-1)).toEqual({ version: 2, text: '血压 90/60，心率 120' }));
  });

  it('a draft survives leaving the page', async () => {
    const { unmount } = open(<CaseNotes consultationId={id} />);
    await userEvent.click(await screen.findByRole('button', { name: '添加一条记录' }));
    await userEvent.type(screen.getByLabelText(/记录内容/), '瞳孔等大');
    unmount();
    open(<CaseNotes consultationId={id} />);
    expect(((await screen.findByLabelText(/记录内容/)) as HTMLTextAreaElement).value).toBe('瞳孔等大');
    await userEvent.click(screen.getByRole('button', { name: '不保存' }));
  });
});

describe('documents', () => {
  const document = (more: object = {}) => ({
    ...{
      id: v7(),
      name: 'ct.png',
      mediaType: 'image/png',
      bytes: 2_048,
      at,
      institution: '县医院',
      quarantine: null,
      kind: 'image' as const,
    },
    ...{ title: null, deidentified: false, by: '王医生', mayChange: true, sourceId: null },
    ...more,
  });
  const list = (...items: ReturnType<typeof document>[]) =>
    answers.on(documents.listConsultationDocuments, {
      items,
      preparation: [{ material: 'ecg' as const, there: false }, { material: 'images' as const, there: true }],
      mayAdd: true,
    }); // prettier-ignore

  it('says what is there and what is missing, lays one on the board, and says what it is', async () => {
    const ct = document();
    list(ct, document({ name: '对方.pdf', mediaType: 'application/pdf', kind: 'report', mayChange: false }));
    answers.on(putOnBoard, item());
    answers.on(documents.describeDocument, ct);
    open(<CaseDocuments consultationId={id} />);
    expect((await screen.findByText(/心电图/, { selector: '.case-missing' })).textContent).toContain('未提供');
    await userEvent.click(await screen.findByRole('button', { name: '把 ct.png 放到资料白板' }));
    await waitFor(() => expect(answers.bodies(putOnBoard)[0]).toMatchObject({ kind: 'image', documentId: ct.id }));
    await userEvent.selectOptions(screen.getByLabelText('ct.png 的类别'), 'ecg');
    await userEvent.click(screen.getByLabelText(/ct.png 已去除身份信息/));
    expect(answers.bodies(documents.describeDocument)).toEqual([{ kind: 'ecg' }, { deidentified: true }]);
    expect(screen.queryByLabelText('对方.pdf 的类别')).toBeNull();
  });

  it('are taken over from the referral in one go', async () => {
    list();
    const [one, two] = [v7(), v7()];
    const offered = { mediaType: 'application/pdf', bytes: 10, at, institution: '县医院', from: 'referral' as const };
    answers.on(documents.offeredDocuments, { items: [{ id: one, name: '病历.pdf', ...offered }, { id: two, name: '旧片.pdf', ...offered }] }); // prettier-ignore
    answers.on(documents.takeOverDocuments, { items: [] });
    open(<CaseDocuments consultationId={id} />);
    await userEvent.click(await screen.findByRole('button', { name: '带入已有资料（2 份）' }));
    await userEvent.click(await screen.findByLabelText('旧片.pdf'));
    await userEvent.click(screen.getByRole('button', { name: '带入 1 份' }));
    await waitFor(() => expect(answers.bodies(documents.takeOverDocuments)).toEqual([{ sourceIds: [one] }]));
  });

  it('cannot be laid on the board from quarantine, nor a consent', async () => {
    list(document({ quarantine: 'malware' }), document({ name: '同意书.pdf', kind: 'consent' }));
    open(<CaseDocuments consultationId={id} />);
    expect(await screen.findByText('已隔离')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /放到资料白板/ })).toBeNull();
  });
});
