import { steadyFacts } from '../steady-facts.data.js';
import type { HistoricKind, Share } from './kind.types.js';
import { spread } from './spread.js';

const heart = { alliance: 'cardiovascular', department: 'cardiology' } as const;
const bedside = { alliance: 'cardiovascular', department: 'emergency', service: 'emergency', urgency: 'immediate' } as const;
const calm = {
  ...{ severe_headache: false, vomiting: false, speech_disturbance: false, limb_paralysis: false, chest_back_pain: false },
  ...{ leg_oedema: false, dyspnoea: false, orthopnoea: false },
};

/** Most are near a threshold, so that another threshold would have judged some of them differently. */
const hypertension: HistoricKind = {
  ...{ ...heart, service: 'outpatient', urgency: 'urgent', ages: [38, 79] },
  diagnosis: ['I10', '高血压3级'],
  reason: '无急性症状，处理后血压仍高',
  facts: (n) => ({
    ...{ ...steadyFacts, ...calm, antihypertensive_count: 2 },
    ...{ sbp: spread(n, 1, 164, 198, 2), dbp: spread(n, 2, 92, 114, 2), persist_after_treatment: spread(n, 3, 0, 4) > 0 },
  }),
  told: ['口服两联降压药，院内休息30分钟复测仍高，无头痛及视物模糊。', '漏服药3天，含服后复测两次未达标，心电图窦性心律。'],
  found: ['调整为三联方案，出院前连续两次<140/90 mmHg，回原机构随访。', '完善继发性筛查未见异常，方案已调整，2周后复诊。'],
};
const townshipHypertension: HistoricKind = {
  ...hypertension,
  ages: [45, 84],
  reason: '处理后血压仍高，卫生院夜间无医师值班',
  facts: (n) => ({ sbp: spread(n, 4, 158, 190, 2), dbp: spread(n, 5, 88, 112, 2), persist_after_treatment: true, pregnant: false }),
};
const infarction: HistoricKind = {
  ...{ ...bedside, ages: [41, 82] },
  diagnosis: ['I21.9', '急性ST段抬高型心肌梗死'],
  reason: '胸痛伴ST段抬高，需急诊再灌注',
  facts: (n) => ({
    ...{ chest_pain_min: spread(n, 6, 20, 300, 5), st_elevation: true, sbp: spread(n, 7, 86, 150, 2), hr: spread(n, 8, 56, 118, 2) },
    ...(spread(n, 71, 0, 3) ? { spo2: spread(n, 72, 91, 98), killip: spread(n, 73, 1, 3), dbp: spread(n, 74, 54, 92, 2) } : {}),
  }),
  told: ['阿司匹林300 mg、替格瑞洛180 mg已嚼服，建立静脉通路，家属同行。', '首份心电图6分钟内完成并上传，已给负荷双抗，疼痛VAS 7分。'],
  found: ['急诊PCI，前降支植入支架1枚，TIMI 3级；住院5天，双抗12个月。', '急诊造影右冠闭塞，血栓抽吸后支架植入，复查LVEF 48%。'],
};
const angina: HistoricKind = {
  ...{ ...heart, service: 'inpatient', urgency: 'urgent', ages: [44, 80] },
  diagnosis: ['I20.0', '不稳定型心绞痛'],
  reason: '静息痛反复，需冠脉评估',
  facts: (n) => ({
    ...{ ischaemic_pain: true, st_depression_mv: spread(n, 9, 0, 3) / 20, tnt_ratio: spread(n, 10, 2, 14) / 10, ischaemia_evidence: true },
    ...(spread(n, 75, 0, 2) ? { sbp: spread(n, 76, 112, 158, 2), dbp: spread(n, 77, 66, 94, 2), hr: spread(n, 78, 58, 96, 2) } : {}),
  }),
  told: ['近1周静息发作4次，硝酸甘油3分钟缓解，低分子肝素已用。', '既往支架2枚，夜间发作，肌钙蛋白两次阴性。'],
  found: [
    '冠脉造影：前降支中段80%，植入支架1枚，症状消失。',
    '造影三支病变，心脏团队讨论后行旁路移植。',
    '造影未见有意义狭窄，调整药物治疗。',
  ],
};
const resistant: HistoricKind = {
  ...{ ...heart, service: 'outpatient', urgency: 'routine', ages: [29, 70] },
  diagnosis: ['I10', '难治性高血压待查'],
  reason: '多药联合控制不佳，排查继发性高血压',
  facts: (n) => ({
    ...{ ...steadyFacts, no_diuretic: true, antihypertensive_count: spread(n, 11, 2, 4) },
    ...{ sbp: spread(n, 12, 134, 168, 2), dbp: spread(n, 13, 82, 98, 2), k: spread(n, 14, 31, 44) / 10 },
  }),
  told: ['家庭血压日记附后，盐摄入偏高，打鼾明显。', '肾上腺超声未见占位，尿蛋白阴性。'],
  found: ['醛固酮肾素比值阳性，转内分泌专科，降压方案已调整。', '睡眠监测中度阻塞性呼吸暂停，建议持续正压通气。'],
};
const failure: HistoricKind = {
  ...{ ...heart, service: 'inpatient', urgency: 'urgent', ages: [52, 86] },
  diagnosis: ['I50.9', '慢性心力衰竭急性加重'],
  reason: '利尿剂反应差，需进一步评估',
  facts: (n) => ({
    sbp: spread(n, 51, 92, 142, 2),
    dbp: spread(n, 52, 58, 86, 2),
    hr: spread(n, 53, 74, 122, 2),
    spo2: spread(n, 54, 88, 96),
    rr: 22,
  }),
  told: ['双下肢水肿至膝，夜间端坐，呋塞米静脉推注后尿量约900 mL/日。', 'NT-proBNP 6,200 pg/mL，胸片肺淤血，体重两周增加4 kg。'],
  found: ['静脉利尿与血管扩张后好转，“新四联”已启用，体重下降5 kg。', '植入心脏再同步治疗起搏器，术后3天平稳。'],
};
const fibrillation: HistoricKind = {
  ...{ ...heart, service: 'outpatient', urgency: 'routine', ages: [48, 78] },
  diagnosis: ['I48', '阵发性心房颤动'],
  reason: '射频消融术前评估',
  facts: (n) => ({ ...steadyFacts, ...calm, hr: spread(n, 55, 62, 118, 2) }),
  told: ['CHA2DS2-VASc 3分，利伐沙班15 mg qd，半年内发作5次。', '动态心电图提示阵发性房颤，左房前后径41 mm。'],
  found: ['符合消融指征，已预约住院；抗凝继续。', '暂以药物控制心率，3个月后复诊。'],
};
const block: HistoricKind = {
  ...{ ...heart, service: 'inpatient', urgency: 'urgent', ages: [58, 88] },
  diagnosis: ['I44.2', '三度房室传导阻滞'],
  reason: '黑矇发作，拟植入永久起搏器',
  facts: (n) => ({
    hr: spread(n, 56, 32, 48, 2),
    sbp: spread(n, 57, 104, 150, 2),
    dbp: spread(n, 58, 58, 84, 2),
    suspected_acs: false,
    gcs: 15,
  }),
  told: ['心室率慢，异丙肾上腺素泵入维持，意识清楚。', '晕厥1次无外伤，电解质正常。'],
  found: ['植入双腔起搏器，伤口愈合好，程控正常。'],
};
const dissection: HistoricKind = {
  ...{ ...bedside, ages: [38, 76] },
  diagnosis: ['I71.0', '主动脉夹层'],
  reason: '撕裂样胸背痛，双上肢血压不等',
  facts: (n) => ({ arm_sbp_diff: spread(n, 59, 16, 42, 2), chest_back_pain: true, sbp: spread(n, 60, 132, 196, 2), dbp: 88, hr: 92 }),
  told: ['镇痛并静脉降压中，CTA已传。', '突发撕裂样疼痛2小时，床旁超声见内膜片。'],
  found: ['急诊手术，术后转重症监护，第9天转普通病房。', 'B型夹层，支架隔绝术后平稳。'],
};
const echo: HistoricKind = {
  ...{ ...heart, service: 'examination', urgency: 'routine', ages: [24, 72] },
  diagnosis: ['I34.0', '二尖瓣关闭不全'],
  reason: '经食管超声心动图检查',
  facts: () => ({ ...steadyFacts, ...calm }),
  told: ['经胸超声中度反流，拟明确瓣膜形态。', '心尖部3/6级收缩期杂音，活动耐量尚可。'],
  found: ['后叶脱垂伴中度反流，6个月后复查。', '瓣膜形态可，轻度反流，常规随访。'],
};
const tightness: HistoricKind = {
  ...{ ...heart, service: 'outpatient', urgency: 'urgent', ages: [40, 82] },
  diagnosis: ['R07.4', '胸闷待查'],
  reason: '活动后胸闷，卫生院无心肌标志物检测条件',
  facts: (n) => ({
    sbp: spread(n, 61, 118, 164, 2),
    dbp: spread(n, 62, 70, 96, 2),
    hr: spread(n, 63, 60, 98, 2),
    ischaemic_pain: true,
    st_elevation: false,
  }),
  told: ['步行二楼即胸闷，休息5分钟缓解，心电图T波低平。', '偶有夜间胸闷，未服药。'],
  found: ['运动平板阳性，收入院造影。', '肌钙蛋白阴性、平板阴性，考虑非心源性，回当地随访。'],
};
/** Patients of a township health centre, and of a county hospital. */
export const fromTownship: readonly Share[] = [
  [townshipHypertension, 34],
  [tightness, 26],
  [failure, 14],
  [infarction, 12],
  [fibrillation, 8],
  [echo, 6],
];
export const fromCounty: readonly Share[] = [
  [hypertension, 14],
  [infarction, 17],
  [angina, 20],
  [failure, 12],
  [resistant, 11],
  [fibrillation, 8],
  [block, 6],
  [dissection, 3],
  [echo, 9],
];

