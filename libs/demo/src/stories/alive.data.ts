import { demoId } from '../demo-id.js';
import { accept, hour, step } from './steps.js';
import { afterInfarction, hypertensionAtHome } from './plans.data.js';
import { part, type Story, type StoryPatient, type StoryStep } from './story.types.js';

const fromCounty = part({
  alliance: 'cardiovascular',
  from: 'county',
  fromDepartment: 'cardiology',
  to: 'lead',
  department: 'cardiology',
  transport: 'own_way',
  reviewer: '戴云飞',
  consentGiver: 'patient',
  by: 'county.doctor',
});
const fromTownship = part({
  ...fromCounty,
  from: 'township',
  fromDepartment: 'general',
  to: 'county',
  reviewer: '柳长河',
  by: 'township.doctor',
});
const ward = part({ service: 'inpatient', urgency: 'urgent' });
const arrived = (after: number) => [step(after, 'lead.doctor', { action: 'arrive' }), step(after + 30, 'lead.doctor', { action: 'admit' })];
const bed = { place: '住院部A座心血管内科二病区', physician: '韩致远', within: 20 * hour, bedRoute: 'bed' } as const;

/** Somebody who came up days ago and has become well, or almost. */
const inCare = (patient: StoryPatient, [code, text]: readonly [string, string], daysAgo: number): Story => ({
  ...fromCounty,
  ...ward,
  ...{ key: patient.key, patient },
  diagnosis: [code, text],
  reason: '需介入治疗与监护',
  summary: '经外周静脉给药后转运，途中平稳。（虚构病例）',
  facts: { ischaemic_pain: true, st_depression_mv: 0.15, tnt_ratio: 1.2, sbp: 128, dbp: 78, hr: 84 },
  consentName: `${patient.name}（演示）`,
  since: { daysAgo, at: '11:20' },
  steps: [accept(25, 'lead.doctor', bed), ...arrived(6 * hour)],
});

/** Somebody who has been home for so many hours, and after whom nobody has asked yet. */
const wentHome = (patient: StoryPatient, hoursAgo: number, more: readonly StoryStep[] = []): Story => ({
  ...inCare(patient, ['I21.1', '急性下壁心肌梗死'], 9),
  offer: {
    ...{
      after: -(hoursAgo + 20) * hour,
      by: 'lead.doctor',
      home: 'county',
      department: 'cardiology',
      plan: afterInfarction,
      unasked: true,
    },
    reason: '介入后稳定，回县医院康复',
    summary: '支架1枚，LVEF 55%，无心绞痛，双抗方案已定。',
    steps: [
      step(hour, 'county.doctor', { action: 'doctorAccept' }),
      accept(2 * hour, 'county.coordinator', { place: '住院部三层心内科护士站', physician: '罗文博', within: 22 * hour, bedRoute: 'bed' }),
      step(20 * hour, 'county.doctor', { action: 'arrive' }),
      step(21 * hour, 'county.doctor', { action: 'admit' }),
      ...more,
    ],
  },
});

