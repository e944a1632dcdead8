import type { HandOverSheet } from '@alliance/contracts/referral.schema';
import type { CriteriaVerdict } from '@alliance/domain/referral/criteria-verdict';
import type { ReferralAsk } from '@alliance/domain/referral/referral.ask';
import type { Service, Urgency } from '@alliance/domain/referral/referral.codes';
import { demoId } from '../demo-id.js';
import { personCalled } from '../everybody.js';
import { around, inOfficeHours } from './calendar.js';
import type { Fate } from './fate.js';
import type { Step } from './life.js';
import { pick, spread } from './spread.js';
import { answersLate, deskAt, departmentAt, doctorAt, roadMinutes } from './who.js';
import * as words from './words.data.js';

/** Who sends whom where, before anything happened. */
export interface Sent {
  readonly n: number;
  readonly from: string;
  readonly to: string;
  readonly department: string;
  readonly service: Service;
  readonly urgency: Urgency;
  readonly byAmbulance: boolean;
  readonly at: Date;
  readonly judged: CriteriaVerdict | null;
  readonly found: string;
  readonly fate: Fate;
}
const minute = 60_000;
const later = (from: Date, minutes: number): Date => new Date(from.getTime() + Math.max(1, minutes) * minute);
const medians: Readonly<Record<Urgency, readonly [minutes: number, width: number]>> = {
  ...{ immediate: [3.4, 0.75], urgent: [31, 0.95], routine: [170, 1] },
};

/** Minutes until somebody answers: quick where it burns, five times as long where one member always is. */
function answeredAt({ n, urgency, to }: Sent, from: Date, salt = 321): Date {
  const [median, width] = medians[urgency];
  const at = later(from, around(n, salt, median, width) * (to === answersLate ? 5 : 1));
  return urgency === 'routine' ? inOfficeHours(at) : at;
}

const sheetOf = (n: number): HandOverSheet => ({
  ...{ allergies: spread(n, 322, 0, 8) ? '无已知过敏' : '青霉素', infections: '无', isolation: 'none', medicines: null, belongings: null },
  ...{ devices: spread(n, 323, 0, 2) ? '外周静脉留置针' : '微量泵、心电监护', condition: pick(n, 324, words.conditions) },
});

/** A referral that goes on from here: who acts, and when. */
class Course {
  readonly steps: Step[] = [];
  at: Date;

  constructor(
    readonly sent: Sent,
    public to: string,
    public department: string,
    readonly sender: string,
  ) {
    this.at = sent.at;
  }

  get physician(): string {
    return doctorAt(this.sent.n, this.to, this.department, 331);
  }
  get desk(): string {
    return deskAt(this.sent.n, this.to, this.department, this.sent.service);
  }

  do(by: string, at: Date, ask: ReferralAsk, sheet?: HandOverSheet): void {
    this.at = at;
    this.steps.push({ by, at, ask, ...(sheet && { sheet }) });
  }

  /** Minutes after what happened last. */
  after(minutes: number, by: string, ask: ReferralAsk): void {
    this.do(by, later(this.at, minutes), ask);
  }

  reception(at: Date) {
    const { service, n } = this.sent;
    const [place, hours] = (
      {
        emergency: ['急诊楼一层胸痛中心', 2],
        inpatient: ['住院部A座二病区护士站', spread(n, 332, 4, 20)],
        outpatient: ['门诊三层转诊优先诊室', spread(n, 333, 20, 96)],
        examination: ['超声中心预约窗口', spread(n, 334, 24, 90)],
      } as const
    )[service];
    return {
      ...{ arriveBy: later(at, hours * 60), place, phone: '0990-5550120', physician: personCalled(this.physician).name },
      bedRoute: service === 'inpatient' ? (spread(n, 335, 0, 4) ? 'bed' : 'via_emergency') : null,
    } as const;
  }
}

/** Everything that happened to a referral by its fate, in the order of time. */
export function courseOf(sent: Sent): Step[] {
  const course = new Course(sent, sent.to, sent.department, doctorAt(sent.n, sent.from, sent.department));
  course.do(course.sender, sent.at, { action: 'submit', judged: sent.judged });
  const goesOn = before(course);
  if (goesOn && answered(course)) travelled(course);
  return course.steps;
}

