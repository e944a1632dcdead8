import type { PatientView } from '@alliance/contracts/patient.contract';
import type { AskOf } from '@alliance/contracts/route';
import type { draftReferral } from '@alliance/contracts/referral.contract';
import { rings } from '@alliance/domain/receivers/telephone';
import type { Presentation } from '@alliance/domain/trip/presentation';

export type Who =
  | { readonly kind: 'known'; readonly patient: PatientView }
  | { readonly kind: 'unknown'; readonly sex: PatientView['sex']; readonly age: number };
export type Where =
  | {
      readonly kind: 'member';
      readonly allianceId: string;
      readonly id: string;
      readonly name: string;
      readonly departmentId: string | null;
    }
  | { readonly kind: 'outside'; readonly name: string; readonly phone: string };

/** All that has to be known before an alarm goes out. */
export interface Emergency {
  readonly who: Who;
  readonly what: Presentation;
  readonly line: string;
  readonly where: Where;
  readonly leavesInMinutes: number;
  readonly driveMinutes: number;
  /** 抢救: who answers for it where nobody could agree; empty where consent follows. */
  readonly authorisedBy: string;
}

/** What was typed so far. */
export interface Typed {
  readonly whoKind: 'known' | 'unknown';
  readonly patient: PatientView | null;
  readonly sex: PatientView['sex'] | null;
  readonly age: string;
  readonly what: Presentation | null;
  readonly line: string;
  readonly whereKind: 'member' | 'outside';
  readonly member: Extract<Where, { kind: 'member' }> | null;
  readonly outsideName: string;
  readonly outsidePhone: string;
  readonly leavesInMinutes: number;
  readonly drive: string;
  readonly authorisedBy: string;
}
export const blank: Typed = {
  ...{ whoKind: 'unknown', patient: null, sex: null, age: '', what: null, line: '' },
  ...{ whereKind: 'member', member: null, outsideName: '', outsidePhone: '' },
  ...{ leavesInMinutes: 0, drive: '', authorisedBy: '' },
};

export type Need = 'who' | 'what' | 'line' | 'where' | 'drive';
const oldest = 120;
/** Whether an age was typed that nobody has. */
export const isNoAge = (text: string): boolean => text.trim() !== '' && wholeNumber(text, oldest) === undefined;
const wholeNumber = (text: string, most: number): number | undefined =>
  /^\d{1,3}$/.test(text.trim()) && Number(text) <= most ? Number(text) : undefined;

/** The four fields as one alarm, or which of them are still open. */
export function readTyped(typed: Typed): { readonly emergency: Emergency } | { readonly needs: readonly Need[] } {
  const age = wholeNumber(typed.age, oldest);
  const who: Who | null =
    typed.whoKind === 'known'
      ? typed.patient && { kind: 'known', patient: typed.patient }
      : typed.sex && age !== undefined
        ? { kind: 'unknown', sex: typed.sex, age }
        : null;
  const [name, phone] = [typed.outsideName.trim(), typed.outsidePhone.trim()];
  const where: Where | null = typed.whereKind === 'member' ? typed.member : name && rings(phone) ? { kind: 'outside', name, phone } : null;
  const { what } = typed;
  const driveMinutes = wholeNumber(typed.drive, 600);
  const line = typed.line.trim();
  if (who && what && where && driveMinutes && (line || what !== 'other')) {
    const { leavesInMinutes } = typed;
    return { emergency: { who, what, line, where, leavesInMinutes, driveMinutes, authorisedBy: typed.authorisedBy.trim() } };
  }
  return {
    needs: [
      ...(who ? [] : ['who' as const]),
      ...(what ? [] : ['what' as const]),
      ...(what === 'other' && !line ? ['line' as const] : []),
      ...(where ? [] : ['where' as const]),
      ...(driveMinutes ? [] : ['drive' as const]),
    ],
  };
}

/** The alarm as a draft of the contract; `word` is what it is called where the sender works. */
export function draftOf(
  emergency: Emergency,
  patientId: string,
  { word, plan, departmentId }: { readonly word: string; readonly plan: string; readonly departmentId: string | null },
): AskOf<typeof draftReferral>['body'] {
  const { where, line, authorisedBy } = emergency;
  return {
    patientId,
    senderDepartmentId: departmentId,
    service: 'emergency',
    urgency: 'immediate',
    transport: 'ambulance',
    reason: [word, line].filter(Boolean).join('：'),
    diagnosisText: line || word,
    summary: plan,
    ...(where.kind === 'member'
      ? { allianceId: where.allianceId, receiverId: where.id, receiverDepartmentId: where.departmentId }
      : { outside: { name: where.name, phone: where.phone, contact: null } }),
    ...(authorisedBy && { consentGiver: 'rescue' as const, authorisedBy }),
  };
}
