import type { DoctorDeclineReason, Outcome } from '@alliance/domain/referral/referral.codes';
import type { ReferralFacts } from '@alliance/domain/referral/referral.types';
import { dueAt } from '@alliance/domain/referral/deadline';
import { demoId } from '../demo-id.js';
import { colleagues, personCalled } from '../everybody.js';
import { around, inOfficeHours } from './calendar.js';
import type { Fate } from './fate.js';
import type { Step, Told } from './life.js';
import { pick, spread } from './spread.js';
import { deskAt, departmentAt, doctorAt, isTownship } from './who.js';

/** A patient in care, and the hospital that is asked to take the patient back. */
export interface Stay {
  readonly n: number;
  readonly fate: Fate;
  readonly from: string;
  readonly to: string;
  readonly department: string;
  readonly admittedAt: Date;
  readonly plan: string;
  readonly found: string;
}
export interface ComingDown {
  readonly offeredAt: Date;
  readonly arrivedAt: Date | null;
  readonly home: string;
  readonly offer: readonly (Step | Told)[];
  /** What it does to the referral that brought the patient up. */
  readonly origin: readonly (Step | Told)[];
}
const minute = 60_000;
const hour = 60 * minute;
const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/** Two levels are two people: the referral office, or another doctor of the house, where there is one. */
const second = (n: number, hospital: string, department: string, doctor: string): string =>
  [deskAt(n, hospital, department, 'inpatient'), ...colleagues(hospital, 'doctor').map(({ username }) => username)].find(
    (one) => one !== doctor,
  ) ?? doctor;

/** Offered as soon as the patient is well enough, answered by a doctor and then by the hospital, taken home the next day. */
export function comeDown({ n, fate, from, to, department, admittedAt, plan, found }: Stay): ComingDown {
  const home = from;
  const ward = departmentAt(home, isTownship(home) ? 'general' : 'rehabilitation');
  const writer = doctorAt(n, to, department, 331);
  const offeredAt = inOfficeHours(later(admittedAt, spread(n, 401, 58, 128) * hour));
  const doctor = doctorAt(n, home, ward, 411);
  const due = dueAt('offered', 'routine', offeredAt);
  const data = { urgency: 'routine', departmentId: demoId(`department ${home} ${ward}`), dueAt: due.toISOString() };
  const opening: Told = {
    by: writer,
    at: offeredAt,
    told: { kind: 'referral.offered', data },
    note: { kind: 'offer_summary', text: plan },
  };
  const offered: Step = { by: writer, at: offeredAt, ask: { action: 'offerDown', summary: plan } };
  const answeredAt = inOfficeHours(later(offeredAt, around(n, 402, 190, 0.8) * minute));
  if (fate === 'down_declined') {
    const [reason, advice] = pick<readonly [DoctorDeclineReason, string]>(n, 403, [
      ['not_yet_suitable', '血压波动，建议再稳定两天后下转。'],
      ['beyond_capability', '本院无心电监护床位，暂不能接续。'],
      ['full_load', '康复床位已满，预计周五腾出。'],
    ]);
    const cancelledAt = later(answeredAt, 100 * minute);
    const offer: Step[] = [
      { by: doctor, at: answeredAt, ask: { action: 'doctorDecline', reason, advice } },
      { by: writer, at: cancelledAt, ask: { action: 'cancel', reason: 'other' } },
    ];
    const discharged = later(cancelledAt, 2 * 24 * hour);
    const origin: (Step | Told)[] = [
      offered,
      { by: writer, at: discharged, ask: { action: 'reportOutcome', outcome: 'discharged_home', summary: found } },
      { by: doctorAt(n, from, department), at: later(discharged, 20 * hour), ask: { action: 'close' } },
    ];
    return { offeredAt, arrivedAt: null, home, offer: [opening, ...offer], origin };
  }
  const acceptedAt = inOfficeHours(later(answeredAt, around(n, 404, 95, 0.7) * minute));
  const arrivedAt = later(acceptedAt, spread(n, 405, 15, 27) * hour);
  const endedAt = later(arrivedAt, spread(n, 406, 74, 158) * hour);
  const backAt = backSoon(n, arrivedAt);
  const place = isTownship(home) ? '卫生院一层康复随访室' : '康复病区护士站';
  const desk = second(n, home, ward, doctor);
  const outcome = 'back_to_sender' as const;
  return {
    ...{ offeredAt, arrivedAt, home },
    offer: [
      opening,
      { by: doctor, at: answeredAt, ask: { action: 'doctorAccept' } },
      {
        by: desk,
        at: acceptedAt,
        ask: {
          ...{ action: 'accept', arriveBy: later(acceptedAt, 28 * hour), place, phone: null },
          ...{ physician: personCalled(doctor).name, bedRoute: 'bed' },
        },
      },
      { by: doctor, at: arrivedAt, ask: { action: 'arrive' } },
      { by: doctor, at: later(arrivedAt, hour), ask: { action: 'admit' } },
      ...(fate === 'comes_down_and_back'
        ? stayOver(doctor, writer, backAt, { outcome: 'transferred_on', summary: '再发症状，按预警征象当日再次上转。' })
        : stayOver(doctor, writer, endedAt, { outcome: 'discharged_home', summary: found })),
    ],
    origin: [
      offered,
      {
        ...{
          by: doctor,
          at: arrivedAt,
          told: { kind: 'referral.came_down', data: { outcome } },
          note: { kind: 'outcome_summary', text: plan },
        },
        set: {
          state: 'closed',
          endedAs: 'came_down',
          outcome,
          closedAt: arrivedAt,
          nextActionAt: null,
          nextActionBy: null,
          offerOpen: false,
        },
      },
    ],
  };
}

/** When somebody who came home is sent up again, within three days. */
export const backSoon = (n: number, arrivedAt: Date): Date => later(arrivedAt, spread(n, 454, 19, 66) * hour);

const stayOver = (doctor: string, writer: string, at: Date, ending: { readonly outcome: Outcome; readonly summary: string }): Step[] => [
  { by: doctor, at, ask: { action: 'reportOutcome', ...ending } },
  { by: writer, at: inOfficeHours(later(at, 16 * hour)), ask: { action: 'close' } },
];

/** The offer as it is when it is made. */
export function offerOf(
  origin: ReferralFacts,
  { n, to }: Pick<Stay, 'n' | 'to'>,
  { home, offeredAt }: ComingDown,
  reason: string,
): ReferralFacts {
  const ward = departmentAt(home, isTownship(home) ? 'general' : 'rehabilitation');
  return {
    ...origin,
    ...{ id: demoId(`historic down ${n}`), version: 1, state: 'offered', direction: 'down', originId: origin.id, pairId: null },
    ...{ senderId: demoId(`institution ${to}`), custodianId: demoId(`institution ${to}`), receiverId: demoId(`institution ${home}`) },
    ...{ receiverDepartmentId: demoId(`department ${home} ${ward}`), service: 'inpatient', urgency: 'routine', transport: 'own_way' },
    ...{ consentGiver: 'patient', consentScope: 'receiver', reason, criteriaReason: null, acceptedAt: null, undo: null },
    ...{ nextActionAt: dueAt('offered', 'routine', offeredAt), nextActionBy: 'receiver', pausedSeconds: null, answeredByPerson: null },
    ...{ handOver: { sender: false, receiver: false }, offerOpen: false, outside: null },
  };
}
