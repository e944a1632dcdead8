import { SetMetadata } from '@nestjs/common';
import { z } from 'zod';
import type { Work } from '../command/work.js';
import { defineJob } from '../jobs/job.js';

/** Fires one timer. The row in `timer` is the truth: the job only makes it punctual. */
export const fireTimer = defineJob('timer.fire', z.strictObject({ timerId: z.uuid() }));

/** Every kind of timer there is: the worker refuses to start unless each has its one handler. */
export const timerKinds = [
  'referral.response_due',
  'referral.escalate',
  'referral.step_due',
  'referral.appeal_due',
  'referral.nightly_check',
  'referral.claim_lapses',
  'down.nightly_pass',
  'down.pass_watch',
  'archive.seal',
  'trip.overdue',
  'patient_link.tell',
  'capacity.hold_ends',
  'capacity.contact_due',
  'reservation.hold_ends',
  'follow_up.due',
  'follow_up.ended',
  'return_review.opened',
  'return_review.due',
  'recognition_review.due',
  'consultation.due',
  'consultation.unanswered',
  'consultation.seal',
  'consultation.reminder',
  'consultation.no_show',
  'protocol.reading_due',
  'replay.watch',
  'service_agreement.expires',
  'certificate.daily_marks',
  'notification.escalate',
] as const;
export type TimerKind = (typeof timerKinds)[number];

/** A timer that came due, inside the transaction that marks it fired. */
export interface DueTimer {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly dueAt: Date;
}

export const HANDLES_TIMER = 'alliance:timer';
/**
 * Marks the method that decides what a due timer means now. Timers are not cancelled: the handler looks at its subject and does nothing
 * when the deadline was met meanwhile, so that meeting it costs no write.
 */
export const HandlesTimer =
  (kind: TimerKind) =>
  <H extends (work: Work, timer: DueTimer) => Promise<void>>(target: object, key: string, descriptor: TypedPropertyDescriptor<H>): void => {
    SetMetadata(HANDLES_TIMER, kind)(target, key, descriptor as TypedPropertyDescriptor<unknown>);
  };
