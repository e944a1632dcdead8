import type { Actor } from '@alliance/domain/access/actor';
import type { CriteriaVerdict } from '@alliance/domain/referral/criteria-verdict';
import { standingPermissions } from '@alliance/domain/administration/department';
import { plainStandpoint } from '@alliance/domain/referral/blank-referral';
import { decide } from '@alliance/domain/referral/referral.decide';
import type { ReferralAsk } from '@alliance/domain/referral/referral.ask';
import { today } from '@alliance/server/platform/today';
import type { ReferralChange, ReferralFacts, Reception } from '@alliance/domain/referral/referral.types';

/** One thing that happened to a historic referral. */
export interface Happened {
  readonly actor: Actor;
  readonly at: Date;
  readonly version: number;
  readonly change: ReferralChange;
}
export interface Life {
  readonly referral: ReferralFacts;
  readonly reception: Reception;
  readonly submittedAt: Date;
  readonly arrivedAt: Date;
  readonly closedAt: Date;
  readonly happened: readonly Happened[];
}
const hour = 3_600_000;

/** Leads a referral from sending to its end by the rules of the product: what is kept of it is what would have been. */
export function live(
  draft: ReferralFacts,
  {
    sender,
    receiver,
    judged,
    submittedAt,
    waitHours,
  }: { sender: Actor; receiver: Actor; judged: CriteriaVerdict | null; submittedAt: Date; waitHours: number },
): Life {
  const later = (hours: number) => new Date(submittedAt.getTime() + hours * hour);
  const bed = draft.service === 'inpatient' ? 'bed' : null;
  const reception = {
    arriveBy: later(waitHours + 1),
    place: '按接收安排（演示）',
    phone: '0990-5550120',
    physician: '韩致远',
    bedRoute: bed,
  } as const;
  const steps: readonly (readonly [Actor, Date, ReferralAsk])[] = [
    [sender, submittedAt, { action: 'submit', judged }],
    [receiver, later(0.1), { action: 'accept', ...reception }],
    [receiver, later(waitHours), { action: 'arrive' }],
    [
      receiver,
      later(waitHours + 27),
      { action: 'reportOutcome', outcome: 'back_to_sender', summary: '演示历史病例（虚构）：已诊治，转回原机构随访。' },
    ],
    [sender, later(waitHours + 33), { action: 'close' }],
  ];
  let referral = draft;
  const happened = steps.map(([actor, at, ask]): Happened => {
    const change = decide(referral, ask, actor, { ...plainStandpoint(at), standingPermissions, deadlines: {} }, today(at));
    const {
      state,
      custodianId = referral.custodianId,
      nextActionAt = null,
      nextActionBy = null,
      acceptedAt = referral.acceptedAt,
    } = change.set;
    referral = { ...referral, state, custodianId, nextActionAt, nextActionBy, acceptedAt, version: referral.version + 1 };
    return { actor, at, version: referral.version, change };
  });
  return { referral, reception, submittedAt, arrivedAt: later(waitHours), closedAt: later(waitHours + 33), happened };
}
