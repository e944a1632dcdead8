import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Role } from '../access/actor.js';
import { after } from './deadline.js';
import { decide } from './referral.decide.js';
import { firstStates, openStates, referralActions, referralStates, type ReferralAction, type ReferralState } from './referral.machine.js';
import { actionsOf } from './referral.policy.js';
import { services, transports, urgencies } from './referral.codes.js';
import { applied, asksAt, at, draft, now, person, refusalOf, sender } from './referral.stage.js';
import type { ReferralFacts } from './referral.types.js';

/** The table of the product, written down a second time and differently: action, from which states, to which. `=` stays where it is. */
const written = `
  submit: draft > submitted
  accept: submitted info_requested doctor_accepted > accepted
  acknowledge: in_transit > in_transit
  ask: submitted > info_requested
  reply: info_requested > submitted
  return: submitted info_requested doctor_accepted > returned
  doctorDecline: offered > returned
  doctorAccept: offered > doctor_accepted
  redirect: submitted returned > submitted
  resubmit: returned > submitted
  convert: submitted > consult_first
  resume: consult_first > submitted
  closeWithAdvice: consult_first > closed
  depart: submitted accepted > in_transit
  divert: in_transit > in_transit
  turnBack: in_transit > cancelled
  treatHere: returned > closed
  withdrawAcceptance: accepted > submitted
  markNoShow: accepted > no_show
  rebook: no_show > accepted
  arrive: accepted no_show in_transit > arrived
  reassign: arrived > arrived
  admit: arrived > in_care
  offerDown: in_care > in_care
  reportOutcome: arrived in_care > outcome_sent
  reportDeath: in_transit arrived in_care > outcome_sent
  close: outcome_sent > closed
  undo: accepted returned > submitted
  cancel: draft submitted info_requested consult_first returned offered doctor_accepted accepted no_show > cancelled
  patientDeclines: submitted info_requested consult_first returned offered doctor_accepted accepted no_show in_transit arrived > closed
  signHandOver: submitted accepted in_transit arrived in_care > =
  appeal: returned > =
  correct: outcome_sent closed > =
  confirmCorrection: outcome_sent closed > =
  refuseCorrection: outcome_sent closed > =`;
const model = new Map<string, ReferralState>();
for (const line of written.trim().split('\n')) {
  const [, action = '', from = '', to = ''] = /^\s*(\w+): ([\w ]+) > (\S+)$/.exec(line) ?? [];
  for (const state of from.split(' ')) model.set(`${state} ${action}`, (to === '=' ? state : to) as ReferralState);
}
for (const state of referralStates) {
  if (state !== 'draft' && state !== 'voided') model.set(`${state} enterInError`, 'voided');
  if (state !== 'draft' && state !== 'voided') for (const action of ['uphold', 'overturn']) model.set(`${state} ${action}`, state);
}

const actors = (['county', 'lead', 'other', 'judge'] as const).flatMap((house) =>
  (['doctor', 'coordinator', 'expert', 'auditor'] as Role[]).flatMap((role) => [
    person(house, role),
    person(house, role, `second ${role} of ${house}`),
  ]),
);
const anyCase = fc.record({
  service: fc.constantFrom(...services),
  urgency: fc.constantFrom(...urgencies),
  transport: fc.constantFrom(null, ...transports),
  consultAllowed: fc.boolean(),
  consentScope: fc.constantFrom('receiver' as const, 'alliance' as const),
  outside: fc.constantFrom(null, null, null, { name: 'elsewhere', phone: '1', contact: null }),
  offer: fc.boolean(),
});
/** Who asks for what, seconds after the one before; mostly something that is open to them, so that sequences get somewhere. */
const anyStep = fc.record({
  who: fc.nat({ max: actors.length - 1 }),
  action: fc.constantFrom(...referralActions),
  sensible: fc.nat({ max: 9 }),
  pick: fc.nat(),
  // seconds; now and then until after a patient was expected
  later: fc.oneof({ weight: 5, arbitrary: fc.nat({ max: 90 }) }, { weight: 1, arbitrary: fc.constant(8_000) }),
  onDuty: fc.boolean(),
});

