import type { ServiceAgreement, draftServiceAgreement } from '@alliance/contracts/service-agreement.contract';
import type { AskOf } from '@alliance/contracts/route';
import { consultationKinds, type ConsultationKind } from '@alliance/domain/consultation/consultation.codes';
import { agreementClauses, type AgreementClause, type AgreementReach } from '@alliance/domain/service-agreement/service-agreement.codes';
import { defaultLimits } from '@alliance/domain/service-agreement/service-agreement';

export const limitNames = [
  'answerWithinHours',
  'planWithinHours',
  'urgentWithinHours',
  'finishWithinWorkingDays',
  'feedbackWithinDays',
] as const;
export type LimitName = (typeof limitNames)[number];
export interface Chosen {
  readonly id: string;
  readonly name: string;
}
/** What is typed: texts, numbers as they are written, yuan instead of fen. */
export interface AgreementValues extends Record<AgreementClause, string>, Record<LimitName, string> {
  readonly title: string;
  readonly number: string;
  readonly reach: AgreementReach;
  readonly mine: 'provider' | 'requester';
  readonly other: Chosen | null;
  readonly allianceId: string;
  readonly kinds: readonly ConsultationKind[];
  readonly validFrom: string;
  readonly validUntil: string;
  readonly fees: Readonly<Partial<Record<ConsultationKind, string>>>;
  readonly payer: string;
}

/** A new one, or a draft as it was saved. @param me the own hospital */
export function valuesOf(of: ServiceAgreement | undefined, me: string): AgreementValues {
  const mine = of && of.provider.id !== me ? 'requester' : of ? 'provider' : 'requester';
  return {
    ...(Object.fromEntries(agreementClauses.map((clause) => [clause, of?.[clause] ?? ''])) as Record<AgreementClause, string>),
    ...(Object.fromEntries(limitNames.map((name) => [name, String(of?.[name] ?? defaultLimits[name])])) as Record<LimitName, string>),
    title: of?.title ?? '',
    number: of?.number ?? '',
    reach: of?.reach ?? 'direct',
    mine,
    other: of ? (mine === 'provider' ? of.requester : of.provider) : null,
    allianceId: of?.alliance?.id ?? '',
    kinds: of?.kinds ?? ['scheduled'],
    validFrom: of?.validFrom ?? '',
    validUntil: of?.validUntil ?? '',
    fees: Object.fromEntries(Object.entries(of?.fees ?? {}).map(([kind, fen]) => [kind, String(fen / 100)])),
    payer: of?.payer ?? '',
  };
}

export const isAmount = (text: string): boolean => /^\d{1,6}(\.\d{1,2})?$/.test(text.trim());
export const isCount = (text: string): boolean => /^[1-9]\d{0,2}$/.test(text.trim());

/** What is sent. An alliance-wide one is provided by the own hospital, or by the one chosen. */
export function bodyOf(values: AgreementValues, me: string): AskOf<typeof draftServiceAgreement>['body'] {
  const direct = values.reach === 'direct';
  const written = (text: string) => text.trim() || null;
  const other = values.other?.id ?? me;
  const fees = consultationKinds.flatMap((kind) => {
    const text = values.fees[kind]?.trim();
    return text && values.kinds.includes(kind) ? [[kind, Math.round(Number(text) * 100)] as const] : [];
  });
  return {
    title: values.title.trim(),
    number: written(values.number),
    reach: values.reach,
    providerId: values.mine === 'provider' ? me : other,
    requesterId: direct ? (values.mine === 'provider' ? other : me) : null,
    allianceId: direct ? null : values.allianceId,
    kinds: [...values.kinds],
    validFrom: values.validFrom || null,
    validUntil: values.validUntil || null,
    ...(Object.fromEntries(agreementClauses.map((clause) => [clause, written(values[clause])])) as Record<AgreementClause, string | null>),
    ...(Object.fromEntries(limitNames.map((name) => [name, Number(values[name])])) as Record<LimitName, number>),
    fees: Object.fromEntries(fees),
    payer: written(values.payer),
  };
}