/** What happened before somebody said yes. @returns whether anybody is still to answer */
function before(course: Course): boolean {
  const { n, fate, judged } = course.sent;
  const first = answeredAt(course.sent, course.at);
  const resent = () => course.after(around(n, 341, 300, 0.8), course.sender, { action: 'resubmit', judged });
  switch (fate) {
    case 'asked': {
      const [question, answer] = pick(n, 342, words.asked);
      const questions = [{ kind: 'text', text: question }] as const;
      course.do(course.physician, first, { action: 'ask', questions });
      course.after(around(n, 343, 55, 0.9), course.sender, { action: 'reply', questions, answers: [{ question: 1, text: answer }] });
      return true;
    }
    case 'cancelled':
      course.after(around(n, 344, 25, 0.5), course.sender, {
        action: 'cancel',
        reason: pick(n, 345, ['patient_improved', 'sent_elsewhere']),
      });
      return false;
    case 'wrong_patient':
      course.after(18, course.sender, { action: 'enterInError', reason: 'wrong_patient', explanation: '同名患者选错，已重新填写。' });
      return false;
    case 'advice':
      course.do(course.physician, first, { action: 'convert', question: '先行远程会诊再定是否前来。' });
      course.after(around(n, 346, 400, 0.6), course.physician, { action: 'closeWithAdvice', advice: pick(n, 347, words.plans) });
      return false;
    case 'redirected': {
      const [reason, explanation] = pick(n, 348, words.redirected);
      const elsewhere = otherPlace(course);
      course.do(course.physician, first, { action: 'redirect', reason, explanation, outside: null, ...placeIds(elsewhere, course) });
      moveTo(course, elsewhere);
      return true;
    }
    default:
  }
  if (!fate.startsWith('returned')) return true;
  const [reason, advice] = pick(n, 349, words.returned);
  course.do(course.physician, first, { action: 'return', reason, advice });
  if (fate === 'returned_cancelled') course.after(around(n, 350, 90, 0.7), course.sender, { action: 'cancel', reason: 'patient_improved' });
  if (fate === 'returned_treated_here')
    course.after(around(n, 351, 120, 0.8), course.sender, { action: 'treatHere', plan: pick(n, 352, words.plans) });
  if (fate === 'returned_upheld' || fate === 'returned_overturned') appealed(course, fate === 'returned_upheld');
  if (fate === 'returned_resent' || fate === 'returned_overturned') resent();
  if (fate === 'returned_elsewhere') {
    const elsewhere = otherPlace(course);
    const explanation = '按接收方建议改转。';
    course.after(around(n, 353, 80, 0.7), course.sender, {
      action: 'redirect',
      reason: 'other_specialty',
      explanation,
      outside: null,
      ...placeIds(elsewhere, course),
    });
    moveTo(course, elsewhere);
  }
  return fate === 'returned_resent' || fate === 'returned_overturned' || fate === 'returned_elsewhere';
}

function appealed(course: Course, upheld: boolean): void {
  const { n, from, to } = course.sent;
  const reviewer = [from, to].includes('tcm') ? 'wangling' : 'tcm';
  const reviewerInstitutionId = demoId(`institution ${reviewer}`);
  course.after(42, course.sender, { action: 'appeal', reviewerInstitutionId, explanation: pick(n, 354, words.appeals) });
  const explanation = upheld ? '退回理由成立，建议门诊随访。' : '已达上转标准，退回理由不成立。';
  course.after(around(n, 355, 1_100, 0.4), doctorAt(n, reviewer, 'cardiology'), { action: upheld ? 'uphold' : 'overturn', explanation });
  if (upheld) course.after(60, course.sender, { action: 'treatHere', plan: pick(n, 352, words.plans) });
}

/** A hospital that is neither of the two. */
const otherPlace = ({ sent: { from }, to }: Course): string =>
  ['lead', 'county', 'wangling'].find((one) => one !== from && one !== to) ?? 'lead';
const placeIds = (hospital: string, { sent }: Course) => ({
  receiverId: demoId(`institution ${hospital}`),
  receiverDepartmentId: demoId(`department ${hospital} ${departmentAt(hospital, sent.department)}`),
});
function moveTo(course: Course, hospital: string): void {
  course.to = hospital;
  course.department = departmentAt(hospital, course.sent.department);
}

