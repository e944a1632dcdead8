import { expect, it } from '@jest/globals';
import { leadsByRule, type RuledSupporter } from './lead-rule.js';
import { schemes } from './scheme.data.js';

const jiangsu = schemes.find(({ id }) => id === 'jiangsu_2022') ?? null;
const one = (name: string, elsewhere = false): RuledSupporter => ({ key: name, name, city: null, elsewhere });
const decide = (city: string, ...supporters: RuledSupporter[]) =>
  [...leadsByRule(supporters, city, jiangsu).values()].map(({ lead, basis, confirm }) => [lead, basis, confirm]);

it('the southern hospital leads where the other one is provincial by name', () => {
  expect(decide('宿迁市', one('苏州市第九人民医院'), one('省人民医院'))).toEqual([
    [true, 'rule_note_explicit_name', false],
    [false, 'rule_note_explicit_name', false],
  ]);
});

it('a university hospital outside the four cities can only be the provincial one', () => {
  expect(decide('宿迁市', one('苏州常熟市第二人民医院'), one('徐州医科大学附属医院'))[0]).toEqual([
    true,
    'rule_note_by_elimination',
    false,
  ]);
});

it('a university hospital of another southern city than the paired one is read as provincial, to be confirmed if it helps nowhere else', () => {
  expect(decide('连云港市', one('无锡市第二人民医院'), one('苏州大学附属第一医院'))[0]).toEqual([true, 'rule_note_by_paired_city', true]);
  expect(decide('宿迁市', one('苏州昆山市第一人民医院'), one('东南大学附属中大医院', true))[0]).toEqual([
    true,
    'rule_note_by_paired_city',
    false,
  ]);
});

it('a university hospital of the paired city is provincial only by inference', () => {
  expect(decide('淮安市', one('南京鼓楼医院'), one('东南大学附属中大医院', true))).toEqual([
    [true, 'rule_note_inferred', true],
    [false, 'rule_note_inferred', true],
  ]);
  expect(decide('连云港市', one('江南大学附属医院'), one('无锡市骨科医院'))[0]).toEqual([null, 'undetermined_same_city', false]);
});

it('two hospitals of one city, one supporter, and a document without a rule decide nothing', () => {
  expect(decide('连云港市', one('无锡市人民医院'), one('无锡市精卫中心'))[0]).toEqual([null, 'undetermined_same_city', false]);
  expect(decide('盐城市', one('常州市第一人民医院'))).toEqual([[null, 'sole_supporter', false]]);
  expect([...leadsByRule([one('甲'), one('乙')], '遵义市', schemes[0] ?? null).values()][0]?.basis).toBe('not_stated');
});
