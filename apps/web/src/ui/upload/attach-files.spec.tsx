import type { Attachment } from '@alliance/contracts/attachment.contract';
import { cancelUpload, sendPiece, startUpload, type UploadView } from '@alliance/contracts/upload.contract';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { v7 } from 'uuid';
import { setLanguage } from '../../platform/i18n';
import { Answers } from '../../testing/answers';
import { Said } from '../said';
import { AttachFiles } from './attach-files';

/** A server that keeps what it is sent, as the portal does. */
class Store {
  readonly answers = new Answers();
  readonly held = new Map<string, { name: string; bytes: number; offset: number }>();
  readonly offsets: number[] = [];
  quarantine: Attachment['quarantine'] = null;

  constructor() {
    this.answers.on(startUpload, ({ body: { id, name, bytes } }) => {
      if (!this.held.has(id)) this.held.set(id, { name, bytes, offset: 0 });
      return this.view(id);
    });
    this.takesPieces();
    this.answers.on(cancelUpload, undefined);
    Object.assign(globalThis, { fetch: this.answers.fetch });
  }
  takesPieces(): void {
    this.answers.on(sendPiece, ({ params: { id }, query: { offset }, body }) => {
      const held = this.held.get(id);
      this.offsets.push(Number(offset));
      if (held) held.offset += (body as unknown as { bytes: number }).bytes;
      return this.view(id);
    });
  }
  private view(id: string): UploadView {
    const { name, bytes, offset } = this.held.get(id) ?? { name: '', bytes: 1, offset: 0 };
    const file = {
      id,
      name,
      mediaType: 'application/pdf',
      bytes,
      at: new Date().toISOString(),
      institution: '县医院',
      quarantine: this.quarantine,
    };
    return { id, bytes, offset, attachment: offset >= bytes ? file : null };
  }
}

let store: Store;
let attached: Attachment[];
beforeEach(() => {
  setLanguage('zh');
  store = new Store();
  attached = [];
});
afterEach(cleanup);
function open(compact = false): void {
  render(
    <>
      <AttachFiles referralId={v7()} onAttached={(attachment) => attached.push(attachment)} compact={compact} />
      <Said />
    </>,
  );
}
const kilobyte = 1_024;
const pdf = (name: string, bytes = 100) => new File([new Uint8Array(bytes)], name, { type: 'application/pdf' });
const choose = (...files: File[]) => userEvent.upload(screen.getByLabelText('添加文件', { selector: 'input' }), files);
const names = () => attached.map(({ name }) => name).toSorted();

describe('files', () => {
  it('are sent several at once, in pieces where they are large, and told when they are there', async () => {
    open();
    await choose(pdf('a.pdf'), pdf('b.pdf', 900 * kilobyte), pdf('c.pdf'));
    await waitFor(() => expect(names()).toEqual(['a.pdf', 'b.pdf', 'c.pdf']));
    // each piece is larger than the one before while the line is quick
    expect(store.offsets.filter(Boolean)).toEqual([256 * kilobyte, 768 * kilobyte]);
    expect(screen.queryByRole('list', { name: '正在上传的文件' })).toBeNull();
    expect(screen.getByText('已添加 a.pdf')).toBeTruthy();
  });

  it('are taken when they are dropped or pasted', async () => {
    open();
    const place = screen.getByRole('button', { name: '选择文件' }).closest('.attach') as HTMLElement;
    fireEvent.drop(place, { dataTransfer: { files: [pdf('dropped.pdf')], types: ['Files'] } });
    const paste = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(paste, { clipboardData: { files: [pdf('pasted.pdf')] } });
    fireEvent(document.body, paste);
    await waitFor(() => expect(names()).toEqual(['dropped.pdf', 'pasted.pdf']));
  });

  it('wait for a broken line, say so, and go on from where the server is', async () => {
    store.answers.silence(sendPiece);
    open();
    await choose(pdf('a.pdf', 600 * kilobyte));
    expect(await screen.findByText(/网络中断，恢复后自动继续/)).toBeTruthy();
    for (const held of store.held.values()) held.offset = 1_000;
    store.takesPieces();
    fireEvent(window, new Event('online'));
    await waitFor(() => expect(names()).toEqual(['a.pdf']));
    expect(store.offsets[0]).toBe(1_000);
  });

  it('that are refused say why in words; only what another try may change can be tried again', async () => {
    store.answers.refuse(sendPiece, 'file.type_refused');
    open();
    await choose(pdf('a.pdf'));
    expect(await screen.findByText(/不是可接收的格式/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: '重试' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '知道了' }));
    store.answers.refuse(sendPiece, 'upload.digest_differs');
    await choose(pdf('b.pdf'));
    await screen.findByText(/与原文件不一致/);
    store.takesPieces();
    await userEvent.click(screen.getByRole('button', { name: '重试' }));
    await waitFor(() => expect(names()).toEqual(['b.pdf']));
  });

  it('are cancelled with a key, and the server is told', async () => {
    store.answers.silence(sendPiece);
    open();
    await choose(pdf('a.pdf'));
    await screen.findByText(/网络中断/);
    screen.getByRole('button', { name: '取消上传 a.pdf' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(screen.queryByText('a.pdf')).toBeNull();
    await waitFor(() => expect(store.answers.of(cancelUpload)).toHaveLength(1));
    store.takesPieces();
    fireEvent(window, new Event('online'));
    await choose(pdf('b.pdf'));
    await waitFor(() => expect(names()).toEqual(['b.pdf']));
  });

  it('in quarantine are announced aloud with the reason', async () => {
    store.quarantine = 'active_content';
    open(true);
    await choose(pdf('a.pdf'));
    expect(await screen.findByText('a.pdf 已隔离，不能打开：含打开时自动运行的脚本或程序')).toBeTruthy();
    expect(attached).toHaveLength(1);
  });
});

it('a photograph loses what the camera hung behind it, and nothing else', async () => {
  const picture = [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0xff, 0xd9];
  open();
  await choose(
    new File([new Uint8Array([...picture, 1, 2, 3])], 'a.jpg'),
    new File([new Uint8Array([...picture.slice(0, 20), 9, 9])], 'b.jpg'),
  );
  await waitFor(() => expect(names()).toEqual(['a.jpg', 'b.jpg']));
  expect(store.answers.bodies(startUpload).map(({ bytes }) => bytes)).toEqual([picture.length, 22]);
});
