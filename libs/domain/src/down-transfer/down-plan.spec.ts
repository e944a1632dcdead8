import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../refusal.js';
import { availabilityOf, bridgings, checkedMedicines, type ListedMedicine } from './down-plan.js';

const list: readonly ListedMedicine[] = [
  { name: '替格瑞洛片', strength: '60mg', inStock: true },
  { name: '阿司匹林肠溶片', strength: '100 mg', inStock: false },
  { name: '阿托伐他汀钙片', strength: null, inStock: true },
  { name: '注射用头孢曲松钠', strength: '1g', inStock: true },
  { name: '注射用头孢曲松钠', strength: '0.5g', inStock: false },
];
const found = (name: string, strength: string | null = null) => availabilityOf({ name, strength }, list);

describe('what the receiver can go on giving', () => {
  it.each([
    ['替格瑞洛片', '60 MG', 'listed'],
    ['替格瑞洛片', '６０毫克', 'listed'],
    ['替格瑞洛片', null, 'listed'],
    ['替格瑞洛片', '90mg', 'other_strength'],
    ['阿司匹林肠溶片', '100毫克', 'out_of_stock'],
    // a list that names no strength holds any
    ['阿托伐他汀钙片', '20mg', 'listed'],
    ['阿托伐他汀钙片 ', '20mg', 'listed'],
    ['注射用头孢曲松钠', '1克', 'listed'],
    ['注射用头孢曲松钠', '0.5g', 'out_of_stock'],
    ['利伐沙班片', '10mg', 'not_listed'],
  ] as const)('%s %s is %s', (name, strength, expected) => expect(found(name, strength)).toBe(expected));

  it('is unknown where nothing was published', () => {
    expect(availabilityOf({ name: '替格瑞洛片', strength: null }, null)).toBe('no_list');
    expect(availabilityOf({ name: '替格瑞洛片', strength: null }, [])).toBe('no_list');
  });
});

describe('medicines of a plan', () => {
  const names = fc.constantFrom('替格瑞洛片', '阿司匹林肠溶片', '阿托伐他汀钙片', '利伐沙班片');
  const medicine = fc.record({
    name: names,
    strength: fc.constantFrom(null, '60mg', '90mg', '100mg'),
    bridging: fc.constantFrom(null, ...bridgings),
  });

  it('pass exactly when each is on the list or somebody said how the patient gets it', () => {
    fc.assert(
      fc.property(fc.array(medicine, { maxLength: 8 }), fc.boolean(), (medicines, published) => {
        const theirs = published ? list : null;
        const open = medicines.flatMap((one, at) =>
          !one.bridging && availabilityOf(one, theirs) !== 'listed' ? [`medicines.${at}.bridging`] : [],
        );
        try {
          const checked = checkedMedicines(medicines, theirs);
          expect(open).toEqual([]);
          expect(checked.map(({ availability: _, ...one }) => one)).toEqual(medicines);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          expect((error as Refusal).facts).toEqual({ fields: open });
        }
      }),
    );
  });
});
