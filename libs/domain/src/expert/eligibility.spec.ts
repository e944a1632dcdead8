import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { physicianTitles } from '../consultation/consultation.codes.js';
import { ineligibility, titlesFrom, type ExpertFacts, type ExpertWish } from './eligibility.js';

const expert: ExpertFacts = {
  licensed: true,
  independentSince: '2020-03-15',
  specialties: ['cardiovascular', 'critical_care'],
  title: 'associate_chief',
  kinds: ['scheduled', 'multidisciplinary'],
};
const day = '2026-11-22';

describe('who can be invited (TM-08)', () => {
  it.each<[string, Partial<ExpertFacts>, ExpertWish, string[]]>([
    ['what is asked for', {}, { specialty: 'cardiovascular', title: 'associate_chief', kind: 'scheduled' }, []],
    ['nothing asked', {}, {}, []],
    ['a higher title than asked', { title: 'chief' }, { title: 'attending' }, []],
    ['two years of independent work', { independentSince: '2024-11-22' }, {}, ['too_few_years']],
    ['three years, to the day', { independentSince: '2023-11-22' }, {}, []],
    ['three years but one day', { independentSince: '2023-11-23' }, {}, ['too_few_years']],
    ['years that nobody stated', { independentSince: null }, {}, ['too_few_years']],
    ['no appointment with a scope of practice', { licensed: false }, {}, ['not_licensed']],
    ['another field', {}, { specialty: 'stroke' }, ['other_field']],
    ['a title below the asked one', { title: 'attending' }, { title: 'associate_chief' }, ['title_too_low']],
    ['a kind not offered', {}, { kind: 'immediate' }, ['not_offered']],
    [
      'everything at once',
      { licensed: false, independentSince: null, title: 'resident' },
      { specialty: 'imaging', title: 'chief', kind: 'teaching' },
      ['not_licensed', 'too_few_years', 'other_field', 'title_too_low', 'not_offered'],
    ],
  ])('%s', (_, more, wish, reasons) => expect(ineligibility({ ...expert, ...more }, wish, day)).toEqual(reasons));

  it('asking for more never makes anybody eligible', () => {
    fc.assert(
      fc.property(fc.constantFrom(...physicianTitles), fc.constantFrom(...physicianTitles), (held, asked) => {
        const alone = ineligibility({ ...expert, title: held }, {}, day).length;
        const wished = ineligibility({ ...expert, title: held }, { title: asked }, day).length;
        expect(wished).toBeGreaterThanOrEqual(alone);
        expect(wished === 0).toBe(titlesFrom(asked).includes(held));
      }),
    );
  });
});