/** What waits for somebody when the portal is opened for the first time. */
export const alive: readonly Story[] = [
  {
    ...fromCounty,
    ...part({ key: 'four-minutes', department: 'emergency', service: 'emergency', urgency: 'immediate', transport: 'ambulance' }),
    patient: { key: 'four-minutes', name: '田福来', sex: 'male', born: '1961-03-14' },
    diagnosis: ['I21.0', '急性前壁ST段抬高型心肌梗死'],
    reason: '胸痛2小时，V1–V4导联ST段抬高，需急诊PCI',
    summary: '阿司匹林300mg、替格瑞洛180mg已服；BP 108/66 mmHg，HR 96次/分。（虚构病例）',
    facts: { chest_pain_min: 120, st_elevation: true, sbp: 108, dbp: 66, hr: 96, spo2: 96 },
    ...part({ consentGiver: 'relative', consentName: '家属（演示）' }),
    since: { minutesAgo: 4 },
    steps: [],
    rings: true,
  },
  {
    ...fromCounty,
    ...part({ key: 'question', service: 'outpatient', urgency: 'routine' }),
    patient: { key: 'question', name: '苏婉清', sex: 'female', born: '1972-11-30' },
    diagnosis: ['I48', '阵发性心房颤动'],
    reason: '射频消融术前评估',
    summary: 'CHA2DS2-VASc 2分，达比加群110mg bid，近半年发作4次。（虚构病例）',
    facts: {},
    consentName: '苏婉清（演示）',
    since: { minutesAgo: 5 * hour },
    steps: [
      step(2 * hour, 'lead.doctor', { action: 'ask', questions: [{ kind: 'text', text: '请补充近3个月动态心电图及甲状腺功能结果。' }] }),
    ],
  },
  {
    ...{ ...fromCounty, ...ward, key: 'appeal' },
    patient: { key: 'appeal', name: '彭秋实', sex: 'male', born: '1963-02-11' },
    diagnosis: ['I20.0', '不稳定型心绞痛'],
    reason: '静息痛反复，肌钙蛋白升高，需冠脉造影',
    summary: '昨夜发作2次，每次10分钟，低分子肝素已用。（虚构病例）',
    facts: { ischaemic_pain: true, st_depression_mv: 0.1, tnt_ratio: 1.4, sbp: 142, dbp: 86 },
    consentName: '彭秋实（演示）',
    since: { minutesAgo: 26 * hour },
    steps: [
      step(50, 'lead.doctor', { action: 'return', reason: 'not_meeting_admission_criteria', advice: '缺血证据不足，建议门诊运动平板。' }),
      step(95, 'county.doctor', {
        ...{ action: 'appeal', reviewerInstitutionId: demoId('institution tcm') },
        explanation: '肌钙蛋白1.4倍上限且静息发作，符合ACS-U06，请复核退回理由。',
      }),
    ],
  },
  {
    ...{ ...fromTownship, ...ward, key: 'offer', department: 'cardiology' },
    patient: { key: 'offer', name: '鲁有福', sex: 'male', born: '1954-07-30' },
    diagnosis: ['I11.9', '高血压性心脏病'],
    reason: '血压反复升高伴心悸，卫生院处理后未达标',
    summary: '柳溪镇居民，口服两药，含服后仍178/104 mmHg。（虚构病例）',
    facts: { sbp: 178, dbp: 104, hr: 92, persist_after_treatment: true, pregnant: false },
    consentName: '鲁有福（演示）',
    since: { daysAgo: 6, at: '08:50' },
    steps: [
      accept(35, 'county.doctor', { ...bed, place: '住院部三层心内科护士站', physician: '罗文博' }),
      step(5 * hour, 'county.doctor', { action: 'arrive' }),
      step(5 * hour + 25, 'county.doctor', { action: 'admit' }),
    ],
    offer: {
      ...{ after: -50, by: 'county.doctor', home: 'township', department: 'general', plan: hypertensionAtHome },
      reason: '血压连续达标，回柳溪镇续诊',
      summary: '三天血压126–134/74–82 mmHg，方案已定；家住柳溪镇三组，子女在外，请上门随访。',
      steps: [],
    },
  },
  inCare({ key: 'ready-1', name: '宗明义', sex: 'male', born: '1960-05-05' }, ['I21.4', '急性非ST段抬高型心肌梗死'], 6),
  inCare({ key: 'ready-2', name: '蒲月娥', sex: 'female', born: '1955-09-18' }, ['I20.0', '不稳定型心绞痛'], 5),
  inCare({ key: 'ready-3', name: '岑向阳', sex: 'male', born: '1966-12-24' }, ['I21.1', '急性下壁心肌梗死'], 7),
  inCare({ key: 'near-1', name: '荀巧云', sex: 'female', born: '1951-03-03' }, ['I21.4', '急性非ST段抬高型心肌梗死'], 4),
  inCare({ key: 'near-2', name: '乌海生', sex: 'male', born: '1968-08-08' }, ['I20.0', '不稳定型心绞痛'], 4),
  wentHome({ key: 'back', name: '佟玉梅', sex: 'female', born: '1958-06-14' }, 52, [
    step(65 * hour + 50, 'county.doctor', {
      action: 'reportOutcome',
      outcome: 'transferred_on',
      summary: '再发静息胸痛，按预警征象当日再次上转。',
    }),
  ]),
  wentHome({ key: 'due-today', name: '惠长庚', sex: 'male', born: '1964-10-10' }, 43),
  wentHome({ key: 'overdue', name: '步青云', sex: 'male', born: '1959-02-28' }, 63),
  {
    ...{ ...fromCounty, ...ward, key: 'back-again' },
    patient: { key: 'back', name: '佟玉梅', sex: 'female', born: '1958-06-14' },
    diagnosis: ['I20.0', '介入术后再发胸痛'],
    reason: '下转后第2天再发静息胸痛20分钟，心电图ST段压低',
    summary: '双抗规律服用，硝酸甘油部分缓解，肌钙蛋白1.6倍上限。（虚构病例）',
    facts: { ischaemic_pain: true, st_depression_mv: 0.15, tnt_ratio: 1.6, sbp: 138, dbp: 84, hr: 96 },
    consentName: '佟玉梅（演示）',
    since: { minutesAgo: 6 * hour },
    steps: [accept(18, 'lead.doctor', bed), ...arrived(3 * hour)],
  },
];
