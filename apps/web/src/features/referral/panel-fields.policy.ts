import type { ReferralView } from '@alliance/contracts/referral.contract';
import * as codes from '@alliance/domain/referral/referral.codes';
import { acceptanceNeeds } from '@alliance/domain/referral/deadline';
import { isolations } from '@alliance/domain/referral/hand-over';
import type { PanelField, Step, Typed } from './panel.types';

const line = (name: string, maxLength: number, more: { required?: boolean; label?: string; hint?: string } = {}): PanelField => ({
  name,
  kind: 'line',
  required: true,
  maxLength,
  ...more,
});
const area = (
  name: string,
  maxLength = 2000,
  more: { required?: boolean; label?: string; hint?: string; quick?: readonly ('noneKnown' | 'notKnown' | 'none')[] } = {},
): PanelField => ({ name, kind: 'area', required: true, maxLength, ...more });
const choice = (name: string, of: string, list: readonly string[], label = name, required = true): PanelField => ({
  name,
  kind: 'choice',
  of,
  codes: list,
  label,
  required,
});
const time = (name: string): PanelField => ({ name, kind: 'time', required: true });
const explanation = (maxLength = 2000) => area('explanation', maxLength);
const ofPeople = codes.consentGivers.filter((giver) => giver !== 'rescue');

/** What is asked for where a patient is received: the table of the server (`acceptanceNeeds`), with a bed or slot to keep. */
function reception(referral: ReferralView, values: Typed, isAnswer: boolean): PanelField[] {
  const { service, pair, outside } = referral;
  const needs = service ? acceptanceNeeds[service] : [];
  const needed = (name: (typeof needs)[number]) => needs.includes(name);
  const withBed = service === 'inpatient' && values['bedRoute'] === 'bed' && !outside;
  const withSlot = (service === 'outpatient' || service === 'examination') && !outside;
  const together = isAnswer && pair?.state === 'submitted';
  return [
    ...(together ? [{ name: 'pair', kind: 'pair', required: true } as const] : []),
    ...(needed('bedRoute') ? [choice('bedRoute', 'bedRoute', codes.bedRoutes)] : []),
    ...(withBed || withSlot ? [hold('hold', withBed ? 'bed' : 'slot', referral.id)] : []),
    ...(together && withBed && values['pair'] === 'together' ? [hold('pairHold', 'bed', pair.id)] : []),
    time('arriveBy'),
    line('place', 200, { hint: 'place' }),
    { name: 'phone', kind: 'phone', required: needed('phone'), maxLength: 30 },
    line('physician', 60, { required: needed('physician') }),
    area('advice', 2000, { required: false, hint: 'advice' }),
  ];
}
const hold = (name: 'hold' | 'pairHold', what: 'bed' | 'slot', referralId: string): PanelField => ({
  name,
  kind: 'hold',
  what,
  referralId,
  required: true,
  label: what === 'slot' ? 'holdSlot' : name,
});

const sheet: readonly PanelField[] = [
  area('allergies', 500, { quick: ['noneKnown', 'notKnown'] }),
  area('infections', 500, { quick: ['noneKnown', 'notKnown'] }),
  choice('isolation', 'isolation', isolations),
  area('condition', 2000, { hint: 'condition' }),
  area('medicines', 2000, { required: false, hint: 'medicines', quick: ['none'] }),
  area('devices', 500, { required: false, hint: 'devices', quick: ['none'] }),
  area('belongings', 500, { required: false, hint: 'belongings', quick: ['none'] }),
];

/** What an immediate case was sent without and may follow; what is there already is corrected elsewhere. */
export const openLateFields = ({ senderDepartment, diagnosis, summary, reviewer, consent, transport }: ReferralView): PanelField[] => [
  ...(diagnosis ? [] : [line('diagnosisText', 300, { required: false })]),
  ...(reviewer ? [] : [line('reviewer', 60, { required: false })]),
  ...(senderDepartment ? [] : [{ name: 'senderDepartmentId', kind: 'ownDepartment', required: false } as const]),
  ...(transport ? [] : [choice('transport', 'transport', codes.transports, 'transport', false)]),
  ...(consent && consent.giver !== 'rescue' && !consent.name ? [line('consentName', 60, { required: false })] : []),
  ...(summary ? [] : [area('summary', 4000, { required: false })]),
];

const insurance = (values: Typed): PanelField[] => [
  choice('filing', 'insuranceFiling', codes.insuranceFilings, 'insuranceFiling'),
  line('place', 60, { required: false, label: 'insurancePlace' }),
  ...(values['filing'] === 'numbered' ? [line('number', 40, { label: 'insuranceNumber' })] : []),
];

