import type { InstitutionType } from '@alliance/domain/alliance/institution';
import type { InstitutionLevel } from '@alliance/domain/referral/direction';

export interface DemoHospital {
  readonly key: string;
  readonly name: string;
  readonly type: InstitutionType;
  readonly level: InstitutionLevel;
  readonly phone: string;
  readonly departments: readonly DemoDepartment[];
}
type DemoDepartment = readonly [key: string, zh: string, en: string, specialty: string, phone: string];

const cardiology: DemoDepartment = ['cardiology', '心血管内科', 'Cardiology', 'cardiovascular', '0990-5550101'];
const emergency: DemoDepartment = ['emergency', '急诊科', 'Emergency', 'critical_care', '0990-5550120'];
const medicine: DemoDepartment = ['medicine', '内科', 'Internal medicine', 'other', '0990-5550133'];

/** Invented hospitals of an invented county; 0990-555 is no line of anybody. They say so on every screen. */
export const hospitals: readonly DemoHospital[] = [
  {
    key: 'lead',
    name: '云岭市人民医院',
    type: 'general_hospital',
    level: 'tertiary',
    phone: '0990-5550100',
    departments: [
      cardiology,
      ['ccu', '心脏重症监护室', 'Coronary care unit', 'cardiovascular', '0990-5550102'],
      emergency,
      ['respiratory', '呼吸与危重症医学科', 'Respiratory medicine', 'respiratory', '0990-5550105'],
      ['neurology', '神经内科', 'Neurology', 'stroke', '0990-5550106'],
      ['obstetrics', '产科', 'Obstetrics', 'obstetrics', '0990-5550107'],
    ],
  },
  {
    key: 'county',
    name: '青禾县人民医院',
    type: 'general_hospital',
    level: 'secondary',
    phone: '0990-5550200',
    departments: [cardiology, emergency, medicine, ['obstetrics', '妇产科', 'Obstetrics and gynaecology', 'obstetrics', '0990-5550207']],
  },
  {
    key: 'tcm',
    name: '青禾县中医医院',
    type: 'tcm_hospital',
    level: 'secondary',
    phone: '0990-5550250',
    departments: [cardiology, ['rehabilitation', '康复科', 'Rehabilitation', 'tcm_rehabilitation', '0990-5550251']],
  },
  {
    key: 'township',
    name: '青禾县柳溪镇卫生院',
    type: 'township_health_centre',
    level: 'township',
    phone: '0990-5550300',
    departments: [['general', '全科', 'General practice', 'other', '0990-5550301']],
  },
  {
    key: 'other',
    name: '临川市第二人民医院',
    type: 'general_hospital',
    level: 'tertiary',
    phone: '0990-5550400',
    departments: [cardiology, emergency, medicine],
  },
  { key: 'office', name: '专科联盟管理办公室', type: 'management_office', level: 'unknown', phone: '0990-5550900', departments: [] },
];
