import type { Specialty } from '@alliance/domain/alliance/alliance';
import type { ConsultationKind } from '@alliance/domain/consultation/consultation.codes';

/** Codes in words, where no screen can put them into words: calendar programs. */
export const kindWords: Readonly<Record<ConsultationKind, string>> = {
  immediate: '即时会诊',
  scheduled: '远程会诊',
  multidisciplinary: '多学科会诊',
  ward_round: '远程查房',
  teaching: '远程教学',
  surgery_guidance: '手术指导',
};
export const specialtyWords: Readonly<Record<Specialty, string>> = {
  cardiovascular: '心血管',
  stroke: '脑卒中',
  respiratory: '呼吸',
  endocrine: '内分泌',
  nephrology: '肾病',
  obstetrics: '妇产',
  neonatal: '新生儿',
  paediatrics: '儿科',
  trauma: '创伤',
  oncology: '肿瘤',
  tcm_rehabilitation: '中医康复',
  critical_care: '重症',
  mental_health: '精神卫生',
  infectious_disease: '感染性疾病',
  imaging: '影像',
  other: '其他',
};
