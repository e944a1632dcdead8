import type { RecognitionItem } from '@alliance/contracts/recognition.contract';
import { recognitionVerdicts, type RecognitionVerdict } from '@alliance/domain/recognition/recognition.codes';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { item } from '../../testing/make-recognition';
import { decisionsOf, groupsOf, isOffered, missingIn, readingOrder, totalsOf, type Choice, type Choices } from './decisions.policy';

const reasons = [
  { code: 'NR01', needsText: false },
  { code: 'NR99', needsText: true },
];
const choice: fc.Arbitrary<Choice | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constant<Choice>({ decision: 'accepted' }),
  fc.record({
    decision: fc.constant<'repeated'>('repeated'),
    reason: fc.constantFrom('NR01', 'NR99', null),
    text: fc.constantFrom('', ' ', '复发'),
  }),
);
const sets = fc
  .array(fc.tuple(fc.constantFrom(...recognitionVerdicts), fc.constantFrom('P1', 'P2', null), choice), { maxLength: 40 })
  .map((drawn) => ({
    items: drawn.map(([verdict, panelCode], n) => item(n, { verdict, panelCode })),
    choices: Object.fromEntries(drawn.flatMap(([, , made], n) => (made ? [[item(n).itemCode, made]] : []))) as Choices,
  }));

describe('an order set being decided', () => {
  it('is shown once each, whatever the verdicts and panels', () => {
    fc.assert(
      fc.property(sets, ({ items }) => {
        const shown = readingOrder({ items });
        expect(shown).toHaveLength(items.length);
        expect(new Set(shown)).toEqual(new Set(items));
      }),
    );
  });

  it('says how many of a panel stand in a group: 12 of 15', () => {
    const items = Array.from({ length: 15 }, (_, n) =>
      item(n, { panelCode: 'P1', verdict: n < 12 ? 'recognisable' : n < 14 ? 'not_recognisable' : 'no_result' }),
    );
    const shares = groupsOf({ items }).map(({ verdict, panels }) => [verdict, panels.map((part) => [part.items.length, part.of])]);
    expect(shares).toEqual([
      ['recognisable', [[12, 15]]],
      ['not_recognisable', [[2, 15]]],
      ['no_result', [[1, 15]]],
    ]);
  });

  it('counts every line once, and saves only by what is taken over', () => {
    fc.assert(
      fc.property(sets, ({ items, choices }) => {
        const totals = totalsOf({ items }, choices);
        expect(totals.accepted + totals.repeated + totals.ordered + totals.undecided).toBe(items.length);
        const taken = items.filter((line) => isOffered(line) && choices[line.itemCode]?.decision === 'accepted');
        expect(totals.fen).toBe(taken.reduce((sum, { saves }) => sum + saves.fen, 0));
      }),
    );
  });

  it('is complete exactly when each offered line is taken over, or repeated with a reason and the words it needs', () => {
    fc.assert(
      fc.property(sets, ({ items, choices }) => {
        const complete = (line: RecognitionItem): boolean => {
          const made = choices[line.itemCode];
          if (!isOffered(line) || made?.decision === 'accepted') return true;
          return made?.decision === 'repeated' && made.reason !== null && (made.reason !== 'NR99' || made.text.trim() !== '');
        };
        expect(new Set(missingIn({ items }, choices, reasons).map(({ itemCode }) => itemCode))).toEqual(
          new Set(items.filter((line) => !complete(line)).map(({ itemCode }) => itemCode)),
        );
      }),
    );
  });

  it('never sends a result as taken over that was not offered, and the tick with every repeat', () => {
    fc.assert(
      fc.property(sets, fc.boolean(), ({ items, choices }, explained) => {
        const sent = decisionsOf({ items }, choices, explained);
        expect(sent.map(({ itemCode }) => itemCode)).toEqual(items.map(({ itemCode }) => itemCode));
        for (const [n, line] of items.entries()) {
          const verdict: RecognitionVerdict = line.verdict;
          if (verdict === 'not_recognisable' || verdict === 'no_result') expect(sent[n]?.decision).toBe('ordered');
          if (sent[n]?.decision === 'repeated') expect(sent[n]).toMatchObject({ explained });
        }
      }),
    );
  });
});
