import type { HandOverSheet } from '@alliance/contracts/referral.schema';
import type { ReferralAsk } from '@alliance/domain/referral/referral.ask';
import { plainStandpoint } from '@alliance/domain/referral/blank-referral';
import type { Actor } from '@alliance/domain/access/actor';
import { decide } from '@alliance/domain/referral/referral.decide';
import type { Ending, NoteKind, Outcome } from '@alliance/domain/referral/referral.codes';
import type { Reception, ReferralChange, ReferralFacts } from '@alliance/domain/referral/referral.types';
import { today } from '@alliance/server/platform/today';
import { demoId } from '../demo-id.js';
import { actorOf, colleagues, personCalled } from '../everybody.js';
import { permissionsOf } from './who.js';

/** What somebody did, by the name of who did it; its event may be told by another rule than a decision on this referral. */
export interface Step {
  readonly by: string;
  readonly at: Date;
  readonly ask: ReferralAsk;
  readonly sheet?: HandOverSheet;
}
/** What another referral did to this one: it ended when the one that brought the patient home arrived. */
export interface Told {
  readonly by: string;
  readonly at: Date;
  readonly told: { readonly kind: string; readonly data: ReferralChange['event']['data'] };
  /** It is said beside the case, which does not move. */
  readonly aside?: true;
  readonly note?: { readonly kind: NoteKind; readonly text: string } | null;
  readonly set?: Partial<ReferralFacts> & { readonly outcome?: Outcome; readonly endedAs?: Ending; readonly closedAt?: Date };
}

/** One thing that happened to a referral of the demonstration. */
export interface Happened {
  readonly actor: Actor;
  readonly at: Date;
  readonly version: number;
  readonly event: { readonly kind: string; readonly data: object };
  readonly note: { readonly kind: NoteKind; readonly text: string } | null;
  readonly recipients: readonly string[];
}
export interface Stop {
  readonly institutionId: string | null;
  readonly place: string;
  readonly departmentId: string | null;
  readonly how: string;
  readonly from: Date;
  readonly until: Date;
}
export interface Signatures {
  readonly sheet: HandOverSheet;
  readonly sender: readonly [Actor, Date];
  readonly receiver: readonly [Actor, Date] | null;
}
export interface AppealRow {
  readonly id: string;
  readonly reviewerId: string;
  readonly receiverId: string | null;
  readonly at: Date;
  readonly verdict: { readonly state: 'upheld' | 'overturned'; readonly at: Date; readonly by: string } | null;
}
export interface Life {
  readonly referral: ReferralFacts;
  readonly reception: Reception | null;
  readonly outcome: Outcome | null;
  readonly endedAs: Ending | null;
  readonly submittedAt: Date | null;
  readonly departedAt: Date | null;
  readonly arrivedAt: Date | null;
  readonly closedAt: Date | null;
  readonly placedAs: string;
  readonly placedAt: Date | null;
  readonly happened: readonly Happened[];
  readonly stops: readonly Stop[];
  readonly signatures: Signatures | null;
  readonly appeals: readonly AppealRow[];
}
const placing: Readonly<Record<string, string>> = {
  'referral.redirected': 'redirected',
  'referral.diverted': 'diverted',
  'referral.reassigned': 'reassigned',
};
const answers = ['accept', 'return', 'acknowledge', 'doctorAccept', 'doctorDecline'];

/** A referral before anything happened to it. */
export const unborn = (referral: ReferralFacts, submittedAt: Date | null = null): Life => ({
  ...{ referral, submittedAt, reception: null, outcome: null, endedAs: null, departedAt: null, arrivedAt: null, closedAt: null },
  ...{ placedAs: 'submitted', placedAt: null, happened: [], stops: [], signatures: null, appeals: [] },
});

/**
 * Leads a referral by the rules of the product from step to step, as far as time has come: what is kept of it is what would have been.
 * @param until now; what lies ahead has not happened yet
 * @param nameOf the name of an institution by its id
 */
export function live(born: Life, steps: readonly (Step | Told)[], until: Date, nameOf: (id: string) => string): Life {
  return steps.filter(({ at }) => at <= until).reduce((life, step) => ('told' in step ? hear(life, step) : take(life, step, nameOf)), born);
}

function hear(life: Life, { by, at, told, note, aside, set = {} }: Told): Life {
  const { outcome = life.outcome, endedAs = life.endedAs, closedAt = life.closedAt, ...facts } = set;
  const version = life.happened.length && !aside ? life.referral.version + 1 : life.referral.version;
  const recipients = both(life.referral);
  const happened = [...life.happened, { actor: actorOf(by), at, version, event: told, note: note ?? null, recipients }];
  return { ...life, referral: { ...life.referral, ...facts, version }, outcome, endedAs, closedAt, happened };
}

const both = ({ senderId, receiverId }: ReferralFacts): string[] => [senderId, ...(receiverId ? [receiverId] : [])];

