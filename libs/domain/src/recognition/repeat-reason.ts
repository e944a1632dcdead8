/**
 * The six cases in which a test may be repeated although an earlier result could stand (卫健委医〔2022〕6号; MR-10). A region adds its own;
 * each says whether it counts as not recognising (MR-11).
 */
export const nationalReasons = [
  {
    code: 'NR01',
    zh: '病情变化，结果与临床表现、诊断不符，难以满足诊疗需要',
    en: 'The illness changed: the result does not fit the clinical picture or the diagnosis',
    needsText: false,
  },
  { code: 'NR02', zh: '结果在疾病演变过程中变化较快', en: 'The result changes fast as the disease develops', needsText: false },
  {
    code: 'NR03',
    zh: '项目对诊疗意义重大（如手术、输血等重大医疗措施前）',
    en: 'The item weighs heavily, as before an operation or a transfusion',
    needsText: false,
  },
  { code: 'NR04', zh: '患者处于急诊、急救等紧急状态', en: 'Emergency or rescue', needsText: false },
  { code: 'NR05', zh: '涉及司法、伤残及病退等鉴定', en: 'Judicial, disability or sick-retirement appraisal', needsText: false },
  { code: 'NR99', zh: '其他确需复查的情形（须写明）', en: 'Another case that truly needs it (to be written down)', needsText: true },
] as const;

/** A reason as a list shows it and a rate counts it. */
export interface RepeatReason {
  readonly code: string;
  readonly counts: boolean;
  readonly needsText: boolean;
}