/** A million steps: the matchers of the test library would take most of the time. */
function must(holds: boolean, what: string, ...facts: readonly unknown[]): void {
  if (!holds) throw new Error(`${what}: ${facts.map(String).join(' ')}`);
}
/** Without holding these back most sequences would be over after three steps. */
const ends = new Set<ReferralAction>([
  'cancel',
  'patientDeclines',
  'enterInError',
  'closeWithAdvice',
  'treatHere',
  'turnBack',
  'reportDeath',
]);
const lacking = new Set(['referral.consent_not_covering', 'referral.same_place', 'referral.receiver_invalid', 'referral.incomplete']);

describe('any sequence of actions by anybody', () => {
  const reached = new Set<ReferralState>(firstStates);
  const used = new Set<ReferralAction>();
  let changes = 0;

  it('follows the table, with one event for every change and somebody to act in every open case', () => {
    fc.assert(
      fc.property(anyCase, fc.array(anyStep, { minLength: 6, maxLength: 24 }), ({ offer, outside, ...more }, steps) => {
        let facts: ReferralFacts = { ...draft, ...more, ...(outside && { outside, receiverId: null, receiverDepartmentId: null }) };
        if (offer)
          facts = {
            ...facts,
            outside: null,
            receiverId: 'lead',
            receiverDepartmentId: 'd',
            state: 'offered',
            originId: 'up',
            nextActionAt: now,
            nextActionBy: 'receiver',
          };
        let time = now;
        for (const { who, action, sensible, pick, later, onDuty } of steps) {
          time = after(time, later);
          const actor = actors[who] ?? sender;
          const circumstances = at({ now: time, onDuty, dutyKept: true });
          const open = actionsOf(actor, facts, circumstances);
          const goingOn = open.filter((each) => !ends.has(each));
          const likely = sensible > 3 && goingOn.length ? goingOn : open;
          const chosen = sensible > 1 ? (likely[pick % likely.length] ?? action) : action;
          const before = facts;
          const expected = model.get(`${before.state} ${chosen}`);
          const ask = asksAt(time)[chosen];
          const result = refusalOf(() => {
            const change = decide(before, ask, actor, circumstances, '2026-11-23');
            must(change.set.state === expected, 'the table', change.set.state, expected);
            must(/^referral\.[a-z_]+$/.test(change.event.kind), 'one event', change.event.kind);
            facts = applied(before, change, actor, chosen);
          });
          if (result !== 'allowed') {
            // what is refused changes nothing; what was offered is refused for what it lacks, never for who asks or when
            must(facts === before, 'nothing changes', result);
            must(!open.includes(chosen) || lacking.has(result), 'what is offered is allowed', before.state, chosen, result);
            continue;
          }
          must(open.includes(chosen), 'what is allowed is offered', before.state, chosen);
          changes++;
          reached.add(facts.state);
          used.add(chosen);
          must(facts.version === before.version + 1, 'one version');
          const waits = [facts.nextActionAt, facts.nextActionBy];
          must(
            openStates.includes(facts.state) ? !waits.includes(null) : waits.every((each) => each === null),
            'somebody acts',
            facts.state,
            waits,
          );
          // one institution answers for the patient: the sender until the hand-over, then the receiver
          const handedOver = ['arrived', 'in_care', 'outcome_sent', 'closed', 'voided'].includes(facts.state);
          must(
            facts.custodianId === 'county' || (handedOver && ['lead', 'other'].includes(facts.custodianId)),
            'custody',
            facts.state,
            facts.custodianId,
          );
        }
      }),
      { numRuns: 100_000 },
    );
  }, 300_000);

  it('comes through every state and uses every action', () => {
    expect(referralStates.filter((state) => !reached.has(state))).toEqual([]);
    expect(referralActions.filter((action) => !used.has(action))).toEqual([]);
    expect(changes).toBeGreaterThan(100_000);
  });
});
