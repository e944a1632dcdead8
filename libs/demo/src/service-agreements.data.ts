import type { Specialty } from '@alliance/domain/alliance/alliance';
import { consultationKinds, type ConsultationKind, type PhysicianTitle } from '@alliance/domain/consultation/consultation.codes';
import type { AgreementClause } from '@alliance/domain/service-agreement/service-agreement.codes';

/** The wording of the demonstration; no lawyer has read it, and it says so. */
export const clauses: Readonly<Record<AgreementClause, string>> = {
  aim: '让基层患者在本地得到上级医院专家的诊疗意见，提高诊疗质量，减少不必要的转诊。（演示文本）',
  conditions:
    '双方均为依法登记的医疗机构，开展的项目在各自诊疗科目之内；参与医师在其执业机构注册，独立从事临床工作满 3 年；申请方会诊时至少有一名医师在场。',
  content: '邀请方就具体患者提出会诊申请，受邀方指派相应专业和职称的医师提供诊疗意见。受邀方的意见供参考，诊断与治疗由邀请方决定。',
  process:
    '一、邀请方取得患者书面同意，提交病历摘要、检查资料与会诊目的。二、受邀方在时限内答复是否接受，不接受须说明原因。三、双方按约定时间会诊。四、受邀方医师签署意见，邀请方记录决定并随访反馈。五、线路中断时改用电话，事后补录。',
  duties: '邀请方保证资料真实完整，对诊疗决定负责。受邀方按时提供意见，妥善保管患者信息。双方各自归档病历，不得用于本协议以外的用途。',
  liability:
    '发生医疗损害时，双方按照法律规定和各自过错承担责任；属邀请方决定造成的由邀请方承担，属受邀方意见存在过错的由受邀方承担相应部分。',
};

export interface DemoAgreement {
  readonly key: string;
  readonly number: string;
  readonly title: string;
  readonly provider: string;
  readonly requester: string | null;
  /** Of the whole alliance. */
  readonly alliance: string | null;
  readonly kinds: readonly ConsultationKind[];
  /** Days from today. */
  readonly from: number;
  readonly until: number;
  /** Fen per consultation. */
  readonly fees: Readonly<Partial<Record<ConsultationKind, number>>>;
  readonly payer: string | null;
  readonly signers: readonly string[];
}
export const agreements: readonly DemoAgreement[] = [
  {
    ...{ key: 'cardiovascular', number: '云心联远程〔演示〕1号', title: '心血管专科联盟远程医疗服务协议' },
    ...{ provider: 'lead', requester: null, alliance: 'cardiovascular', kinds: consultationKinds, from: -240, until: 490 },
    fees: { scheduled: 20000, multidisciplinary: 50000, immediate: 0 },
    payer: '由申请方支付；联盟内立即会诊免费。患者不另付费。',
    signers: ['lead.admin'],
  },
  {
    ...{ key: 'county', number: '云青远程〔演示〕3号', title: '云岭市人民医院与青禾县人民医院远程会诊协议' },
    ...{ provider: 'lead', requester: 'county', alliance: null, kinds: ['scheduled', 'multidisciplinary', 'surgery_guidance'] },
    ...{ from: -300, until: 24, fees: { scheduled: 15000, multidisciplinary: 40000, surgery_guidance: 80000 } },
    payer: '由青禾县人民医院按季结算。',
    signers: ['county.admin', 'lead.admin'],
  },
  {
    ...{ key: 'township', number: '青柳远程〔演示〕2号', title: '青禾县人民医院与乡镇卫生院远程门诊协议' },
    ...{ provider: 'county', requester: 'township', alliance: null, kinds: ['scheduled'], from: -420, until: -55 },
    ...{ fees: {}, payer: null, signers: ['county.admin'] },
  },
];

