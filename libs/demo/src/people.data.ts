import type { Role } from '@alliance/domain/access/actor';

export interface DemoPerson {
  readonly username: string;
  readonly name: string;
  readonly hospital: string;
  readonly department?: string;
  readonly role: Role;
  readonly title: string;
  readonly who: string;
  /** Registered scope of practice and first day of independent work, of those who practise. */
  readonly practises?: readonly [scope: string, independentSince: string];
}

/** Invented people with the accounts that are fixed from outside. */
export const people: readonly DemoPerson[] = [
  {
    username: 'office',
    name: '贺敏',
    hospital: 'office',
    role: 'management_office',
    title: '科员',
    who: '专科联盟管理办公室 alliance management office',
  },
  {
    username: 'lead.admin',
    name: '沈卫东',
    hospital: 'lead',
    role: 'lead_administrator',
    title: '医务处处长',
    who: '牵头医院管理员 lead administrator',
  },
  {
    username: 'lead.coordinator',
    name: '周雅琴',
    hospital: 'lead',
    role: 'coordinator',
    title: '转诊专员',
    who: '牵头医院转诊专员 lead coordinator',
  },
  {
    username: 'lead.doctor',
    name: '韩致远',
    hospital: 'lead',
    department: 'cardiology',
    role: 'doctor',
    title: '副主任医师',
    who: '牵头医院医生 lead doctor',
    practises: ['内科专业（心血管病）', '2012-08-01'],
  },
  {
    username: 'lead.expert',
    name: '陆怀民',
    hospital: 'lead',
    department: 'cardiology',
    role: 'expert',
    title: '主任医师',
    who: '牵头医院专家 lead expert',
    practises: ['内科专业（心血管病）', '1998-07-15'],
  },
  {
    username: 'lead.quality',
    name: '邱静',
    hospital: 'lead',
    role: 'quality_manager',
    title: '质控科科长',
    who: '牵头医院质控 lead quality manager',
  },
  {
    username: 'county.admin',
    name: '马志刚',
    hospital: 'county',
    role: 'member_administrator',
    title: '医务科科长',
    who: '县医院管理员 county administrator',
  },
  {
    username: 'county.coordinator',
    name: '田秀英',
    hospital: 'county',
    role: 'coordinator',
    title: '转诊专员',
    who: '县医院转诊专员 county coordinator',
  },
  {
    username: 'county.doctor',
    name: '罗文博',
    hospital: 'county',
    department: 'cardiology',
    role: 'doctor',
    title: '主治医师',
    who: '县医院医生 county doctor',
    practises: ['内科专业', '2017-09-01'],
  },
  {
    username: 'county.quality',
    name: '葛春兰',
    hospital: 'county',
    role: 'quality_manager',
    title: '质控专员',
    who: '县医院质控 county quality manager',
  },
  {
    username: 'township.doctor',
    name: '姚建国',
    hospital: 'township',
    department: 'general',
    role: 'doctor',
    title: '全科医师',
    who: '乡镇卫生院医生 township doctor',
    practises: ['全科医学专业', '2009-03-01'],
  },
  {
    username: 'other.doctor',
    name: '段晓峰',
    hospital: 'other',
    department: 'cardiology',
    role: 'doctor',
    title: '主治医师',
    who: '联盟外医院医生 doctor outside the alliance',
    practises: ['内科专业（心血管病）', '2015-07-01'],
  },
  {
    username: 'other.coordinator',
    name: '江雪',
    hospital: 'other',
    role: 'coordinator',
    title: '转诊专员',
    who: '联盟外医院转诊专员 coordinator outside the alliance',
  },
  {
    username: 'tcm.admin',
    name: '佟立新',
    hospital: 'tcm',
    role: 'member_administrator',
    title: '医务科科长',
    who: '中医医院管理员 TCM hospital administrator',
  },
  {
    username: 'township.admin',
    name: '柳桂芳',
    hospital: 'township',
    role: 'member_administrator',
    title: '副院长',
    who: '乡镇卫生院管理员 township administrator',
  },
  {
    username: 'other.admin',
    name: '岳明',
    hospital: 'other',
    role: 'member_administrator',
    title: '医务科科长',
    who: '联盟外医院管理员 administrator outside the alliance',
  },
  { username: 'auditor', name: '严正', hospital: 'lead', role: 'auditor', title: '审计员', who: '审计 auditor, reads audit events only' },
];
