import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitText } from './fit-text.policy';

const box = { widthMm: 160, heightMm: 40 };
const chinese = (n: number) => '患'.repeat(n);

describe('text on paper', () => {
  it.each([
    [0, 9.5, false],
    [300, 9.5, false],
    [450, 8.5, false],
    [560, 7.5, false],
    [5000, 7, true],
  ])('%i characters stand in %f points', (n, size, goesOn) => {
    expect(fitText(chinese(n), box)).toMatchObject({ size, goesOn });
  });

  it('is cut where it does not fit, and says where it goes on', () => {
    const { shown } = fitText(chinese(5000), box);
    expect(shown.endsWith('……（续附页）')).toBe(true);
    expect(shown.length).toBeLessThan(900);
  });

  it('counts line feeds as lines', () => {
    expect(fitText('短\n'.repeat(60), box).goesOn).toBe(true);
    expect(fitText('短\n'.repeat(5), box)).toMatchObject({ size: 9.5, goesOn: false });
  });

  it('never changes a text that it does not cut, and what it cuts is a beginning of it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3000, unit: fc.constantFrom('患', 'a', ' ', '\n', '９', '4') }), (text) => {
        const { shown, goesOn } = fitText(text, box);
        expect(goesOn ? text.startsWith(shown.slice(0, -7)) : shown === text).toBe(true);
      }),
    );
  });
});
