import { words } from '../platform/i18n';

/** Kinds of consultation, titles of physicians and what keeps one from being invited, in words. */
export const consultationCodeWords = words(
  'consultation-code',
  {
    kind: {
      immediate: '立即会诊',
      scheduled: '预约会诊',
      multidisciplinary: '多学科会诊',
      ward_round: '远程查房',
      teaching: '远程教学',
      surgery_guidance: '手术指导',
    },
    title: { resident: '住院医师', attending: '主治医师', associate_chief: '副主任医师', chief: '主任医师' },
    ineligible: {
      not_licensed: '没有有效任职或执业范围',
      too_few_years: '独立临床工作不满 3 年',
      other_field: '专业不符',
      title_too_low: '职称低于要求',
      not_offered: '未开放此类会诊',
    },
  },
  {
    kind: {
      immediate: 'Immediate',
      scheduled: 'Scheduled',
      multidisciplinary: 'Multidisciplinary',
      ward_round: 'Ward round',
      teaching: 'Teaching',
      surgery_guidance: 'Surgery guidance',
    },
    title: {
      resident: 'Resident',
      attending: 'Attending physician',
      associate_chief: 'Associate chief physician',
      chief: 'Chief physician',
    },
    ineligible: {
      not_licensed: 'no current appointment or scope of practice',
      too_few_years: 'under 3 years of independent clinical work',
      other_field: 'another field',
      title_too_low: 'title below the one asked for',
      not_offered: 'does not offer this kind',
    },
  },
);
