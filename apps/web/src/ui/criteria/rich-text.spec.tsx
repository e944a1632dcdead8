import { downloadProtocolFile } from '@alliance/contracts/protocol.contract';
import type { Block, TextRun } from '@alliance/domain/protocol/protocol.types';
import { afterEach, describe, expect, it, test } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import fc from 'fast-check';
import { Answers } from '../../testing/answers';
import { RichText } from './rich-text';
import { safeLink } from './safe-link';

const file = '0199aa00-0000-7000-8000-000000000001';
const paragraph = (...runs: TextRun[]): Block => ({ kind: 'paragraph', runs });

describe('a link in a rich text', () => {
  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript\u200b:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'http://plain.example/',
    '//elsewhere.example/',
    '/api/session',
    'blob:https://x/1',
    'https://bank.example@evil.example/',
    'file:///etc/passwd',
    'file:../../api/session',
    `file:${file}/../x`,
    'ftp://x/',
    '',
  ])('%j leads nowhere', (link) => expect(safeLink(link)).toBeUndefined());

  test.each(['https://www.nhc.gov.cn/a?b=1#c', 'mailto:office@hospital.example', 'tel:+86-871-65120120'])('%s leads there', (link) =>
    expect(safeLink(link)).toEqual({ kind: 'address', href: link }),
  );

  it('has one of three schemes whatever was written', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.webUrl(),
          fc.string().map((s) => `javascript:${s}`),
        ),
        (link) => {
          const to = safeLink(link);
          return to?.kind !== 'address' || /^(https|mailto|tel):/.test(to.href);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('a rich text', () => {
  afterEach(cleanup);

  it('shows markup as the text that it is', () => {
    const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    render(
      <RichText
        blocks={[
          paragraph({ text: evil, bold: true }),
          { kind: 'heading', runs: [{ text: evil }] },
          { kind: 'note', runs: [{ text: evil }] },
          { kind: 'list', ordered: false, items: [[{ text: evil }]] },
          { kind: 'table', header: true, rows: [[[{ text: evil }]], [[{ text: evil }]]] },
        ]}
      />,
    );
    expect(screen.getAllByText(evil)).toHaveLength(6);
    expect(document.querySelector('img, script')).toBeNull();
  });

  it('keeps the words of a link that leads nowhere, without the link', () => {
    render(
      <RichText blocks={[paragraph({ text: '点这里', link: 'javascript:alert(1)' }, { text: '指南', link: 'https://a.example/' })]} />,
    );
    expect(screen.getByText('点这里').closest('a')).toBeNull();
    const link = screen.getByRole('link', { name: '指南' });
    expect(link.getAttribute('rel')).toContain('noopener');
    expect(screen.getAllByRole('link')).toHaveLength(1);
  });

  it('has a head over a table, items in lists and headings below the section', () => {
    render(
      <RichText
        blocks={[
          { kind: 'heading', runs: [{ text: '测量' }] },
          { kind: 'list', ordered: true, items: [[{ text: '坐位' }], [{ text: '休息五分钟', italic: true }]] },
          { kind: 'table', header: true, rows: [[[{ text: '级别' }]], [[{ text: '一级' }]]] },
          { kind: 'table', header: false, rows: [[[{ text: '没有表头' }]]] },
        ]}
      />,
    );
    expect(screen.getByRole('heading', { level: 3, name: '测量' })).toBeDefined();
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual(['级别']);
    expect(screen.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual(['一级', '没有表头']);
  });

  it('fetches an attachment through the session, and says when it did not come', async () => {
    const answers = new Answers().silence(downloadProtocolFile);
    Object.assign(globalThis, { fetch: answers.fetch });
    render(<RichText blocks={[paragraph({ text: '量表', link: `file:${file}` })]} />);
    await userEvent.click(screen.getByRole('button', { name: '量表' }));
    expect((await screen.findByRole('alert')).textContent).toContain('附件没有打开');
    expect(answers.of(downloadProtocolFile)[0]?.ask.params).toEqual({ id: file });
  });
});
