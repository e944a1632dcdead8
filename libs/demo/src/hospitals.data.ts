import type { Capability } from '@alliance/domain/administration/capability';
import type { ContactLineKind } from '@alliance/domain/administration/contact-line';
import type { StandingPermission, TreatmentSubject } from '@alliance/domain/administration/department';
import type { Specialty } from '@alliance/domain/alliance/alliance';
import type { InstitutionType } from '@alliance/domain/alliance/institution';
import type { InstitutionLevel } from '@alliance/domain/referral/direction';

export interface DemoHospital {
  readonly key: string;
  readonly name: string;
  readonly type: InstitutionType;
  readonly level: InstitutionLevel;
  readonly phone: string;
  readonly departments: readonly DemoDepartment[];
  /** Beside the line that is answered round the clock. */
  readonly lines: readonly (readonly [kind: ContactLineKind, phone: string])[];
  /** With the department it belongs to, or none. */
  readonly capabilities: readonly (readonly [capability: Capability, department?: string])[];
}
export interface DemoDepartment {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly specialty: Specialty;
  readonly subjects: readonly TreatmentSubject[];
  readonly phone: string;
  readonly permits?: readonly StandingPermission[];
}

const department = (
  [key, zh, en, specialty, phone]: readonly [key: string, zh: string, en: string, specialty: Specialty, phone: string],
  subjects: readonly TreatmentSubject[],
  permits: readonly StandingPermission[] = [],
): DemoDepartment => ({ key, zh, en, specialty, subjects, phone, permits });

const outpatients: readonly StandingPermission[] = ['coordinator_accepts_outpatients', 'coordinator_accepts_examinations'];
const everything: readonly StandingPermission[] = ['coordinator_accepts_inpatients', ...outpatients];
const cardiology = department(['cardiology', '心血管内科', 'Cardiology', 'cardiovascular', '0990-5550101'], ['03.04'], outpatients);
const emergency = department(['emergency', '急诊科', 'Emergency', 'critical_care', '0990-5550120'], ['20']);
const medicine = department(['medicine', '内科', 'Internal medicine', 'other', '0990-5550133'], ['03', '03.01', '03.04'], outpatients);

/** Invented hospitals of an invented county; 0990-555 is no line of anybody. They say so on every screen. */
export const hospitals: readonly DemoHospital[] = [
  {
    key: 'lead',
    name: '云岭市人民医院',
    type: 'general_hospital',
    level: 'tertiary',
    phone: '0990-5550100',
    lines: [
      ['referral_office', '0990-5550103'],
      ['emergency', '0990-5550120'],
      ['duty_office', '0990-5550110'],
    ],
    capabilities: [
      ['primary_pci_24h', 'cardiology'],
      ['ccu', 'ccu'],
      ['cardiac_surgery'],
      ['ecmo'],
      ['general_icu'],
      ['thrombolysis', 'emergency'],
      ['thrombectomy', 'neurology'],
      ['stroke_unit', 'neurology'],
      ['maternal_critical_care', 'obstetrics'],
      ['ct_24h'],
      ['mri'],
      ['blood_bank'],
      ['dialysis_24h'],
      ['teleconsultation_room'],
    ],
    departments: [
      { ...cardiology, permits: everything },
      department(['ccu', '心脏重症监护室', 'Coronary care unit', 'cardiovascular', '0990-5550102'], ['03.04', '28']),
      emergency,
      department(['respiratory', '呼吸与危重症医学科', 'Respiratory medicine', 'respiratory', '0990-5550105'], ['03.01'], outpatients),
      department(['neurology', '神经内科', 'Neurology', 'stroke', '0990-5550106'], ['03.03'], outpatients),
      department(['obstetrics', '产科', 'Obstetrics', 'obstetrics', '0990-5550107'], ['05.02']),
    ],
  },
  {
    key: 'county',
    name: '青禾县人民医院',
    type: 'general_hospital',
    level: 'secondary',
    phone: '0990-5550200',
    lines: [
      ['referral_office', '0990-5550203'],
      ['emergency', '0990-5550220'],
      ['duty_office', '0990-5550210'],
    ],
    capabilities: [['thrombolysis', 'emergency'], ['general_icu'], ['ct_24h'], ['blood_bank'], ['dialysis_24h'], ['teleconsultation_room']],
    departments: [
      cardiology,
      emergency,
      medicine,
      department(['obstetrics', '妇产科', 'Obstetrics and gynaecology', 'obstetrics', '0990-5550207'], ['05.02']),
    ],
  },
  {
    key: 'tcm',
    name: '青禾县中医医院',
    type: 'tcm_hospital',
    level: 'secondary',
    phone: '0990-5550250',
    lines: [['referral_office', '0990-5550253']],
    capabilities: [['tcm_rehabilitation_beds', 'rehabilitation'], ['ct_24h']],
    departments: [
      cardiology,
      department(['rehabilitation', '康复科', 'Rehabilitation', 'tcm_rehabilitation', '0990-5550251'], ['21', '50'], outpatients),
    ],
  },
  {
    key: 'township',
    name: '青禾县柳溪镇卫生院',
    type: 'township_health_centre',
    level: 'township',
    phone: '0990-5550300',
    lines: [['referral_office', '0990-5550303']],
    capabilities: [],
    departments: [department(['general', '全科', 'General practice', 'other', '0990-5550301'], ['02'])],
  },
  {
    key: 'other',
    name: '临川市第二人民医院',
    type: 'general_hospital',
    level: 'tertiary',
    phone: '0990-5550400',
    lines: [['referral_office', '0990-5550403']],
    capabilities: [['ct_24h'], ['general_icu'], ['thrombolysis', 'emergency']],
    departments: [cardiology, emergency, medicine],
  },
  {
    key: 'office',
    name: '专科联盟管理办公室',
    type: 'management_office',
    level: 'unknown',
    phone: '0990-5550900',
    lines: [['duty_office', '0990-5550910']],
    capabilities: [],
    departments: [],
  },
];
