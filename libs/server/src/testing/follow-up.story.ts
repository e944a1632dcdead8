import * as followUp from '@alliance/contracts/follow-up.contract';
import * as act from '@alliance/contracts/referral-action.contract';
import * as journey from '@alliance/contracts/referral-journey.contract';
import { draftReferral, getReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import * as returnReview from '@alliance/contracts/return-review.contract';
import { FollowUpModule, FollowUpWorkerModule } from '../follow-up/follow-up.module.js';
import { ReturnReviewModule, ReturnReviewWorkerModule } from '../return-review/return-review.module.js';
import type { Person, Serving, TestApi } from './app.js';
import { plainPlan } from './referral-bodies.js';
import { step, taken } from './referral-steps.js';
import { doctorSubmits, referralSlice, referralWork } from './referral.story.js';
import type { TestDatabase } from './services.js';
import type { World } from './world.js';

/** What an API needs to serve those who came home, and those who came back. */
export const followUpSlice: Serving = {
  features: [...referralSlice.features, FollowUpModule, ReturnReviewModule],
  contracts: [...referralSlice.contracts, followUp, returnReview],
};
export const followUpWork = [...referralWork, FollowUpWorkerModule, ReturnReviewWorkerModule];

export interface ComingHome {
  readonly doctor: Person;
  readonly countyOffice: Person;
  readonly coordinator: Person;
  readonly physician: Person;
}
export async function comingHome(api: TestApi): Promise<ComingHome> {
  const [doctor, countyOffice, coordinator, physician] = await Promise.all(
    ['county.doctor', 'county.coordinator', 'lead.coordinator', 'lead.doctor'].map((name) => api.as(name)),
  );
  return { doctor, countyOffice, coordinator, physician } as ComingHome;
}

const plan = {
  ...plainPlan,
  warningSigns: [
    { sign: '胸痛超过 15 分钟', action: 'return_now' },
    { sign: '下肢浮肿', action: 'call_us' },
  ],
};

/** The county's patient went up to the lead hospital and has arrived home again. @returns the referral that came down, as the county sees it */
export async function cameDown(
  { doctor, countyOffice, coordinator, physician }: ComingHome,
  world: World,
  { allianceId, nextVisitOn = null }: { allianceId: string | null; nextVisitOn?: string | null },
): Promise<ReferralView> {
  const sent = await doctorSubmits(doctor, world, { service: 'inpatient', allianceId, senderDepartmentId: world.county.departmentId });
  const up = await step(
    coordinator,
    journey.admitReferral,
    await step(coordinator, journey.arriveReferral, await step(coordinator, act.acceptReferral, sent, taken)),
  );
  const offered = await step(physician, journey.offerDown, up, {
    consentGiver: 'patient',
    consentName: '张三丰',
    reason: '病情稳定',
    summary: '可回当地康复',
    plan: { ...plan, nextVisitOn },
    criteriaReason: 'clinical_judgement',
  });
  const offer = await doctor.get(getReferral, { params: { id: offered.offers.at(-1)?.id ?? '' } });
  const accepted = await step(countyOffice, act.acceptReferral, await step(doctor, act.doctorAccept, offer), { ...taken, bedRoute: 'bed' });
  return step(countyOffice, journey.arriveReferral, accepted);
}

/** As if the patient had come home that many hours ago; what is due is due earlier by as much. */
export async function hoursPass({ owner }: TestDatabase, downId: string, hours: number): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    for (const shift of [
      'update referral set arrived_at = arrived_at - $2::interval where id = $1',
      'update follow_up set arrived_at = arrived_at - $2::interval, due_at = due_at - $2::interval where referral_id = $1',
      'update timer set due_at = due_at - $2::interval, lease_until = null where fired_at is null and subject_id in (select id from follow_up where referral_id = $1)',
    ])
      await client.query(shift, [downId, `${hours} hours`]);
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** Somebody sends the same person up again. */
export async function sentUpAgain(sender: Person, world: World, patientId: string, more: object = {}): Promise<ReferralView> {
  const draft = await sender.get(draftReferral, {
    body: {
      patientId,
      receiverId: world.lead.id,
      receiverDepartmentId: world.lead.departmentId,
      service: 'emergency',
      urgency: 'urgent',
      reason: '再发胸痛',
      diagnosisText: '不稳定型心绞痛',
      reviewer: '李主任',
      consentGiver: 'patient',
      duplicateReason: 'condition_changed',
      ...more,
    } as never,
  });
  return sender.get(act.submitReferral, { params: { id: draft.id }, body: { version: draft.version } });
}

/** A whole record of somebody who is well. */
export const wellRecord = {
  channel: 'phone',
  spokeTo: 'patient',
  condition: 'better',
  medicines: 'yes',
  rehabilitation: 'as_planned',
  vitalSigns: { sbp: 128, dbp: 76, hr: 70 },
} as const;
