import type { FactScalar } from '@alliance/domain/criteria/fact.types';
import type { OutsideCriteriaReason } from '@alliance/domain/protocol/protocol.types';
import type { Sex } from '@alliance/domain/identity/citizen-id';
import type { Service, Urgency } from '@alliance/domain/referral/referral.codes';
import { steadyFacts } from './steady-facts.data.js';

/** How far a case has come when the portal is opened for the first time. */
export type Progress = 'draft' | 'submitted' | 'returned' | 'accepted' | 'in_transit' | 'in_care' | 'closed';

export interface FirstCase {
  readonly by: 'county.doctor' | 'township.doctor';
  readonly to: 'lead' | 'county';
  readonly patient: string;
  readonly sex: Sex;
  readonly born: string;
  readonly service: Service;
  readonly urgency: Urgency;
  readonly department: 'cardiology' | 'emergency';
  readonly diagnosis: readonly [code: string, text: string];
  readonly reason: string;
  readonly summary: string;
  readonly progress: Progress;
  /** What the doctor wrote down for the criteria, in the facts' own units; without it everything is open. */
  readonly facts?: Readonly<Record<string, FactScalar>>;
  readonly criteriaReason?: OutsideCriteriaReason;
}

/** Invented patients; their numbers lie in a district that does not exist. */
export const firstCases: readonly FirstCase[] = [
  {
    by: 'county.doctor',
    to: 'lead',
    patient: '买买提·吐尔逊',
    sex: 'male',
    born: '1955-08-02',
    service: 'inpatient',
    urgency: 'urgent',
    department: 'cardiology',
    diagnosis: ['I50.9', '慢性心力衰竭急性加重'],
    reason: '利尿剂抵抗，NT-proBNP 8,600 pg/mL，需进一步评估',
    summary: '扩张型心肌病史6年，LVEF 28%；呋塞米静脉泵入48小时，尿量不足800 mL/日。',
    progress: 'submitted',
    facts: { sbp: 112, dbp: 70, hr: 92, rr: 22, spo2: 93 },
  },
  {
    by: 'county.doctor',
    to: 'lead',
    patient: '郑桂花',
    sex: 'female',
    born: '1949-05-21',
    service: 'inpatient',
    urgency: 'urgent',
    department: 'cardiology',
    diagnosis: ['I44.2', '三度房室传导阻滞'],
    reason: '黑矇两次，拟植入永久起搏器',
    summary: '心室率38次/分，已置临时起搏电极，生命体征平稳。',
    progress: 'accepted',
    facts: { hr: 38, sbp: 128, dbp: 70, pregnant: false, suspected_acs: false },
  },
  {
    by: 'county.doctor',
    to: 'lead',
    patient: '欧阳长青',
    sex: 'male',
    born: '1966-01-09',
    service: 'emergency',
    urgency: 'immediate',
    department: 'emergency',
    diagnosis: ['I71.0', '主动脉夹层（Stanford A型）'],
    reason: '撕裂样胸背痛，CTA证实升主动脉受累',
    summary: '艾司洛尔控制心率62次/分，BP 112/70 mmHg，镇痛中。',
    progress: 'in_transit',
    facts: { arm_sbp_diff: 24, chest_back_pain: true, sbp: 112, dbp: 70, hr: 62 },
  },
  {
    by: 'county.doctor',
    to: 'lead',
    patient: '何其昌',
    sex: 'male',
    born: '1958-09-17',
    service: 'inpatient',
    urgency: 'urgent',
    department: 'cardiology',
    diagnosis: ['I20.0', '不稳定型心绞痛'],
    reason: '药物治疗后仍有静息痛，需冠脉造影',
    summary: 'GRACE评分132分，肌钙蛋白I 0.03 ng/mL。',
    progress: 'in_care',
    facts: { ischaemic_pain: true, st_depression_mv: 0.1, tnt_ratio: 0.8, sbp: 132, dbp: 80 },
  },
  {
    by: 'county.doctor',
    to: 'lead',
    patient: '谢秋兰',
    sex: 'female',
    born: '1980-06-25',
    service: 'outpatient',
    urgency: 'routine',
    department: 'cardiology',
    diagnosis: ['I10', '高血压3级（高危）'],
    reason: '三联降压药后仍170/105 mmHg，排查继发性高血压',
    summary: '血钾3.1 mmol/L，肾动脉超声未见狭窄。',
    progress: 'returned',
    facts: { sbp: 170, dbp: 105, antihypertensive_count: 3, k: 3.1, no_diuretic: false, pregnant: false },
  },
  {
    by: 'county.doctor',
    to: 'lead',
    patient: '方小满',
    sex: 'female',
    born: '1990-02-04',
    service: 'examination',
    urgency: 'routine',
    department: 'cardiology',
    diagnosis: ['I34.0', '二尖瓣关闭不全'],
    reason: '经食管超声心动图检查',
    summary: '经胸超声提示中度反流，拟评估瓣膜形态。',
    progress: 'closed',
    facts: steadyFacts,
    criteriaReason: 'examination_not_available_here',
  },
  {
    by: 'township.doctor',
    to: 'county',
    patient: '龚大年',
    sex: 'male',
    born: '1953-12-12',
    service: 'outpatient',
    urgency: 'urgent',
    department: 'cardiology',
    diagnosis: ['R07.4', '胸闷待查'],
    reason: '活动后胸闷1周，卫生院无心肌标志物检测条件',
    summary: '心电图II、III、aVF导联T波低平，BP 150/92 mmHg。',
    progress: 'submitted',
    facts: { sbp: 150, dbp: 92, hr: 84, ischaemic_pain: true, st_elevation: false, leg_oedema: false, dyspnoea: false, orthopnoea: false },
  },
  {
    by: 'county.doctor',
    to: 'lead',
    patient: '𠮷田秀',
    sex: 'female',
    born: '1969-07-07',
    service: 'outpatient',
    urgency: 'routine',
    department: 'cardiology',
    diagnosis: ['I42.1', '梗阻性肥厚型心肌病'],
    reason: '室间隔消融评估',
    summary: '左室流出道压差62 mmHg，NYHA II级。',
    progress: 'draft',
    facts: { sbp: 124, dbp: 76, pregnant: false },
  },
];
