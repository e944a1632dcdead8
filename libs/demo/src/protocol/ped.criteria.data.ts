import type { DemoCase, DemoCriteria } from './criterion.types.js';

const adolescent: DemoCase = ['not_applicable', '14 岁：不适用', { age: 14, age_days: 5200 }];
const newborn: DemoCase = ['not_applicable', '出生 28 天（新生儿）：不适用', { age: 0, age_days: 28 }];

export const pedCriteria: DemoCriteria = {
  'PED-U01': {
    en: 'SpO₂ < 90 % or central cyanosis',
    cases: [
      ['unknown', '缺少血氧饱和度：待定', { spo2: null }],
      ['unknown', '年龄不详：待定', { age: null }],
      ['not_met', '血氧饱和度 90%、无发绀：不符合', { spo2: 90, central_cyanosis: false }],
      adolescent,
      newborn,
    ],
  },
  'PED-U02': {
    en: 'Unable to drink, convulsing, or lethargic or unconscious',
    cases: [
      ['unknown', '危险征象未询问：待定', { unable_to_drink: null }],
      ['not_met', '能饮水、无惊厥、清醒：不符合', { unable_to_drink: false, seizure: false, lethargic: false }],
      newborn,
    ],
  },
  'PED-U03': {
    en: 'Fast breathing for age (< 2 months ≥ 60, 2–11 months ≥ 50, 12–59 months ≥ 40 per minute) with chest indrawing',
    cases: [
      ['met', '6 个月、呼吸 50 次：符合', { age_months: 6, age_days: 190, rr: 50 }],
      ['met', '24 个月、呼吸 40 次：符合', { age: 2, age_months: 24, age_days: 735, rr: 40 }],
      ['unknown', '缺少呼吸频率：待定', { rr: null }],
      ['not_met', '1 个月、呼吸 59 次：不符合', { rr: 59 }],
      ['not_met', '无胸壁凹陷：不符合', { chest_indrawing: false }],
      newborn,
    ],
  },
  'PED-D01': {
    en: 'No fever for ≥ 48 hours, SpO₂ ≥ 94 % in air, eating normally, oral treatment planned',
    cases: [
      ['unknown', '退热时间不详：待定', { hours_afebrile: null }],
      ['not_met', '血氧饱和度 93%：不符合', { spo2: 93 }],
      ['not_met', '退热 47 小时：不符合', { hours_afebrile: 47 }],
      adolescent,
    ],
  },
};