export interface DemoExpert {
  readonly username: string;
  readonly title: PhysicianTitle;
  readonly specialties: readonly Specialty[];
  readonly kinds: readonly ConsultationKind[];
  readonly academic?: true;
  readonly zh: string;
  readonly en: string;
}
const usual: readonly ConsultationKind[] = ['scheduled', 'multidisciplinary', 'teaching'];
/** People of the demonstration who advise; one of them offers only ward rounds, nobody everything. */
export const experts: readonly DemoExpert[] = [
  {
    ...{
      username: 'lead.expert',
      title: 'chief',
      specialties: ['cardiovascular'],
      kinds: [...usual, 'ward_round', 'surgery_guidance'],
      academic: true,
    },
    ...{
      zh: '冠心病介入与复杂心律失常，牵头制定联盟高血压与急性冠脉综合征规范。',
      en: 'Coronary intervention and complex arrhythmia; leads the alliance protocols on hypertension and ACS.',
    },
  },
  {
    ...{
      username: 'lead.doctor',
      title: 'associate_chief',
      specialties: ['cardiovascular'],
      kinds: ['immediate', ...usual],
      academic: true,
    },
    ...{ zh: '急性心肌梗死救治与心力衰竭管理。', en: 'Acute myocardial infarction and heart failure.' },
  },
  {
    ...{ username: 'lead.cardiologist', title: 'attending', specialties: ['cardiovascular'], kinds: ['immediate', 'scheduled'] },
    ...{ zh: '高血压与心律失常。', en: 'Hypertension and arrhythmia.' },
  },
  {
    ...{
      username: 'lead.cardiologist2',
      title: 'chief',
      specialties: ['cardiovascular', 'imaging'],
      kinds: [...usual, 'surgery_guidance'],
      academic: true,
    },
    ...{ zh: '结构性心脏病与心脏影像。', en: 'Structural heart disease and cardiac imaging.' },
  },
  {
    ...{ username: 'lead.ccu', title: 'associate_chief', specialties: ['cardiovascular', 'critical_care'], kinds: ['immediate', ...usual] },
    ...{ zh: '心源性休克与机械循环支持。', en: 'Cardiogenic shock and mechanical support.' },
  },
  {
    ...{
      username: 'lead.emergency',
      title: 'associate_chief',
      specialties: ['critical_care', 'trauma'],
      kinds: ['immediate', 'multidisciplinary'],
    },
    ...{ zh: '急危重症与创伤救治。', en: 'Emergency medicine and trauma.' },
  },
  {
    ...{ username: 'lead.respiratory', title: 'associate_chief', specialties: ['respiratory'], kinds: usual },
    ...{ zh: '慢阻肺与呼吸衰竭。', en: 'COPD and respiratory failure.' },
  },
  {
    ...{ username: 'lead.neurology', title: 'attending', specialties: ['stroke'], kinds: ['immediate', 'scheduled', 'multidisciplinary'] },
    ...{ zh: '急性脑卒中溶栓与取栓评估。', en: 'Thrombolysis and thrombectomy in acute stroke.' },
  },
  {
    ...{ username: 'lead.obstetrics', title: 'chief', specialties: ['obstetrics'], kinds: ['immediate', ...usual] },
    ...{ zh: '高危妊娠与产科重症。', en: 'High-risk pregnancy and obstetric critical care.' },
  },
  {
    ...{
      username: 'lead.newborn',
      title: 'associate_chief',
      specialties: ['neonatal'],
      kinds: ['immediate', 'scheduled', 'multidisciplinary'],
    },
    ...{ zh: '早产儿与新生儿呼吸支持。', en: 'Preterm infants and respiratory support.' },
  },
  {
    ...{ username: 'lead.paediatrics', title: 'attending', specialties: ['paediatrics'], kinds: usual },
    ...{ zh: '儿童呼吸与发热性疾病。', en: 'Respiratory and febrile illness in children.' },
  },
  {
    ...{ username: 'county.doctor', title: 'attending', specialties: ['cardiovascular'], kinds: ['scheduled'] },
    ...{ zh: '基层高血压管理与随访。', en: 'Hypertension in the community and follow-up.' },
  },
  {
    ...{
      username: 'county.cardiologist',
      title: 'associate_chief',
      specialties: ['cardiovascular'],
      kinds: ['scheduled', 'multidisciplinary'],
    },
    ...{ zh: '冠心病药物治疗与双向转诊。', en: 'Medical treatment of coronary disease.' },
  },
  {
    ...{ username: 'tcm.rehabilitation', title: 'attending', specialties: ['tcm_rehabilitation'], kinds: ['ward_round'] },
    ...{ zh: '卒中与心梗后的中医康复。', en: 'Rehabilitation after stroke and infarction.' },
  },
];