function take(life: Life, { by, at, ask, sheet }: Step, nameOf: (id: string) => string): Life {
  const actor = actorOf(by);
  const { referral } = life;
  const alone = colleagues(personCalled(by).hospital, 'doctor').length < 2;
  const standing = { ...plainStandpoint(at), alone, standingPermissions: permissionsOf(referral.receiverDepartmentId), deadlines: {} };
  const change = decided(by, referral, ask, () => decide(referral, ask, actor, standing, today(at)));
  const { set, event, note, signs } = change;
  const version = referral.version + 1;
  const placed = placing[event.kind];
  const reviewer = ask.action === 'appeal' ? ask.reviewerInstitutionId : referral.appeal?.reviewerInstitutionId;
  const recipients = [...new Set([...both(referral), ...(set.receiverId ? [set.receiverId] : []), ...(reviewer ? [reviewer] : [])])];
  return {
    referral: { ...referral, ...known(set), ...beside(referral, ask, actor), version, handOver: signed(referral, signs) },
    reception: set.reception === undefined ? life.reception : set.reception,
    outcome: set.outcome ?? life.outcome,
    endedAs: set.endedAs === undefined ? life.endedAs : set.endedAs,
    submittedAt: set.submittedAt ?? life.submittedAt,
    departedAt: set.departedAt === undefined ? life.departedAt : set.departedAt,
    arrivedAt: set.arrivedAt ?? life.arrivedAt,
    closedAt: set.closedAt ?? life.closedAt,
    placedAs: placed ?? life.placedAs,
    placedAt: placed ? at : life.placedAt,
    happened: [...life.happened, { actor, at, version, event, note, recipients }],
    stops: placed ? [...life.stops, leftPlace(life, at, nameOf)] : life.stops,
    signatures: signaturesOf(life, signs, sheet, [actor, at]),
    appeals: appealsOf(life, ask, at, actor),
  };
}

/** A tale that the rules refuse names its step: whoever writes one sees where. */
function decided(
  by: string,
  { id, state, version }: ReferralFacts,
  { action }: ReferralAsk,
  decision: () => ReferralChange,
): ReferralChange {
  try {
    return decision();
  } catch (cause) {
    throw new Error(`${id} version ${version}, ${state}: ${by} cannot ${action}`, { cause });
  }
}

const known = ({
  state,
  custodianId,
  nextActionAt,
  nextActionBy,
  pausedSeconds,
  receiverId,
  outside,
  receiverDepartmentId,
  acceptedAt,
  undo,
}: ReferralChange['set']): Partial<ReferralFacts> =>
  Object.fromEntries(
    Object.entries({
      ...{ state, custodianId, nextActionAt, nextActionBy, pausedSeconds, receiverId, outside, receiverDepartmentId, acceptedAt, undo },
    }).filter(([, value]) => value !== undefined),
  );

/** What runs beside the state. */
function beside(referral: ReferralFacts, ask: ReferralAsk, { personId }: Actor): Partial<ReferralFacts> {
  const answeredByPerson = answers.includes(ask.action) ? personId : referral.answeredByPerson;
  if (ask.action === 'return') return { answeredByPerson, appealable: true };
  if (ask.action === 'appeal')
    return { appeal: { id: demoId(`appeal ${referral.id}`), reviewerInstitutionId: ask.reviewerInstitutionId }, appealable: false };
  if (ask.action === 'uphold' || ask.action === 'overturn') return { appeal: null };
  if (ask.action === 'offerDown') return { offerOpen: true };
  return { answeredByPerson };
}

const signed = ({ handOver }: ReferralFacts, signs: ReferralChange['signs']): ReferralFacts['handOver'] =>
  signs ? { ...handOver, [signs]: true } : handOver;

function leftPlace({ referral, placedAs, placedAt, submittedAt }: Life, until: Date, nameOf: (id: string) => string): Stop {
  return {
    institutionId: referral.receiverId,
    place: referral.receiverId ? nameOf(referral.receiverId) : (referral.outside?.name ?? ''),
    departmentId: referral.receiverDepartmentId,
    how: placedAs,
    from: placedAt ?? submittedAt ?? until,
    until,
  };
}

function signaturesOf(
  { signatures }: Life,
  signs: ReferralChange['signs'],
  sheet: HandOverSheet | undefined,
  by: readonly [Actor, Date],
): Signatures | null {
  if (signs === 'sender' && sheet) return { sheet, sender: by, receiver: null };
  return signs === 'receiver' && signatures ? { ...signatures, receiver: by } : signatures;
}

function appealsOf({ referral, appeals }: Life, ask: ReferralAsk, at: Date, { personId }: Actor): readonly AppealRow[] {
  if (ask.action === 'appeal')
    return [
      ...appeals,
      { id: demoId(`appeal ${referral.id}`), reviewerId: ask.reviewerInstitutionId, receiverId: referral.receiverId, at, verdict: null },
    ];
  if (ask.action !== 'uphold' && ask.action !== 'overturn') return appeals;
  const state = ask.action === 'uphold' ? ('upheld' as const) : ('overturned' as const);
  return appeals.map((appeal) => (appeal.verdict ? appeal : { ...appeal, verdict: { state, at, by: personId } }));
}
