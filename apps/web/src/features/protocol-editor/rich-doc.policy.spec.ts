import type { Block, TextRun } from '@alliance/domain/protocol/protocol.types';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blocksOf, docOf, type RichNode } from './rich-doc.policy';

const run: fc.Arbitrary<TextRun> = fc
  .record({
    text: fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== ''),
    bold: fc.option(fc.constant(true as const), { nil: undefined }),
    italic: fc.option(fc.constant(true as const), { nil: undefined }),
    link: fc.option(fc.constantFrom('https://who.int/', 'tel:120', 'file:01900000-0000-7000-8000-000000000001'), { nil: undefined }),
  })
  .map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as unknown as TextRun);
const sameStyle = (a: TextRun, b: TextRun) => a.bold === b.bold && a.italic === b.italic && a.link === b.link;
/** As the editor would give them: neighbours differ in style. */
const runs = fc
  .array(run, { minLength: 1, maxLength: 4 })
  .map((list) => list.filter((one, i) => i === 0 || !sameStyle(one, list[i - 1] as TextRun)))
  .filter((list) => list.every((one, i) => i === 0 || !sameStyle(one, list[i - 1] as TextRun)));
const blocks: fc.Arbitrary<Block[]> = fc.array(
  fc.oneof(
    runs.map((of): Block => ({ kind: 'paragraph', runs: of })),
    runs.map((of): Block => ({ kind: 'heading', runs: of })),
    runs.map((of): Block => ({ kind: 'note', runs: of })),
    fc
      .tuple(fc.boolean(), fc.array(runs, { minLength: 1, maxLength: 3 }))
      .map(([ordered, items]): Block => ({ kind: 'list', ordered, items })),
    fc
      .tuple(fc.boolean(), fc.integer({ min: 1, max: 3 }))
      .chain(([header, columns]) =>
        fc
          .array(fc.array(runs, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 3 })
          .map((rows): Block => ({ kind: 'table', header, rows })),
      ),
  ),
  { maxLength: 6 },
);

describe('rich text', () => {
  it('comes back from the editor as it went in', () => {
    fc.assert(fc.property(blocks, (of) => expect(blocksOf(docOf(of))).toEqual(of)));
  });

  it('drops links that lead elsewhere and keeps their words', () => {
    const doc: RichNode = {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [{ type: 'text', text: '点这里', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }],
        },
      ],
    };
    expect(blocksOf(doc)).toEqual([{ kind: 'paragraph', runs: [{ text: '点这里' }] }]);
  });

  it('keeps the grid of a pasted table, and paragraphs of a cell apart', () => {
    const text = (value: string): RichNode => ({ type: 'paragraph', content: [{ type: 'text', text: value }] });
    const doc: RichNode = {
      type: 'doc',
      content: [
        {
          type: 'table',
          content: [
            {
              type: 'tableRow',
              content: [
                { type: 'tableHeader', attrs: { colspan: 2 }, content: [text('血压')] },
                { type: 'tableHeader', content: [text('处理')] },
              ],
            },
            {
              type: 'tableRow',
              content: [
                { type: 'tableCell', content: [text('甲'), text('乙')] },
                { type: 'tableCell', content: [text('丙')] },
              ],
            },
          ],
        },
      ],
    };
    expect(blocksOf(doc)).toEqual([
      {
        kind: 'table',
        header: true,
        rows: [
          [[{ text: '血压' }], [], [{ text: '处理' }]],
          [[{ text: '甲 乙' }], [{ text: '丙' }], []],
        ],
      },
    ]);
  });

  it('says nothing where nothing is written', () => {
    expect(blocksOf(docOf([]))).toEqual([]);
    expect(blocksOf({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '  ' }] }] })).toEqual([]);
  });
});
