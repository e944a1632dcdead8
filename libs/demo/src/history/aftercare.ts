import { followUpDue, followUpDueAt, nextStageAt } from '@alliance/domain/follow-up/follow-up';
import { followUpKinds, type FollowUpKind } from '@alliance/domain/follow-up/follow-up.codes';
import { after } from '@alliance/domain/referral/deadline';
import { earlyReturnHours } from '@alliance/domain/return-review/return-review';
import { demoId } from '../demo-id.js';
import { reviewRows, type EarlyReturn } from './return-review.js';
import { pick, spread } from './spread.js';
import type { ToldReferral } from './told.js';

const hour = 3_600_000;
/** Members that forget to ask, now and then. */
const forgetful = ['bitan', 'huangnitang'].map((key) => demoId(`institution ${key}`));
const forgottenDays = 8;

/** Rows of what follows a patient home: who asked after whom, and what was said of those who were back too soon. By table, in the order of writing. */
export function aftercare(told: readonly ToldReferral[], now: Date): Record<string, object[]> {
  const home = told.filter(({ life }) => life.referral.direction === 'down' && life.arrivedAt !== null);
  const returns = home.flatMap((down) => earlyReturnOf(down, told));
  const rows = home.flatMap((down, n) => followUps(down, n, returns.find((one) => one.down === down)?.at ?? null, now));
  const { timer, ...reviews } = reviewRows(returns, now);
  return {
    follow_up: rows.map(({ task }) => task),
    follow_up_record: rows.flatMap(({ record }) => record),
    ...reviews,
    timer: [...rows.flatMap((row) => row.timer), ...(timer ?? [])],
  };
}

/** The referral with which the same patient was sent up again within 72 hours. */
function earlyReturnOf(down: ToldReferral, told: readonly ToldReferral[]): EarlyReturn[] {
  const { arrivedAt } = down.life;
  const up = told.find(
    ({ patient, life: { referral, submittedAt } }) =>
      patient.id === down.patient.id &&
      referral.direction === 'up' &&
      arrivedAt !== null &&
      submittedAt !== null &&
      submittedAt > arrivedAt &&
      submittedAt.getTime() <= arrivedAt.getTime() + earlyReturnHours * hour,
  );
  return up?.life.submittedAt && arrivedAt ? [{ down, up, arrivedAt, at: up.life.submittedAt }] : [];
}

interface Asked {
  readonly task: object;
  readonly record: object[];
  readonly timer: object[];
}

/** Both contacts after coming home: done in time by most, forgotten by some, and over where the patient is gone again. */
function followUps({ life, unasked }: ToldReferral, n: number, returnedAt: Date | null, now: Date): Asked[] {
  const { referral, arrivedAt, happened } = life;
  const { id: referralId, receiverId, senderId, allianceId } = referral;
  if (!arrivedAt || !receiverId) return [];
  const owner = (
    happened.find(({ event }) => event.kind === 'referral.doctor_accepted') ??
    happened.findLast(({ actor }) => actor.institutionId === receiverId)
  )?.actor;
  return followUpKinds.map((kind) => {
    const id = demoId(`follow-up ${referralId} ${kind}`);
    const due = followUpDueAt(kind, arrivedAt);
    const late = forgetful.includes(receiverId) && spread(n, 461, 0, 2) === 0;
    const forgotten = unasked || (late && due.getTime() > now.getTime() - forgottenDays * 24 * hour);
    const doneAt = new Date(due.getTime() + (late ? spread(n, 462, 3, 30) : -spread(n, 463, 1, kind === 'day_7' ? 40 : 22)) * hour);
    const gone = returnedAt !== null && (forgotten || returnedAt < doneAt);
    const state = gone ? 'ended' : forgotten || doneAt > now ? 'open' : 'done';
    const task = {
      ...{ id, referral_id: referralId, kind, institution_id: receiverId, sender_id: senderId, alliance_id: allianceId, state },
      ...{
        owner_id: owner?.appointmentId,
        arrived_at: arrivedAt,
        due_at: due,
        postponed: false,
        attempts: 0,
        version: state === 'open' ? 1 : 2,
      },
      ...{ done_at: state === 'done' ? doneAt : state === 'ended' ? returnedAt : null, ended_as: state === 'ended' ? 'returned' : null },
    };
    const next = nextStageAt(due, now) ?? after(now, 5);
    const timer = {
      id: demoId(`timer ${id}`),
      kind: followUpDue,
      subject_id: id,
      due_at: next,
      acting_institution: receiverId,
      attempts: 0,
    };
    const first = due <= now ? { ...timer, due_at: after(now, 5) } : timer;
    return {
      task,
      record: state === 'done' && owner ? [recordOf(id, n, kind, doneAt, owner.personId)] : [],
      timer: state === 'open' ? [first] : [],
    };
  });
}

function recordOf(taskId: string, n: number, kind: FollowUpKind, at: Date, personId: string): object {
  const partly = spread(n, 464, 0, 9) === 0;
  const answers = {
    ...{
      spokeTo: pick(n, 465, ['patient', 'patient', 'family'] as const),
      condition: pick(n, 466, ['better', 'stable', 'stable'] as const),
    },
    ...{ medicines: partly ? 'partly' : 'yes', medicineReason: partly ? pick(n, 467, ['forgot', 'cost', 'side_effect'] as const) : null },
    ...{ rehabilitation: pick(n, 468, ['as_planned', 'as_planned', 'partly'] as const), nextContactOn: null, warningSigns: [] },
    vitalSigns: { sbp: spread(n, 469, 112, 142, 2), dbp: spread(n, 470, 66, 88, 2), hr: spread(n, 471, 58, 84, 2) },
  };
  const channel = pick(
    n,
    472,
    kind === 'first_48h' ? (['phone', 'phone', 'home_visit'] as const) : (['clinic_visit', 'home_visit', 'phone'] as const),
  );
  return {
    ...{ id: demoId(`record ${taskId}`), follow_up_id: taskId, reached: true, channel, at, recorded_at: at, person_id: personId },
    ...{ answers, note: pick(n, 473, notes) },
  };
}
const notes = ['一般情况好，按计划服药，饮食睡眠可。', '活动后无不适，家属协助测血压并记录。', '已约下次复诊，返诊指征再次告知。'] as const;
