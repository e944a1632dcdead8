import type { ContributingFactor, Counting, Preventability } from '@alliance/domain/return-review/return-review.codes';
import { returnReviewDue, reviewDueAt } from '@alliance/domain/return-review/return-review';
import type { ReturnReviewState } from '@alliance/domain/return-review/return-review.machine';
import { demoId } from '../demo-id.js';
import { actorOf } from '../everybody.js';
import { numberOf } from './rows.js';
import type { ToldReferral } from './told.js';

/** Somebody who had come down and was sent up again within 72 hours. */
export interface EarlyReturn {
  readonly down: ToldReferral;
  readonly up: ToldReferral;
  readonly arrivedAt: Date;
  readonly at: Date;
}
const day = 86_400_000;
/** Days after which both hospitals have written, the lead has concluded, and the conclusion stands. */
const lasts = { accounts: 5, conclusion: 9, settled: 16 } as const;

interface Finding {
  readonly factors: readonly ContributingFactor[];
  readonly below: string;
  readonly above: string;
  readonly conclusion: string;
  readonly preventable: Preventability;
  readonly countsAgainst: Counting;
}
const findings: readonly [Finding, ...Finding[]] = [
  {
    ...{ factors: ['natural_course'], preventable: 'no', countsAgainst: 'none' },
    below: '返家第二天夜间胸痛，立即心电图并上转，处理及时。',
    above: '下转时已稳定72小时，符合标准；再发与支架以外血管有关。',
    conclusion: '病程自然进展，两院处理均符合规范。',
  },
  {
    ...{ factors: ['plan_incomplete', 'medicine_unavailable'], preventable: 'yes', countsAgainst: 'down_sender' },
    below: '方案未写明替格瑞洛来源，我院无此药，停药一天。',
    above: '下转单药品未与接收方目录核对。',
    conclusion: '下转方案不完整导致停药，可避免；已反馈规范修订建议。',
  },
  {
    ...{ factors: ['patient_choice'], preventable: 'no', countsAgainst: 'none' },
    below: '患者自行停用利尿剂，水肿加重。',
    above: '出院宣教有记录。',
    conclusion: '患者依从性所致，建议随访提前至24小时。',
  },
];

/** Links of early returns with their reviews: the older ones stand, the latest wait for somebody. By table, in the order of writing. */
export function reviewRows(returns: readonly EarlyReturn[], now: Date): Record<string, object[]> {
  const all = returns.map((one, n) => ({
    ...one,
    id: demoId(`return ${one.down.life.referral.id}`),
    finding: findings[n % findings.length] ?? findings[0],
  }));
  const stateOf = ({ at }: EarlyReturn): ReturnReviewState => {
    const days = (now.getTime() - at.getTime()) / day;
    if (days > lasts.settled) return 'final';
    if (days > lasts.conclusion) return 'concluded';
    return days > lasts.accounts ? 'conclusion_awaited' : 'accounts_awaited';
  };
  const later = (at: Date, days: number) => new Date(at.getTime() + days * day);
  const accounted = all.filter((one) => stateOf(one) !== 'accounts_awaited');
  const concluded = all.filter((one) => ['concluded', 'final'].includes(stateOf(one)));
  const judge = actorOf('lead.quality');
  const accounts = accounted.flatMap(({ id, at, finding, down: { life } }) =>
    [life.happened.find(({ actor }) => actor.institutionId === life.referral.receiverId), life.happened[0]].flatMap((happened, n) =>
      happened
        ? [{ id, n, at: later(at, 2 + n), actor: happened.actor, factors: finding.factors, text: n ? finding.above : finding.below }]
        : [],
    ),
  );
  const note = (id: string, kind: string, text: string, at: Date, by: { readonly personId: string; readonly institutionId: string }) => ({
    ...{
      id: demoId(`${kind} ${id} ${by.institutionId}`),
      review_id: id,
      kind,
      institution_id: by.institutionId,
      person_id: by.personId,
      text,
      at,
    },
  });
  return {
    return_link: all.map(({ id, down, up, arrivedAt, at }) => ({
      ...{ id, down_id: down.life.referral.id, up_id: up.life.referral.id, way: 'referral' },
      ...{ down_sender_id: down.life.referral.senderId, down_receiver_id: down.life.referral.receiverId },
      ...{ down_number: numberOf(down.life.referral.id), up_number: numberOf(up.life.referral.id), up_urgency: up.life.referral.urgency },
      ...{ arrived_at: arrivedAt, returned_at: at, planned: false, at },
    })),
    return_review: all.map((one) => ({
      ...{ id: one.id, down_sender_id: one.down.life.referral.senderId, down_receiver_id: one.down.life.referral.receiverId },
      ...{ lead_id: demoId('institution lead'), state: stateOf(one), opened_at: one.at, version: 1 },
      due_at: dueOf(one, stateOf(one)),
      preventable: concluded.includes(one) ? one.finding.preventable : null,
      counts_against: stateOf(one) === 'final' ? one.finding.countsAgainst : null,
    })),
    return_account: accounts.map(({ id, at, actor, factors }) => ({
      ...{ review_id: id, institution_id: actor.institutionId, factors, person_id: actor.personId, at },
    })),
    return_conclusion: concluded.map(({ id, at, finding }) => ({
      ...{
        review_id: id,
        level: 'first',
        preventable: finding.preventable,
        counts_against: finding.countsAgainst,
        factors: finding.factors,
      },
      action: finding.preventable === 'yes' ? 'protocol_feedback' : 'none',
      ...{ institution_id: judge.institutionId, person_id: judge.personId, at: later(at, 8) },
    })),
    return_review_note: [
      ...accounts.map(({ id, at, actor, text }) => note(id, 'account', text, at, actor)),
      ...concluded.map(({ id, at, finding }) => note(id, 'conclusion', finding.conclusion, later(at, 8), judge)),
    ],
    timer: all.flatMap((one) => {
      const due = dueOf(one, stateOf(one));
      return due
        ? [
            {
              id: demoId(`timer ${one.id}`),
              kind: returnReviewDue,
              subject_id: one.id,
              due_at: due > now ? due : later(now, 1),
              acting_institution: one.down.life.referral.senderId,
              attempts: 0,
            },
          ]
        : [];
    }),
  };
}

const dueOf = ({ at }: EarlyReturn, state: ReturnReviewState): Date | null => {
  const since = { accounts_awaited: 0, conclusion_awaited: lasts.accounts, concluded: lasts.conclusion } as const;
  return state in since ? reviewDueAt(state, new Date(at.getTime() + since[state as keyof typeof since] * day)) : null;
};
