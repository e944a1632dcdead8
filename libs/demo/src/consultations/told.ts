import { referralNumber } from '@alliance/domain/referral/referral-number';
import type * as codes from '@alliance/domain/consultation/consultation.codes';
import type { ConsultationState } from '@alliance/domain/consultation/consultation.machine';
import type { PartyState } from '@alliance/domain/consultation/consultation.types';
import type { Actor } from '@alliance/domain/access/actor';
import { createHash } from 'node:crypto';
import { demoId } from '../demo-id.js';

/** The referral whose patient and words a consultation of the demonstration is about. */
export interface About {
  readonly id: string;
  readonly number: string;
  readonly sender_id: string;
  readonly alliance_id: string;
  readonly requester_appointment: string;
  readonly requester_person: string;
  readonly requester_role: Actor['role'];
  readonly patient_id: string;
  readonly patient_name: string;
  readonly patient_initials: string | null;
  readonly patient_sex: string | null;
  readonly patient_birth_date: string | null;
  readonly patient_identifier_masked: string | null;
  readonly diagnosis_text: string | null;
  readonly diagnosis_code: string | null;
  readonly diagnosis_edition: string | null;
  readonly reason: string | null;
  readonly summary: string | null;
  readonly facts: unknown;
  readonly submitted_at: Date;
}
export interface ToldParty {
  readonly by: Actor;
  readonly state: PartyState;
  readonly answeredAt: Date | null;
  readonly joinedAt?: Date | null;
  readonly required?: boolean;
  readonly declined?: codes.DeclineReason;
  /** Place in the list of the one that it came for. */
  readonly replaces?: number;
}
export interface ToldOpinion {
  /** Place of the party. */
  readonly party: number;
  readonly stance: codes.Stance;
  readonly text: string;
  readonly dissent?: string;
  readonly recommendations: readonly string[];
  readonly signedAt: Date;
}
export interface ToldCall {
  readonly party: number;
  readonly advisedAt: Date;
  readonly enteredAt: Date;
  readonly text: string;
}
export interface ToldEvent {
  readonly kind: string;
  readonly at: Date;
  readonly by: Actor | null;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
  readonly note?: readonly [kind: string, text: string];
}
/** One consultation as it was led, in the order in which it happened. */
export interface ToldConsultation {
  readonly key: string;
  readonly about: About;
  readonly kind: codes.ConsultationKind;
  readonly mode: codes.ConsultationMode;
  readonly state: ConsultationState;
  readonly urgency: 'immediate' | 'urgent' | 'routine';
  readonly aim: string;
  readonly title: codes.PhysicianTitle | null;
  readonly parties: readonly ToldParty[];
  readonly startsAt: Date | null;
  readonly minutes: number;
  readonly startedAt?: Date | null;
  readonly finishedAt?: Date | null;
  readonly opinions: readonly ToldOpinion[];
  readonly calls: readonly ToldCall[];
  readonly decision: { readonly decision: codes.Decision; readonly text: string; readonly at: Date } | null;
  readonly actions: readonly {
    readonly text: string;
    readonly outcome: codes.ActionOutcome | null;
    readonly reason?: codes.NotDoneReason;
    readonly at: Date | null;
  }[];
  readonly feedback: { readonly course: codes.Course; readonly helpful: number; readonly at: Date } | null;
  readonly rescue?: boolean;
  readonly open?: boolean;
  readonly attendees?: readonly { readonly by: Actor; readonly seconds: number }[];
  readonly became?: string;
  readonly due: readonly [forWhat: string, at: Date] | null;
  readonly events: readonly ToldEvent[];
}

export const idOf = ({ key }: Pick<ToldConsultation, 'key'>): string => demoId(`consultation ${key}`);
export const numberOf = (key: string): string =>
  referralNumber(createHash('sha256').update(`consultation number ${key}`).digest().subarray(0, 8));
export const partyId = (told: ToldConsultation, place: number): string => demoId(`consultation ${told.key} party ${place}`);
export const opinionId = (told: ToldConsultation, place: number): string => demoId(`consultation ${told.key} opinion ${place}`);
export const requesterOf = ({ about }: Pick<ToldConsultation, 'about'>): Actor => ({
  ...{
    personId: about.requester_person,
    appointmentId: about.requester_appointment,
    institutionId: about.sender_id,
    role: about.requester_role,
  },
});
