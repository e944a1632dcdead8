/** What a department allows others to do for it, once and for all, until it says otherwise. */
export const standingPermissions = [
  'coordinator_accepts_inpatients',
  'coordinator_accepts_outpatients',
  'coordinator_accepts_examinations',
  'expert_joins_without_asking',
] as const;
export type StandingPermission = (typeof standingPermissions)[number];

/**
 * 诊疗科目 as registered on a licence: code and name of the first and second level of 医疗机构诊疗科目名录 (卫医发〔1994〕27号), as far as
 * alliances use them.
 */
export const treatmentSubjects = {
  '02': '全科医疗科',
  '03': '内科',
  '03.01': '呼吸内科专业',
  '03.02': '消化内科专业',
  '03.03': '神经内科专业',
  '03.04': '心血管内科专业',
  '03.05': '血液内科专业',
  '03.06': '肾病学专业',
  '03.07': '内分泌专业',
  '04': '外科',
  '04.01': '普通外科专业',
  '04.02': '神经外科专业',
  '04.03': '骨科专业',
  '04.06': '心脏大血管外科专业',
  '05': '妇产科',
  '05.01': '妇科专业',
  '05.02': '产科专业',
  '07': '儿科',
  '07.01': '新生儿专业',
  '15': '精神科',
  '16': '传染科',
  '19': '肿瘤科',
  '20': '急诊医学科',
  '21': '康复医学科',
  '28': '重症医学科',
  '30': '医学检验科',
  '31': '病理科',
  '32': '医学影像科',
  '50': '中医科',
} as const;
export type TreatmentSubject = keyof typeof treatmentSubjects;
export const treatmentSubjectCodes = Object.keys(treatmentSubjects) as TreatmentSubject[];
