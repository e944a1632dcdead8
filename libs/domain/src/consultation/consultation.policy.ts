import type { Actor } from '../access/actor.js';
import { may } from '../access/may.js';
import type { Permission } from '../access/permission.js';
import { consultationActions, consultationMachine, type ConsultationAction } from './consultation.machine.js';
import { papersMissing } from './request-completeness.js';
import { takingPart, type ConsultationFacts, type PartyFacts } from './consultation.types.js';

/** A room opens to its people this long before the appointed time, in minutes. */
export const joinBeforeMinutes = 15;

interface Rule {
  readonly needs: Permission;
  readonly by: 'inviting' | 'invited' | 'both';
  readonly when?: (consultation: ConsultationFacts, actor: Actor, now: Date) => boolean;
}

export const isInviting = (
  { invitingId }: Pick<ConsultationFacts, 'invitingId'>,
  { institutionId }: Pick<Actor, 'institutionId'>,
): boolean => institutionId === invitingId;
export const invitedParties = ({ parties }: ConsultationFacts): readonly PartyFacts[] => parties.filter(({ side }) => side === 'invited');
const takesPart = ({ state }: PartyFacts): boolean => takingPart.includes(state);
const seatsOf = (consultation: ConsultationFacts, { institutionId }: Actor): readonly PartyFacts[] =>
  invitedParties(consultation).filter((party) => party.institutionId === institutionId && takesPart(party));
/** The seat somebody holds at this table, whichever side it is on. */
export const ownSeat = ({ parties }: Pick<ConsultationFacts, 'parties'>, { personId }: Pick<Actor, 'personId'>): PartyFacts | undefined =>
  parties.find((party) => party.personId === personId && takesPart(party));

/** Experts whose opinion is still waited for. */
export const opinionsAwaited = (consultation: ConsultationFacts): readonly PartyFacts[] =>
  invitedParties(consultation).filter((party) => takesPart(party) && party.required && !party.signed);
/** There is an opinion to decide on, and nobody's is waited for any more (TM-10). */
export const opinionsComplete = (consultation: ConsultationFacts): boolean =>
  invitedParties(consultation).some(({ signed }) => signed) && opinionsAwaited(consultation).length === 0;

const isBoardCase = ({ kind, mode }: ConsultationFacts): boolean => kind === 'immediate' || mode === 'board';
const hasExpert = (consultation: ConsultationFacts): boolean =>
  invitedParties(consultation).some(({ state, personId }) => state === 'accepted' && personId !== null);