/** Patients who come down: near enough to the criteria that some of them fail one. */
export const comingDown: HistoricKind = {
  ...{ ...heart, service: 'inpatient', urgency: 'routine', ages: [46, 78] },
  diagnosis: ['I25.2', '陈旧性心肌梗死'],
  reason: '再灌注后病情稳定，回基层康复',
  facts: (n) => ({
    ...{ ...steadyFacts, ...calm, dapt_plan: true, angina: false, bedbound: false },
    ...{ hours_stable: spread(n, 15, 60, 132, 6), lvef: spread(n, 16, 34, 60, 2) },
  }),
  told: ['双抗、他汀、β受体阻滞剂方案已定，附康复处方。', '穿刺点愈合好，6分钟步行试验410 m。'],
  found: ['康复训练完成，血压心率达标，转社区随访。', '按计划康复，无再发胸痛，药物自理。'],
};
export const steadyAgain: HistoricKind = {
  ...{ ...heart, department: 'general', service: 'outpatient', urgency: 'routine', ages: [45, 80] },
  diagnosis: ['I10', '高血压（方案已定）'],
  reason: '血压连续达标，回基层随访',
  facts: (n) => ({
    ...{ ...steadyFacts, ...calm, diagnosis_confirmed: true, plan_fixed: true, controlled_visits: spread(n, 64, 1, 4) },
    ...{ sbp: spread(n, 65, 118, 144, 2), dbp: spread(n, 66, 70, 92, 2), stable: true, no_change_needed: true },
  }),
  told: ['两联降压方案固定8周，家庭血压记录附后。', '依从性好，建议每月一次随访。'],
  found: ['已纳入签约随访，下次4周后。', '血压平稳，继续原方案。'],
};
export const rehabilitation: HistoricKind = {
  ...{ ...heart, department: 'rehabilitation', service: 'inpatient', urgency: 'routine', ages: [50, 80] },
  diagnosis: ['I25.1', '冠状动脉粥样硬化性心脏病'],
  reason: '心脏康复一期，结合中医调理',
  facts: () => ({ ...steadyFacts, ...calm }),
  told: ['支架术后2周，无并发症，活动耐量下降。'],
  found: ['完成12次康复训练，6分钟步行增加80 m。'],
};
