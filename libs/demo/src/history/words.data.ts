import type { DivertReason, RedirectReason, ReturnReason } from '@alliance/domain/referral/referral.codes';

type Some<T> = readonly [T, ...T[]];

/** What was asked, and what came back. */
export const asked: Some<readonly [question: string, answer: string]> = [
  ['请补充近3个月动态心电图结果。', '动态心电图：窦性心律，房早1,240次/日，未见长间歇。'],
  ['请补充肌酐及血钾，是否正在使用造影剂相关药物？', '肌酐82 μmol/L，血钾4.1 mmol/L，未用二甲双胍。'],
  ['目前抗凝方案与末次用药时间？', '利伐沙班15 mg每晚一次，末次昨晚八点。'],
  ['请说明家庭血压记录与现用药物剂量。', '家庭血压150–168/92–100 mmHg；氨氯地平5 mg、缬沙坦80 mg，各每日一次。'],
  ['是否可接受侧支静脉置管？既往过敏史？', '可接受；青霉素皮试阳性，无造影剂过敏史。'],
];

export const returned: Some<readonly [reason: ReturnReason, advice: string]> = [
  ['other_specialty', '以电解质紊乱为主，建议先转内分泌科评估。'],
  ['not_meeting_admission_criteria', '目前未达住院标准，建议门诊调整用药并两周后复诊。'],
  ['resources_limited', '本院导管室检修至周三，急需者请联系牵头医院。'],
  ['higher_level_needed', '超出本院处理能力，建议直接转牵头医院胸痛中心。'],
  ['out_of_scope', '本院无对应诊疗科目，建议转康复专科。'],
  ['not_meeting_admission_criteria', '缺血证据不足，建议先行运动平板检查。'],
];

export const redirected: Some<readonly [reason: RedirectReason, explanation: string]> = [
  ['higher_level_needed', '需行介入治疗，转牵头医院。'],
  ['resources_limited', '本院床位已满，已电话联系对方。'],
  ['other_specialty', '以其他专科问题为主，转更合适的科室所在医院。'],
];

export const diverted: Some<readonly [reason: DivertReason, explanation: string]> = [
  ['condition_worse', '途中血压下降，就近处理后再转。'],
  ['road_blocked', '山体落石封路，绕行不及，改道。'],
];

export const plans: Some<string> = [
  '按建议调整降压方案，两周后门诊复诊，家庭血压记录。',
  '本院继续抗缺血治疗，症状复发即再转。',
  '完善检查后随访，已告知患者返诊指征。',
];
export const refusals: Some<string> = [
  '患者及家属了解风险后要求在当地继续治疗，已签字。',
  '家中无人陪护，商议后暂不转院，签字为证。',
  '患者要求自行前往外地医院，已签字。',
];
export const appeals: Some<string> = [
  '血压连续三次≥180/110 mmHg且已服两联药，符合上转标准，请复核。',
  '静息痛反复，缺血证据已补传，请复核退回理由。',
];
export const conditions: Some<string> = [
  '意识清楚，血压118/72 mmHg，心率86次/分，鼻导管吸氧2 L/分，疼痛缓解。',
  '神志清，血压104/64 mmHg，心率98次/分，微量泵硝酸甘油在用。',
  '生命体征平稳，静脉通路通畅，家属陪同。',
];
export const atHome = '现无胸痛胸闷，日常活动无受限。';
