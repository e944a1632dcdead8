import type { Capability } from '@alliance/domain/administration/capability';
import { cardiology, department, emergency, everything, medicine, outpatients, type DemoHospital } from './hospital.types.js';

/** A county hospital like others: four departments, and the lines that are answered there. @param at the first of its hundred numbers */
const county = (key: string, name: string, at: number, capabilities: readonly Capability[]): DemoHospital => ({
  ...{ key, name, type: 'general_hospital', level: 'secondary', phone: phone(at) },
  lines: [
    ['referral_office', phone(at + 3)],
    ['emergency', phone(at + 20)],
    ['duty_office', phone(at + 10)],
  ],
  capabilities: capabilities.map((capability) => (capability === 'thrombolysis' ? [capability, 'emergency'] : [capability])),
  departments: [
    { ...cardiology, phone: phone(at + 1) },
    { ...emergency, phone: phone(at + 20) },
    { ...medicine, phone: phone(at + 33) },
    department(['rehabilitation', '康复医学科', 'Rehabilitation medicine', 'other', phone(at + 41)], ['21'], everything),
  ],
});

const township = (key: string, name: string, at: number): DemoHospital => ({
  ...{ key, name, type: 'township_health_centre', level: 'township', phone: phone(at) },
  lines: [['referral_office', phone(at + 3)]],
  capabilities: [],
  departments: [department(['general', '全科', 'General practice', 'other', phone(at + 1)], ['02'], outpatients)],
});

/** Invented: 0990-55 is no exchange of anybody. */
const phone = (number: number): string => `0990-55${number}`;

/** Members of the cardiovascular alliance in the other counties of an invented city, and the townships that belong to them. */
export const members: readonly DemoHospital[] = [
  county('wangling', '望岭县人民医院', 60100, ['thrombolysis', 'general_icu', 'ct_24h', 'blood_bank', 'dialysis_24h']),
  county('bitan', '碧潭县人民医院', 60200, ['thrombolysis', 'ct_24h', 'blood_bank']),
  county('shuangxi', '霜溪县人民医院', 60300, ['ct_24h', 'teleconsultation_room']),
  township('sanqiao', '青禾县三桥乡卫生院', 60400),
  township('yuntai', '望岭县云台镇中心卫生院', 60500),
  township('luming', '望岭县鹿鸣乡卫生院', 60600),
  township('huangnitang', '碧潭县黄泥塘镇卫生院', 60700),
  township('songping', '霜溪县松坪镇中心卫生院', 60800),
];
