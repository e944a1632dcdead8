import type { AskOf } from '@alliance/contracts/route';
import type { offerDown } from '@alliance/contracts/referral-journey.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { OfferService } from '@alliance/domain/down-transfer/coming-down';
import type { Bridging, MedicineRoute, RehabilitationKind, WarningAction } from '@alliance/domain/down-transfer/down-plan';
import type { OutsideCriteriaReason } from '@alliance/domain/protocol/protocol.types';
import type { Transport } from '@alliance/domain/referral/referral.codes';

export type OfferBody = Omit<AskOf<typeof offerDown>['body'], 'version'>;

export interface RehabilitationLine {
  readonly key: string;
  readonly kind: RehabilitationKind;
  readonly text: string;
  readonly frequency: string;
}
export interface MedicineLine {
  readonly key: string;
  readonly name: string;
  readonly strength: string;
  readonly dose: string;
  readonly route: MedicineRoute;
  readonly frequency: string;
  readonly days: string;
  readonly bridging: Bridging | null;
}
export interface WarningLine {
  readonly key: string;
  readonly sign: string;
  readonly action: WarningAction;
}
/** What is typed before a patient is offered back. */
export interface OfferDraft {
  readonly receiverId: string;
  readonly receiverDepartmentId: string;
  readonly service: OfferService;
  readonly transport: Transport;
  readonly reason: string;
  readonly summary: string;
  readonly rehabilitation: readonly RehabilitationLine[];
  readonly medicines: readonly MedicineLine[];
  readonly noMedicines: boolean;
  readonly warningSigns: readonly WarningLine[];
  readonly nextVisitOn: string;
  readonly consentGiver: 'patient' | 'guardian' | 'relative' | null;
  readonly consentName: string;
  readonly criteriaReason: OutsideCriteriaReason | null;
}

let made = 0;
export const newKey = (): string => `line-${++made}`;
export const blankMedicine = (): MedicineLine => ({
  ...{ key: newKey(), name: '', strength: '', dose: '', route: 'oral', frequency: '', days: '7', bridging: null },
});
export const blankRehabilitation = (kind: RehabilitationKind = 'exercise'): RehabilitationLine => ({
  key: newKey(),
  kind,
  text: '',
  frequency: '',
});
export const blankWarning = (sign = '', action: WarningAction = 'return_now'): WarningLine => ({ key: newKey(), sign, action });

/** Starts with who sent the patient; and with the plan of an earlier offer that was declined, so that nobody writes it twice. */
export function firstDraft(
  up: Pick<ReferralView, 'sender' | 'senderDepartment'>,
  earlier?: Pick<ReferralView, 'plan' | 'reason' | 'notes'> | null,
): OfferDraft {
  const plan = earlier?.plan;
  return {
    ...{ receiverId: up.sender.id, receiverDepartmentId: up.senderDepartment?.id ?? '', service: 'inpatient', transport: 'own_way' },
    reason: earlier?.reason ?? '',
    summary: earlier?.notes.find(({ kind }) => kind === 'offer_summary')?.text ?? '',
    rehabilitation: plan
      ? plan.rehabilitation.map(({ kind, text, frequency }) => ({ key: newKey(), kind, text, frequency: frequency ?? '' }))
      : [blankRehabilitation()],
    medicines: (plan?.medicines ?? []).map(({ name, strength, dose, route, frequency, daysSupplied }) => ({
      ...{ key: newKey(), name, strength: strength ?? '', dose, route, frequency, days: String(daysSupplied), bridging: null },
    })),
    noMedicines: plan ? plan.medicines.length === 0 : false,
    warningSigns: plan ? plan.warningSigns.map(({ sign, action }) => blankWarning(sign, action)) : [blankWarning()],
    ...{ nextVisitOn: plan?.nextVisitOn ?? '', consentGiver: null, consentName: '', criteriaReason: null },
  };
}

/** Ids of the controls that still want something, in the order of the page. */
export function missingOf(draft: OfferDraft): string[] {
  const line = (list: string, key: string, fields: Readonly<Record<string, string>>) =>
    Object.entries(fields).flatMap(([field, value]) => (value.trim() ? [] : [`${list}-${key}-${field}`]));
  return [
    ...(draft.receiverId ? [] : ['panel-receiverId']),
    ...(draft.receiverDepartmentId ? [] : ['panel-receiverDepartmentId']),
    ...(draft.reason.trim() ? [] : ['offer-reason']),
    ...(draft.summary.trim() ? [] : ['offer-summary']),
    ...(draft.rehabilitation.length ? [] : ['offer-rehabilitation']),
    ...draft.rehabilitation.flatMap(({ key, text }) => line('rehabilitation', key, { text })),
    ...(draft.medicines.length || draft.noMedicines ? [] : ['offer-medicines']),
    ...draft.medicines.flatMap(({ key, name, dose, frequency, days }) => line('medicine', key, { name, dose, frequency, days })),
    ...(draft.warningSigns.length ? [] : ['offer-warnings']),
    ...draft.warningSigns.flatMap(({ key, sign }) => line('warning', key, { sign })),
    ...(draft.consentGiver ? [] : ['offer-consentGiver']),
    ...(draft.consentName.trim() ? [] : ['offer-consentName']),
  ];
}

export const bodyOf = (draft: OfferDraft): OfferBody => ({
  ...{ receiverId: draft.receiverId, receiverDepartmentId: draft.receiverDepartmentId, service: draft.service, transport: draft.transport },
  ...{ reason: draft.reason.trim(), summary: draft.summary.trim(), criteriaReason: draft.criteriaReason },
  ...{ consentGiver: draft.consentGiver ?? 'patient', consentName: draft.consentName.trim() },
  plan: {
    rehabilitation: draft.rehabilitation.map(({ kind, text, frequency }) => ({
      kind,
      text: text.trim(),
      frequency: frequency.trim() || null,
    })),
    medicines: draft.medicines.map(({ name, strength, dose, route, frequency, days, bridging }) => ({
      ...{ name: name.trim(), strength: strength.trim() || null, dose: dose.trim(), route, frequency: frequency.trim() },
      ...{ daysSupplied: Math.min(92, Number.parseInt(days, 10) || 0), bridging, note: null },
    })),
    noMedicines: !draft.medicines.length,
    warningSigns: draft.warningSigns.map(({ sign, action }) => ({ sign: sign.trim(), action })),
    nextVisitOn: draft.nextVisitOn || null,
  },
});
