import { describe, expect, it } from '@jest/globals';
import { itemFaults, type WrittenItem } from './catalogue-item.js';

const blood: WrittenItem = { testClass: 'laboratory', scale: 'quantitative', specimen: 'EDTA全血', modality: null, unit: 'g/L' };
const chest: WrittenItem = { testClass: 'examination', scale: 'narrative', specimen: null, modality: 'CT', unit: null };

describe('an item of the dictionary', () => {
  it.each<[string, WrittenItem, string[]]>([
    ['a test of blood', blood, []],
    ['a picture', chest, []],
    ['material without a name', { ...blood, specimen: null }, ['specimen']],
    ['material seen by a scanner', { ...blood, modality: 'CT' }, ['modality']],
    ['pathology kept as an examination', { ...chest, specimen: '组织', modality: null }, ['specimen', 'modality']],
    ['a picture without a modality', { ...chest, modality: null }, ['modality']],
    ['a quantity without a unit', { ...blood, unit: null }, ['unit']],
    ['a unit that UCUM does not know', { ...blood, unit: '克每升' }, ['unit']],
    ['a name needs no unit', { ...blood, scale: 'nominal', unit: null }, []],
  ])('%s', (_, item, faults) => {
    expect(itemFaults(item)).toEqual(faults);
  });
});
