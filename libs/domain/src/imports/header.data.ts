import type { ImportKind } from './import.types.js';

const pairingColumns = {
  item: ['seq', 'key', '序号', '编号'],
  category: ['category', 'institution_type', 'relation', '类别', '受援医疗卫生机构类别', '机构类别', '机构类型', '帮扶关系', '关系'],
  recipient: [
    'recipient',
    '受援医院',
    '受援机构',
    '受援单位',
    '受援方',
    '受援医疗卫生机构',
    '受援医疗卫生机构名称',
    '受援机构名称',
    '受援医院名称',
  ],
  supporter: ['supporter', '支援医院', '支援机构', '支援单位', '支援方', '帮扶医院', '支援医疗卫生机构', '支援医疗卫生机构名称'].concat([
    '支援机构名称',
    '支援医院名称',
    '帮扶机构',
    '对口支援医院',
  ]),
  recipientCity: ['recipient_prefecture', 'recipient_city', '受援市', '受援城市', '受援市(州)', '受援地区', '受援设区市'],
  supporterCity: ['supporter_city', 'supporter_city_in_name', '支援城市', '支援市', '支援地区', '帮扶城市', '支援设区市'],
  lead: ['lead', '牵头', '是否牵头'],
  leadBasis: ['lead_basis', '牵头依据'],
  source: ['source', '来源', '来源文件', '文号', '依据文件'],
  from: ['from', 'start', '起', '开始日期', '起始日期', '生效日期', '自'],
  to: ['to', 'end', '止', '结束日期', '截止日期', '终止日期', '至'],
  notes: ['notes', 'note', '备注', '说明', '附注'],
} as const;

const institutionColumns = {
  code: ['id', 'code', '编码', '机构编码', '机构代码'],
  name: ['name_zh', 'name', '名称', '机构名称', '医院名称', '单位名称'],
  aliases: ['aliases', 'alias', '别名', '曾用名', '简称'],
  province: ['province', '省', '省份', '所在省'],
  city: ['city', '市', '城市', '地市', '市州', '市(州)', '所在市'],
  type: ['type', '类型', '机构类型', '机构类别'],
  level: ['level', '级别', '等级', '医院等级'],
  levelBasis: ['level_basis', '级别依据', '等级依据'],
  phone: ['phone', '电话', '联系电话'],
  source: ['sources', 'source', '来源', '来源文件'],
  possibleSameAs: ['possible_same_as', '疑似相同'],
  notes: ['notes', 'note', '备注', '说明'],
} as const;

const peopleColumns = {
  name: ['name', '姓名', '人员姓名', '员工姓名', '职工姓名', '医生姓名'],
  staffNumber: ['staff_number', 'employee_number', '工号', '职工号', '员工号', '员工编号', '人员编号', '职工编号'],
  phone: ['phone', 'mobile', '手机', '手机号', '手机号码', '电话', '联系电话', '移动电话'],
  email: ['email', 'e-mail', 'mail', '邮箱', '电子邮箱', '电子邮件'],
  department: ['department', '科室', '部门', '所在科室', '科室名称'],
  role: ['role', '角色', '平台角色', '系统角色'],
  title: ['title', '职称', '职务', '职称/职务', '职称职务'],
  practiceScope: ['practice_scope', '执业范围'],
  independentSince: ['independent_since', '独立执业起始', '独立执业起始日期', '独立执业开始', '独立执业日期'],
  independentYears: ['independent_years', '独立执业年限', '独立执业年数'],
  from: ['from', 'start', '任职开始', '任职开始日期', '任职起', '任职起始', '入职日期'],
  to: ['to', 'end', '任职结束', '任职结束日期', '任职止', '任职截止', '离职日期'],
} as const;

const rotaColumns = {
  date: ['date', 'day', '日期', '值班日期', '班次日期', '日期/科室', '科室/日期'],
  department: ['department', 'place', '科室', '部门', '值班科室', '值班地点'],
  person: ['person', 'name', '值班人', '值班人员', '值班医生', '值班医师', '姓名', '工号', '值班'],
  phone: ['phone', 'mobile', '电话', '值班电话', '手机', '手机号', '联系电话'],
  start: ['start', 'from', '开始', '开始时间', '起', '上班时间', '接班时间'],
  end: ['end', 'to', '结束', '结束时间', '止', '下班时间', '交班时间'],
  backup: ['backup', '备班', '备班人', '备班人员', '二线', '替班'],
  backupPhone: ['backup_phone', '备班电话', '备班手机', '二线电话'],
  handOverNote: ['hand_over_note', 'note', 'notes', '交班备注', '备注', '交班说明'],
} as const;

export type PairingColumn = keyof typeof pairingColumns;
export type InstitutionColumn = keyof typeof institutionColumns;
export type PeopleColumn = keyof typeof peopleColumns;
export type RotaColumn = keyof typeof rotaColumns;
export type Column = PairingColumn | InstitutionColumn | PeopleColumn | RotaColumn;

/** Known columns that carry nothing the portal keeps. */
export const passedOver = ['annex', 'clause', 'roles', 'in_table', 'seq', 'no', '序号', '星期', '周', '周几', 'weekday'];

export const tables: Readonly<
  Record<ImportKind, { readonly columns: Readonly<Partial<Record<Column, readonly string[]>>>; readonly needed: readonly Column[] }>
> = {
  pairings: { columns: pairingColumns, needed: ['recipient', 'supporter'] },
  institutions: { columns: institutionColumns, needed: ['name'] },
  people: { columns: peopleColumns, needed: ['name'] },
  rota: { columns: rotaColumns, needed: ['date', 'person'] },
};
