import type {
  Direction,
  DoctorDeclineReason,
  Ending,
  OfferReturnReason,
  ReturnReason,
  Service,
  Urgency,
} from '../referral/referral.codes.js';
import type { FunnelStep } from './funnel.js';

/** Words of the codes that stand in counted cases. */
export interface CodeWords {
  readonly direction: Readonly<Record<Direction | 'unknown', string>>;
  readonly service: Readonly<Record<Service | 'unknown', string>>;
  readonly urgency: Readonly<Record<Urgency | 'unknown', string>>;
  readonly step: Readonly<Record<FunnelStep, string>>;
  readonly ended: Readonly<Record<Exclude<Ending, 'entered_in_error'>, string>>;
  readonly returnReason: Readonly<Record<ReturnReason, string>>;
  readonly declineReason: Readonly<Record<OfferReturnReason | DoctorDeclineReason | 'other', string>>;
  readonly returnOutcome: Readonly<Record<string, string>>;
}

/** One text for a code on the page and in a file, in both languages. */
export const codeWords = {
  zh: {
    direction: { up: '上转', down: '下转', level: '平级', unknown: '未定' },
    service: { emergency: '急诊', inpatient: '住院', outpatient: '门诊', examination: '检查', unknown: '未定' },
    urgency: { immediate: '立即', urgent: '紧急', routine: '常规', unknown: '未定' },
    step: { sent: '已送出', answered: '已答复', taken: '已受理', arrived: '已到院', outcome: '已有结局', closed: '已闭环' },
    ended: {
      outcome: '有结局',
      treated_here: '就地治疗',
      advice: '给出建议后结束',
      patient_declined: '患者不愿转',
      cancelled: '已取消',
      turned_back: '途中返回',
      died: '死亡',
      came_down: '已回到当地',
    },
    returnReason: {
      out_of_scope: '不在诊疗范围',
      not_meeting_admission_criteria: '不符合收治标准',
      other_specialty: '应转其他专科',
      higher_level_needed: '需更高级别医院',
      resources_limited: '资源不足',
      other: '其他',
    },
    declineReason: {
      no_capability: '无此能力',
      drug_shortage: '缺药',
      equipment_shortage: '缺设备',
      beds_full: '床位已满',
      all_doctors_declined: '医师均不接',
      outside_area: '不在服务区域',
      absent: '医师不在岗',
      not_my_registered_patient: '非签约患者',
      beyond_capability: '超出能力',
      full_load: '工作量已满',
      not_yet_suitable: '尚不适合下转',
      other_doctor: '应由其他医师接',
      other: '其他',
    },
    returnOutcome: {
      overturned: '复核推翻退回',
      taken_after_all: '原接收方后来受理',
      taken_elsewhere: '他院受理',
      treated_here: '就地治疗',
      patient_declined: '患者不愿转',
      given_up: '取消或结束',
      undecided: '仍在送出方手中',
      asked_again: '已再次送出，等待中',
    },
  },
  en: {
    direction: { up: 'Up', down: 'Down', level: 'Level', unknown: 'Unknown' },
    service: { emergency: 'Emergency', inpatient: 'Inpatient', outpatient: 'Outpatient', examination: 'Examination', unknown: 'Unknown' },
    urgency: { immediate: 'Immediate', urgent: 'Urgent', routine: 'Routine', unknown: 'Unknown' },
    step: { sent: 'Sent', answered: 'Answered', taken: 'Accepted', arrived: 'Arrived', outcome: 'Outcome known', closed: 'Closed' },
    ended: {
      outcome: 'with outcome',
      treated_here: 'treated by the sender',
      advice: 'ended with advice',
      patient_declined: 'patient declined',
      cancelled: 'cancelled',
      turned_back: 'turned back',
      died: 'died',
      came_down: 'came home',
    },
    returnReason: {
      out_of_scope: 'Out of scope',
      not_meeting_admission_criteria: 'Admission criteria not met',
      other_specialty: 'Another specialty',
      higher_level_needed: 'Higher level needed',
      resources_limited: 'Resources limited',
      other: 'Other',
    },
    declineReason: {
      no_capability: 'No such capability',
      drug_shortage: 'Drugs lacking',
      equipment_shortage: 'Equipment lacking',
      beds_full: 'Beds full',
      all_doctors_declined: 'All doctors declined',
      outside_area: 'Outside the area',
      absent: 'Doctor absent',
      not_my_registered_patient: 'Not a registered patient',
      beyond_capability: 'Beyond capability',
      full_load: 'Full load',
      not_yet_suitable: 'Not yet suitable',
      other_doctor: 'Another doctor’s',
      other: 'Other',
    },
    returnOutcome: {
      overturned: 'Overturned on review',
      taken_after_all: 'Taken by the same hospital later',
      taken_elsewhere: 'Taken elsewhere',
      treated_here: 'Treated by the sender',
      patient_declined: 'Patient declined',
      given_up: 'Cancelled or ended',
      undecided: 'Still with the sender',
      asked_again: 'Sent again, waiting',
    },
  },
} as const satisfies Readonly<Record<'zh' | 'en', CodeWords>>;
