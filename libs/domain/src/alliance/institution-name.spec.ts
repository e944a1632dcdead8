import { expect, it } from '@jest/globals';
import { institutionTypeOf } from './institution-name.js';

it.each([
  ['盘县人民医院', 'general_hospital'],
  ['青岛市第八人民医院', 'hospital'],
  ['广州市第一人民医院', 'general_hospital'],
  ['苏州市立医院', 'general_hospital'],
  ['昆山市中医院', 'tcm_hospital'],
  ['苏州市中西医结合医院', 'integrated_tcm_western_hospital'],
  ['青岛妇女儿童医院', 'maternal_child_hospital'],
  ['上海市儿童医院', 'children_hospital'],
  ['大连市血液中心', 'blood_station'],
  ['江苏省疾病预防控制中心', 'cdc'],
  ['无锡市精卫中心', 'mental_health_centre'],
  ['北京大学人民医院', 'hospital'],
  ['柳河镇卫生院', 'township_health_centre'],
  ['贵航302医院', 'hospital'],
] as const)('%s is read as %s', (name, type) => {
  expect(institutionTypeOf(name)).toBe(type);
});