/** Who may do what (TM-07…TM-10). Inviting side (邀请方) asks and decides; invited side (受邀方) answers and signs. */
const rules: Readonly<Record<ConsultationAction, Rule>> = {
  invite: { needs: 'consultation.request', by: 'inviting' },
  addParty: { needs: 'consultation.arrange', by: 'inviting' },
  accept: {
    needs: 'consultation.arrange',
    by: 'invited',
    when: (consultation, actor) => seatsOf(consultation, actor).some(({ state }) => state === 'invited'),
  },
  decline: {
    needs: 'consultation.arrange',
    by: 'invited',
    // what was advised is not taken back by leaving
    when: (consultation, actor) =>
      ['invited', 'booked'].includes(consultation.state) &&
      seatsOf(consultation, actor).some(({ signed, callUnsigned }) => !signed && !callUnsigned),
  },
  assign: { needs: 'consultation.arrange', by: 'invited', when: (consultation, actor) => seatsOf(consultation, actor).length > 0 },
  hold: { needs: 'consultation.arrange', by: 'both', when: hasExpert },
  book: { needs: 'consultation.arrange', by: 'both', when: hasExpert },
  reschedule: {
    needs: 'consultation.arrange',
    by: 'both',
    // also one whose hour passed without anybody: the same experts meet another time
    when: ({ startedAt, startsAt }) => startedAt === null && startsAt !== null,
  },
  // what was advised is not thrown away
  cancel: {
    needs: 'consultation.request',
    by: 'inviting',
    when: ({ parties }) => !parties.some(({ signed, callUnsigned }) => signed || callUnsigned),
  },
  // before its time nobody begins what was booked; what needs no appointment begins when an expert is there
  start: {
    needs: 'consultation.attend',
    by: 'both',
    when: (consultation, _, now) =>
      hasExpert(consultation) &&
      (consultation.startsAt
        ? consultation.startsAt.getTime() - joinBeforeMinutes * 60_000 <= now.getTime()
        : isBoardCase(consultation) || consultation.state === 'concluding'),
  },
  finish: {
    needs: 'consultation.attend',
    by: 'both',
    when: (consultation, actor) => consultation.kind !== 'teaching' && ownSeat(consultation, actor) !== undefined,
  },
  // a lesson treats nobody: it is held, and over
  finishLesson: {
    needs: 'consultation.attend',
    by: 'both',
    when: (consultation, actor) => consultation.kind === 'teaching' && ownSeat(consultation, actor) !== undefined,
  },
  recordCall: { needs: 'consultation.request', by: 'both', when: ({ kind }) => kind !== 'teaching' },
  sign: {
    needs: 'consultation.advise',
    by: 'invited',
    when: (consultation, actor) => {
      const seat = ownSeat(consultation, actor);
      if (seat?.side !== 'invited' || seat.state !== 'accepted') return false;
      // once it is decided only what is still unsigned is signed
      return !['decided', 'closed'].includes(consultation.state) || seat.callUnsigned || !seat.signed;
    },
  },
  // who does not answer is not waited for endlessly, and it is written down that the opinion is missing
  excuse: { needs: 'consultation.request', by: 'inviting', when: (consultation) => opinionsAwaited(consultation).length > 0 },
  decide: {
    needs: 'consultation.request',
    by: 'inviting',
    when: (consultation, { role }) => role === 'doctor' && opinionsComplete(consultation),
  },
  recordAction: { needs: 'consultation.request', by: 'inviting', when: ({ actionsOpen }) => actionsOpen > 0 },
  // a rescue is not closed over its missing papers
  giveFeedback: {
    needs: 'consultation.request',
    by: 'inviting',
    when: (consultation) => consultation.actionsOpen === 0 && !(consultation.kind === 'immediate' && papersMissing(consultation)),
  },
  escalate: { needs: 'consultation.request', by: 'inviting', when: ({ kind }) => kind !== 'teaching' },
  refer: {
    needs: 'referral.draft',
    by: 'inviting',
    when: ({ referralId, becameReferralId, kind }) => referralId === null && becameReferralId === null && kind !== 'teaching',
  },
  givePapers: {
    needs: 'consultation.request',
    by: 'inviting',
    when: ({ consentGiver, hasConsentDocument, kind }) =>
      kind !== 'teaching' && (consentGiver === 'rescue' || !consentGiver || !hasConsentDocument),
  },
  enterInError: { needs: 'consultation.request', by: 'inviting' },
};

/** May this actor do it now? */
export function mayConsult(actor: Actor, consultation: ConsultationFacts, action: ConsultationAction, now: Date): boolean {
  if (!(action in consultationMachine[consultation.state])) return false;
  const { needs, by, when } = rules[action];
  if (!may(actor, needs)) return false;
  const inviting = isInviting(consultation, actor);
  const invited = seatsOf(consultation, actor).length > 0;
  if (by === 'inviting' ? !inviting : by === 'invited' ? !invited : !inviting && !invited) return false;
  return when?.(consultation, actor, now) ?? true;
}

/** What this actor may do now: the server sends it with every view and row. */
export const consultationActionsOf = (actor: Actor, consultation: ConsultationFacts, now: Date): ConsultationAction[] =>
  consultationActions.filter((action) => mayConsult(actor, consultation, action, now));
