import { factsOf, hint } from '../dictionary.build.js';
import type { FactDefinition } from '../fact.types.js';

const { quantity, statement, code, instant } = factsOf('person');

export const personFacts: readonly FactDefinition[] = [
  instant('birth_date', '出生日期', 'Date of birth', {
    loinc: '21112-8',
    ...hint('新生儿请填到时刻，其余填日期即可', 'Of a newborn with the time, otherwise the day is enough'),
  }),
  quantity('age', '年龄', 'Age', 'a', [0, 130], { loinc: '30525-0', ...hint('周岁', 'Completed years') }),
  quantity('age_months', '月龄', 'Age in months', 'mo', [0, 1560], hint('整月', 'Completed months')),
  quantity('age_days', '日龄', 'Age in days', 'd', [0, 47_500], hint('出生当日为0天', 'The day of birth is day 0')),
  code('sex', '性别', 'Sex', { female: ['女', 'Female'], male: ['男', 'Male'], other: ['其他', 'Other'] }, { loinc: '46098-0' }),
  quantity('weight', '体重', 'Body weight', 'g', [200, 650_000], {
    loinc: '29463-7',
    ...hint('以克计；成人可改用千克', 'In grams; choose kilograms for adults'),
  }),
  quantity('height', '身高', 'Body height', 'cm', [20, 280], { loinc: '8302-2' }),
  quantity('bmi', '体质指数', 'Body mass index', 'kg/m2', [5, 200], { loinc: '39156-5' }),
  statement('injured', '因外伤就诊', 'Comes with an injury'),
  statement('diabetes_known', '已确诊糖尿病', 'Known diabetes'),
  statement('diabetes_suspected', '疑似糖尿病', 'Suspected diabetes'),
];