/** The answer, and what may take it back. @returns whether the patient comes */
function answered(course: Course): boolean {
  const { n, fate, urgency } = course.sent;
  const at = answeredAt(course.sent, course.at, 361);
  // an immediate case leaves without waiting
  if (urgency === 'immediate' && spread(n, 362, 0, 2) === 0) {
    const leaves = later(course.at, Math.min(2.5, (at.getTime() - course.at.getTime()) / minute / 2));
    signOut(course, leaves);
    course.do(course.desk, at > course.at ? at : later(course.at, 2), { action: 'acknowledge', ...course.reception(at) });
    return true;
  }
  course.do(course.desk, at, { action: 'accept', ...course.reception(at) });
  if (fate === 'withdrawn') {
    course.after(95, course.physician, { action: 'withdrawAcceptance', reason: 'bed_lost', explanation: '急诊手术占用床位，正在协调。' });
    course.after(70, course.desk, { action: 'accept', ...course.reception(later(course.at, 70)) });
  }
  if (fate !== 'declined') return true;
  course.after(around(n, 363, 90, 0.6), course.sender, {
    ...{ action: 'patientDeclines', decidedBy: spread(n, 364, 0, 1) ? 'patient' : 'relative', proof: 'signed' },
    explanation: pick(n, 365, words.refusals),
  });
  return false;
}

/** The sender's signature, and the way. */
function signOut(course: Course, at: Date): void {
  const { n, from } = course.sent;
  course.do(course.sender, at, { action: 'signHandOver', sheet: true }, sheetOf(n));
  const estimatedArrivalAt = later(at, roadMinutes(n, from, course.to));
  course.after(1, course.sender, { action: 'depart', estimatedArrivalAt });
}

/** The way, the stay and the end. */
function travelled(course: Course): void {
  const { n, from, service, byAmbulance, fate } = course.sent;
  const left = course.steps.some(({ ask }) => ask.action === 'depart');
  if (byAmbulance && !left) signOut(course, later(course.at, around(n, 371, 14, 0.5)));
  if (fate === 'no_show_rebooked' || fate === 'no_show_cancelled') {
    const missed = later(course.at, spread(n, 372, 100, 180) * 60);
    course.do(course.desk, missed, { action: 'markNoShow' });
    if (fate === 'no_show_cancelled') return course.after(200, course.sender, { action: 'cancel', reason: 'patient_declined' });
    course.after(150, course.desk, { action: 'rebook', arriveBy: later(missed, 3 * 24 * 60), place: '门诊三层转诊优先诊室' });
  }
  const road = byAmbulance ? around(n, 373, roadMinutes(n, from, course.to), 0.12) : comesAfter(course);
  if (fate === 'diverted') {
    const [reason, explanation] = pick(n, 374, words.diverted);
    const nearer = otherPlace(course);
    course.after(18, course.sender, {
      action: 'divert',
      reason,
      explanation,
      outside: null,
      estimatedArrivalAt: later(course.at, 40),
      ...placeIds(nearer, course),
    });
    moveTo(course, nearer);
  }
  course.after(road, course.physician, { action: 'arrive' });
  if (service === 'emergency' || service === 'inpatient') course.after(around(n, 375, 38, 0.5), course.physician, { action: 'admit' });
  ended(course);
}

/** Minutes until somebody who travels alone is there. */
function comesAfter({ sent: { n, service } }: Course): number {
  const hours = { emergency: [1, 3], inpatient: [2, 15], outpatient: [12, 70], examination: [18, 70] } as const;
  return spread(n, 376, hours[service][0] * 60, hours[service][1] * 60);
}

/** Whoever comes down ends by coming down, elsewhere. */
function ended(course: Course): void {
  const { n, service, fate, found } = course.sent;
  if (fate === 'comes_down' || fate === 'comes_down_and_back' || fate === 'down_declined') return;
  const stays = service === 'emergency' || service === 'inpatient';
  const minutes = service === 'emergency' ? spread(n, 381, 9, 34) * 60 : stays ? spread(n, 381, 50, 168) * 60 : around(n, 382, 160, 0.6);
  if (fate === 'died_in_care') {
    const diedAt = later(course.at, 31 * 60);
    course.do(course.physician, later(diedAt, 25), {
      action: 'reportDeath',
      diedAt,
      place: '心脏重症监护室',
      certifiedBy: personCalled(course.physician).name,
    });
  } else {
    const outcome = stays
      ? pick(n, 383, ['discharged_home', 'back_to_sender', 'discharged_home', 'transferred_on'] as const)
      : pick(n, 384, ['advice_given', 'back_to_sender'] as const);
    course.after(minutes, course.physician, { action: 'reportOutcome', outcome, summary: found });
  }
  course.do(course.sender, inOfficeHours(later(course.at, around(n, 385, 14 * 60, 0.6))), { action: 'close' });
}
