import type { Sex } from '@alliance/domain/identity/citizen-id';
import { ageOn } from '@alliance/domain/identity/age';
import type { Isolation } from '@alliance/domain/referral/hand-over';
import type {
  ConsentGiver,
  ConsentScope,
  Direction,
  InsuranceFiling,
  Outcome,
  Service,
  Transport,
  Urgency,
} from '@alliance/domain/referral/referral.codes';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { clockOf, dayOf } from '../../ui/moment';

/** The papers are official and Chinese, whatever the language of the screen. */
type Codes<T extends string> = Readonly<Record<T, string>>;

export const directionOnPaper: Codes<Direction> = { up: '上转', down: '下转', level: '平级转诊' };
export const serviceOnPaper: Codes<Service> = { emergency: '急诊', inpatient: '住院', outpatient: '门诊', examination: '检查' };
export const urgencyOnPaper: Codes<Urgency> = { immediate: '▲ 立即', urgent: '◆ 紧急', routine: '● 常规' };
export const transportOnPaper: Codes<Transport> = { own_way: '自行前往', hospital_vehicle: '医院车辆', ambulance: '救护车' };
export const isolationOnPaper: Codes<Isolation> = {
  none: '无需隔离',
  contact: '接触隔离',
  droplet: '飞沫隔离',
  airborne: '空气隔离',
  protective: '保护性隔离',
};
export const outcomeOnPaper: Codes<Outcome> = {
  discharged_home: '好转回家',
  back_to_sender: '转回原院',
  transferred_on: '再转他院',
  advice_given: '已给出诊疗意见',
  left_against_advice: '自动离院',
  died: '死亡',
};
const sexes: Codes<Sex> = { male: '男', female: '女', other: '其他', unknown: '不详' };
const givers: Codes<ConsentGiver> = { patient: '患者本人', guardian: '监护人', relative: '近亲属', rescue: '抢救，未能征得同意' };
const scopes: Codes<ConsentScope> = { receiver: '限转入机构', alliance: '联盟内机构' };
const filings: Codes<InsuranceFiling> = { not_needed: '无需备案', pending: '备案中', numbered: '已备案', refused: '未通过' };

export const sexOnPaper = ({ patient }: ReferralView): string => (patient ? sexes[patient.sex] : '');

/** Whole years on the day it was sent, as it was guessed of somebody unknown, days of a newborn from the birth date. */
export function ageOnPaper({ patient, submittedAt, createdAt }: ReferralView): string {
  if (!patient) return '';
  const day = dayOf(submittedAt ?? createdAt);
  const age = ageOn(patient.birthDate, day);
  if (age !== undefined) return age >= 3 ? `${age} 岁` : `${age} 岁（${patient.birthDate} 出生）`;
  return patient.estimatedBirthYear ? `约 ${Number(day.slice(0, 4)) - patient.estimatedBirthYear} 岁` : '不详';
}

/** `监护人 王芳；限转入机构`, or who authorised a rescue. */
export function consentOnPaper({ consent, consentGiver }: ReferralView): string {
  if (!consent) return consentGiver ? givers[consentGiver] : '';
  const authorised = consent.authorisedBy ? `，授权人 ${consent.authorisedBy}` : '';
  return `${[givers[consent.giver], consent.name].filter(Boolean).join(' ')}${authorised}；${scopes[consent.scope]}`;
}

export function insuranceOnPaper({ insurance: { place, filing, number } }: ReferralView): string {
  return [place, filing && filings[filing], number].filter(Boolean).join('，');
}

/** `2026 年 11 月 22 日 08:30`; empty lines to write on where nothing happened yet. */
export function momentOnPaper(at: string | null): string {
  if (!at) return '　　　　年　　月　　日　　时　　分';
  const [year, month, day] = dayOf(at).split('-');
  return `${year} 年 ${month} 月 ${day} 日 ${clockOf(at)}`;
}

export const receiverOnPaper = ({ receiver, outside }: ReferralView): string => receiver?.name ?? outside?.name ?? '';
export const diagnosisOnPaper = ({ diagnosis }: ReferralView): string =>
  diagnosis ? [diagnosis.text, diagnosis.code && `（${diagnosis.code}）`].filter(Boolean).join('') : '';
/** The last thing that was written of a kind. */
export const noteOnPaper = ({ notes }: ReferralView, kind: ReferralView['notes'][number]['kind']): string =>
  notes.findLast((note) => note.kind === kind)?.text ?? '';
