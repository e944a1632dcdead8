import type { Pairing } from '@alliance/contracts/pairing.contract';
import { describe, expect, it } from '@jest/globals';
import { idOf } from '../../testing/make';
import { heightOf } from '../../ui/sankey-size';
import { proposedName } from './open-alliance.policy';
import { flowOf, isLinkMarked, signOf } from './pairing-flow.policy';
import { choices } from './pairing-filter.policy';
import { pairingSearch } from './pairing-search';

const place = (n: number, city: string | null): Pairing['recipient'] => ({
  id: idOf(n),
  name: `机构${n}`,
  province: '某省',
  city,
  type: 'hospital',
});
const pair = (n: number, to: Pairing['recipient'], from: Pairing['supporter'], flags: string[] = []): Pairing => ({
  id: idOf(900 + n),
  recipient: to,
  supporter: from,
  lead: null,
  leadBasis: 'not_stated',
  category: null,
  from: '2020-01-01',
  to: null,
  source: 's',
  notes: null,
  flags,
});
const one = place(1, '甲市');
const two = place(2, '甲市');
const pairs = [pair(1, place(11, '乙市'), one), pair(2, place(12, '乙市'), two, ['masked_name']), pair(3, place(13, null), two)];

describe('the picture', () => {
  it('joins the pairs of two cities into one stream, and shows institutions when asked', () => {
    const cities = flowOf(pairs, false);
    expect(cities.links.map(({ from, to, pairs: own }) => [from.name, to.name, own.length])).toEqual([
      ['甲市', '乙市', 2],
      ['甲市', '-', 1],
    ]);
    expect(flowOf(pairs, true).links).toHaveLength(3);
    expect(flowOf(pairs, true).nodes).toHaveLength(5);
  });

  it('marks only what is odd as a whole', () => {
    expect(flowOf(pairs, false).links.map(isLinkMarked)).toEqual([false, false]);
    expect(flowOf(pairs, true).links.map(isLinkMarked)).toEqual([false, true, false]);
    const marked = flowOf([pair(4, place(14, '丙市'), one, ['lead_undetermined'])], true).nodes;
    expect(marked.map(signOf)).toEqual([null, '?']);
  });

  it('is as high as its labels need: 109 recipients have 22 pixels each', () => {
    const nodes = Array.from({ length: 109 }, (_, n) => ({ id: `${n}`, label: '', side: 'right' as const, value: 1 }));
    expect(heightOf(nodes)).toBeGreaterThanOrEqual(109 * 22);
    expect(heightOf(nodes.slice(0, 1))).toBeLessThan(60);
  });
});

it('a filter counts what its choices leave beside the other filters', () => {
  expect(choices(pairs, { flag: 'masked_name' }, 'city')).toEqual([{ value: '乙市', count: 1 }]);
  expect(choices(pairs, {}, 'city')).toEqual([
    { value: '-', count: 1 },
    { value: '乙市', count: 2 },
  ]);
});

it('an address with nonsense in it shows everything', () => {
  expect(pairingSearch({ view: 'map', on: '2026-13-40', type: 'school', role: 1, find: '  ' })).toEqual({});
  expect(pairingSearch({ on: '2023-01-01', role: 'supporter', find: 12 })).toEqual({ on: '2023-01-01', role: 'supporter', find: '12' });
});

it('a proposed name is free and fits', () => {
  expect(proposedName('甲医院', '肿瘤', ['甲医院肿瘤专科联盟', '甲医院肿瘤专科联盟（2）'])).toBe('甲医院肿瘤专科联盟（3）');
  expect(proposedName('院'.repeat(100), '肿瘤', []).length).toBeLessThanOrEqual(80);
});
