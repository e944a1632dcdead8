import type { PatientStage } from './patient-status.js';

/** The steps that a message goes out about, if the patient agreed to messages. */
export const patientTemplates = [
  'patient_link',
  'patient_accepted',
  'patient_changed',
  'patient_returned',
  'patient_home',
  'patient_visit',
] as const;
export type PatientTemplate = (typeof patientTemplates)[number];

export interface PatientMessage {
  readonly template: PatientTemplate;
  readonly hospital: string | null;
  /** Arrive by. */
  readonly at: Date | null;
  /** `YYYY-MM-DD` of the next visit. */
  readonly on: string | null;
  /** What was said: never said twice in a row. */
  readonly told: string;
}

/** What there is to say about a case now. */
export interface Tellable {
  readonly stage: PatientStage;
  readonly receiver: string | null;
  readonly arriveBy: Date | null;
  readonly place: string | null;
  readonly home: string | null;
  readonly homeArriveBy: Date | null;
  readonly homePlace: string | null;
  readonly nextVisitOn: string | null;
}

/**
 * The message that a case calls for now, null where nothing new matters to the patient.
 * @param told what the last message said
 */
export function messageFor(now: Tellable, told: string | null): PatientMessage | null {
  const message = said(now, told);
  return message && message.told !== told ? message : null;
}

function said(
  { stage, receiver, arriveBy, place, home, homeArriveBy, homePlace, nextVisitOn }: Tellable,
  before: string | null,
): PatientMessage | null {
  if (stage === 'with_your_doctor') return { template: 'patient_returned', hospital: null, at: null, on: null, told: 'returned' };
  if (stage === 'accepted' && arriveBy) {
    const template = before?.startsWith('accepted:') ? 'patient_changed' : 'patient_accepted';
    return { template, hospital: receiver, at: arriveBy, on: null, told: `accepted:${arriveBy.toISOString()} ${place ?? ''}` };
  }
  if (stage === 'home_arranged' && homeArriveBy) {
    const template = before?.startsWith('home:') ? 'patient_changed' : 'patient_home';
    return { template, hospital: home, at: homeArriveBy, on: null, told: `home:${homeArriveBy.toISOString()} ${homePlace ?? ''}` };
  }
  if ((stage === 'home_arrived' || stage === 'treatment_over') && nextVisitOn)
    return { template: 'patient_visit', hospital: home ?? receiver, at: null, on: nextVisitOn, told: `visit:${nextVisitOn}` };
  return null;
}

const clock = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('zh-CN', {
    timeZone: zone,
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
const day = (on: string): string => `${Number(on.slice(5, 7))}月${Number(on.slice(8, 10))}日`;

/** The words of a message: a hospital and a time, no name, no illness, no department. The link follows them. */
export function wordsOf({ template, hospital, at, on }: PatientMessage, zone: string): string {
  const where = hospital ?? '接收医院';
  switch (template) {
    case 'patient_link':
      return '您的转诊进度可随时打开以下链接查看，无需来电催问。请勿转发。';
    case 'patient_accepted':
      return `${where}已同意接收，请于${at ? clock(at, zone) : '约定时间'}前到院，带好身份证、医保卡和病历。详情：`;
    case 'patient_changed':
      return `您的到院安排有变：请于${at ? clock(at, zone) : '约定时间'}前到${where}。详情：`;
    case 'patient_returned':
      return '对方医院已回复，您的医生会联系您，请保持电话畅通。详情：';
    case 'patient_home':
      return `已安排您回到${where}继续康复，请于${at ? clock(at, zone) : '约定时间'}前到院，带好出院资料和药品。详情：`;
    case 'patient_visit':
      return `请记得${on ? `${day(on)}到` : '按时到'}${where}复诊。详情：`;
  }
}