/** What a step needs beyond the version. */
export function fieldsOf(step: Step, referral: ReferralView, values: Typed): readonly PanelField[] {
  switch (step) {
    case 'accept':
      return reception(referral, values, true);
    case 'acknowledge':
      return reception(referral, values, false);
    case 'withdrawAcceptance':
      return [choice('reason', 'withdrawReason', codes.withdrawReasons, 'reasonWithdraw'), explanation()];
    case 'ask':
      return [{ name: 'questions', kind: 'questions', required: true }];
    case 'reply':
      return [{ name: 'answers', kind: 'answers', required: true }];
    case 'return': {
      const reasons = referral.state === 'doctor_accepted' ? codes.offerReturnReasons : codes.returnReasons;
      return [choice('reason', 'returnReason', reasons, 'reasonReturn'), area('advice', 2000, { hint: 'returnAdvice' })];
    }
    case 'redirect':
      return [
        { name: 'receiverId', kind: 'elsewhere', required: true, label: 'elsewhere' },
        choice('reason', 'redirectReason', codes.redirectReasons, 'reasonRedirect'),
        explanation(),
      ];
    case 'divert':
      return [
        { name: 'receiverId', kind: 'elsewhere', required: true, label: 'elsewhere' },
        time('estimatedArrivalAt'),
        choice('reason', 'divertReason', codes.divertReasons, 'reasonDivert'),
        explanation(1000),
      ];
    case 'convert':
      return [area('question', 2000, { label: 'questionConsult' })];
    case 'closeWithAdvice':
      return [area('advice', 4000)];
    case 'treatHere':
      return [area('plan')];
    case 'appeal':
      return [
        { name: 'reviewerInstitutionId', kind: 'reviewer', required: true, label: 'reviewer' },
        area('explanation', 2000, { label: 'grounds' }),
      ];
    case 'uphold':
    case 'overturn':
      return [area('explanation', 2000, { label: 'opinion' })];
    case 'cancel':
      return [choice('reason', 'cancelReason', codes.cancelReasons, 'reasonCancel')];
    case 'patientDeclines':
      return [choice('decidedBy', 'consentGiver', ofPeople), choice('proof', 'declineProof', codes.declineProofs), explanation(1000)];
    case 'depart':
      return [time('estimatedArrivalAt')];
    case 'turnBack':
      return [choice('reason', 'turnBackReason', codes.turnBackReasons, 'reasonTurnBack'), explanation(1000)];
    case 'signHandOver':
      return referral.handOver.sender ? [] : sheet;
    case 'reassign':
      return [{ name: 'receiverDepartmentId', kind: 'receiverDepartment', required: true, label: 'department' }];
    case 'rebook':
      return [...(referral.outside ? [] : [hold('hold', 'slot', referral.id)]), time('arriveBy'), line('place', 200, { hint: 'place' })];
    case 'reportOutcome':
      return [choice('outcome', 'outcome', codes.outcomes), area('summary', 4000, { hint: 'summary' })];
    case 'reportDeath':
      return [{ name: 'diedAt', kind: 'past', required: true }, line('place', 200, { label: 'placeDied' }), line('certifiedBy', 60)];
    case 'doctorDecline':
      return [choice('reason', 'doctorDeclineReason', codes.doctorDeclineReasons, 'reasonDecline'), area('advice')];
    case 'correct':
      return [
        choice('outcome', 'outcome', codes.outcomes, 'outcome', false),
        line('diagnosisText', 300, { required: false }),
        ...(referral.arrivedAt ? [{ name: 'arrivedAt', kind: 'past', required: false } as const] : []),
        area('outcomeSummary', 4000, { required: false }),
        explanation(1000),
      ];
    case 'enterInError':
      return [choice('reason', 'errorReason', codes.errorReasons, 'reasonError'), explanation(1000)];
    case 'completeLate':
      return openLateFields(referral);
    case 'recordConsent':
      return [
        choice('consentGiver', 'consentGiver', ofPeople),
        line('consentName', 60),
        choice('consentScope', 'consentScope', codes.consentScopes),
      ];
    case 'recordInsurance':
      return insurance(values);
    case 'submit':
    case 'resubmit':
    case 'resume':
    case 'arrive':
    case 'admit':
    case 'markNoShow':
    case 'doctorAccept':
    case 'close':
    case 'confirmCorrection':
    case 'refuseCorrection':
    case 'undo':
    case 'offerDown':
      return [];
  }
}
