/** What experts of the demonstration advise; every case is invented. */
export interface Advice {
  readonly aim: string;
  readonly text: string;
  readonly recommendations: readonly [string, string];
  readonly decision: string;
}
export const advices: readonly [Advice, ...Advice[]] = [
  {
    aim: '评估是否需要冠状动脉造影及时机',
    text: '结合胸痛特点、心电图动态变化与肌钙蛋白，考虑急性冠脉综合征，缺血风险中高危。建议早期造影，在此之前规范抗栓与他汀，警惕再发胸痛。（虚构病例）',
    recommendations: ['48 小时内行冠状动脉造影', '双联抗血小板与高强度他汀，复查肌钙蛋白'],
    decision: '采纳，联系造影并继续目前抗栓治疗。',
  },
  {
    aim: '调整心力衰竭治疗方案',
    text: '容量负荷仍重，建议利尿剂加量并监测电解质，血压允许时逐步滴定 ARNI 与 β 受体阻滞剂，完善超声心动图评估射血分数。（虚构病例）',
    recommendations: ['利尿剂加量，每日记录体重与尿量', '一周内复查超声心动图与 NT-proBNP'],
    decision: '采纳，今日起调整利尿剂，预约超声。',
  },
  {
    aim: '心律失常的性质与处理',
    text: '宽 QRS 心动过速发作时血流动力学尚稳，回顾心电图支持室上速伴差异传导。建议避免联用多种抗心律失常药，择期电生理评估。（虚构病例）',
    recommendations: ['24 小时动态心电图', '电生理门诊评估'],
    decision: '采纳，先完善动态心电图。',
  },
  {
    aim: '难治性高血压的病因与用药',
    text: '四药联合仍未达标，需排除依从性与继发因素。建议家庭血压监测、肾素醛固酮比值，暂加螺内酯 20 mg，监测血钾。（虚构病例）',
    recommendations: ['家庭血压监测两周', '查肾素、醛固酮与血钾'],
    decision: '部分采纳：先查血钾与肾功能，再加螺内酯。',
  },
  {
    aim: '术后抗凝方案与出血风险',
    text: '卒中风险高而出血风险中等，建议直接口服抗凝药，按肾功能调整剂量，停用非必要的抗血小板药，三个月后复评。（虚构病例）',
    recommendations: ['核对肾功能后选择抗凝药剂量', '三个月复评出血与卒中风险'],
    decision: '采纳，已与家属说明。',
  },
];
export const dissents = [
  '影像与症状不完全相符，宜先无创评估再决定造影。',
  '患者高龄且肾功能不全，造影剂风险需先处理。',
  '目前证据不足以加用第三种药物，建议观察两周。',
] as const;
export const phoned = '电话意见：先按急性冠脉综合征处理，能溶栓则尽快溶栓，同时联系转运；血压低时慎用硝酸酯。（虚构病例）';
