import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Role } from '../access/actor.js';
import { Refusal } from '../refusal.js';
import { decideInRoom, hasMediaPlace, isModerator, mayInRoom, mediaPlaces, placeOf, roomActionsOf, standingAtDoor } from './room.policy.js';
import { isRoomOpen, roomWindow } from './room-window.js';
import { presences, roomActions, standings, type Participant, type RoomAction, type RoomFacts } from './room.types.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 8) + minutes * 60_000);
const now = at(0);
const participant = (id: string, more: Partial<Participant> = {}): Participant => ({
  ...{ id, kind: 'party', side: 'invited', partyState: 'accepted', cancelled: false, personId: id, institutionId: 'lead', title: null },
  ...{ standing: 'admitted', presence: 'here' },
  ...more,
});
const requester = participant('requester', { side: 'inviting', institutionId: 'county' });
const presenter = participant('presenter', { side: 'inviting', institutionId: 'county' });
const expert = participant('expert');
const watcher = participant('watcher', { kind: 'attendee', side: null, partyState: null, institutionId: 'township' });
const waiting = participant('waiting', { kind: 'attendee', side: null, partyState: null, institutionId: 'township', standing: 'waiting' });
const room = (more: Partial<RoomFacts> = {}): RoomFacts => ({
  ...{
    consultationId: 'c',
    state: 'booked',
    startsAt: at(5),
    endsAt: at(35),
    startedAt: null,
    requesterPersonId: 'requester',
    locked: false,
  },
  participants: [requester, presenter, expert, watcher, waiting],
  ...more,
});
const acting = ({ personId, institutionId }: Participant, role: Role = 'doctor') => ({ personId: personId ?? '', institutionId, role });
const refusal = (work: () => unknown): string | undefined => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return undefined;
};

describe('the door', () => {
  it.each<[string, Partial<RoomFacts>, number, boolean]>([
    ['a minute before it opens', {}, -11, false],
    ['a quarter of an hour before the time', {}, -10, true],
    ['at the last minute', {}, 34.9, true],
    ['at the end', {}, 35, false],
    ['at the end while they talk', { state: 'in_session' }, 35, true],
    ['half an hour later', { state: 'in_session' }, 64.9, true],
    ['and then no more', { state: 'in_session' }, 65, false],
    ['of what is only held', { state: 'invited' }, 10, false],
    ['of what is over', { state: 'concluding' }, 10, false],
    ['of what was called off', { state: 'cancelled' }, 10, false],
    ['of an immediate one that runs', { state: 'in_session', startsAt: null, endsAt: null, startedAt: at(-600) }, 0, true],
    ['of an immediate one nobody answered', { state: 'invited', startsAt: null, endsAt: null }, 0, false],
  ])('%s', (_, more, minutes, open) => {
    expect(isRoomOpen(room(more), at(minutes))).toBe(open);
  });

  it('is open between its two times and never else', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 200 }), fc.constantFrom('booked' as const, 'in_session' as const), (minutes, state) => {
        const facts = room({ state });
        const window = roomWindow(facts);
        expect(isRoomOpen(facts, at(minutes))).toBe(minutes >= -10 && minutes < (state === 'booked' ? 35 : 65));
        expect(window?.closesAt?.getTime()).toBeGreaterThan(window?.opensAt.getTime() ?? 0);
      }),
    );
  });

  const comes = (one: Participant, more: Partial<RoomFacts> = {}, role: Role = 'doctor') => {
    const facts = room({
      ...more,
      participants: [...room().participants.filter(({ id }) => id !== one.id), ...(more.participants ?? []), one],
    });
    return refusal(() => standingAtDoor(facts, acting(one, role), now)) ?? standingAtDoor(facts, acting(one, role), now).standing;
  };
  const fresh = { standing: null, presence: 'absent' } as const;
  it.each<[string, string, string]>([
    ['a party', comes({ ...expert, ...fresh }), 'admitted'],
    ['who only watches', comes({ ...watcher, ...fresh }), 'waiting'],
    ['who watches and was let in, back from a broken line', comes({ ...watcher, presence: 'away' }), 'admitted'],
    ['who watches and had left', comes({ ...watcher, presence: 'absent' }), 'waiting'],
    ['an expert who has not answered', comes({ ...expert, ...fresh, partyState: 'invited' }), 'room.not_participant'],
    ['an expert who declined', comes({ ...expert, ...fresh, partyState: 'declined' }), 'room.not_participant'],
    ['who took the registration back', comes({ ...watcher, ...fresh, cancelled: true }), 'room.not_participant'],
    ['a role that attends nothing', comes({ ...expert, ...fresh }, {}, 'auditor'), 'room.not_participant'],
    ['who was removed', comes({ ...watcher, standing: 'removed', presence: 'absent' }), 'room.removed'],
    ['a party at a locked door', comes({ ...presenter, ...fresh }, { locked: true }), 'room.locked'],
    ['a moderator at a locked door', comes({ ...expert, ...fresh }, { locked: true }), 'admitted'],
    ['a broken line behind a locked door', comes({ ...presenter, presence: 'away' }, { locked: true }), 'admitted'],
    ['outside of the time', comes({ ...expert, ...fresh }, { startsAt: at(60), endsAt: at(90) }), 'room.not_open'],
  ])('%s', (_, comesIn, expected) => {
    expect(comesIn).toBe(expected);
  });

  it('holds two hundred who watch, and no party back', () => {
    const crowd = Array.from({ length: 198 }, (_, n) => ({ ...watcher, id: `w${n}`, personId: `w${n}` }));
    expect(comes({ ...watcher, ...fresh, id: 'new', personId: 'new' }, { participants: crowd })).toBe('room.full');
    expect(comes({ ...watcher, ...fresh, id: 'new', personId: 'new' }, { participants: crowd.slice(1) })).toBe('waiting');
    expect(comes({ ...expert, ...fresh }, { participants: crowd })).toBe('admitted');
  });
});

describe('inside', () => {
  const everybody: RoomAction[] = ['raiseHand', 'lowerHand', 'leave', 'report', 'write'];
  const leads: RoomAction[] = ['admit', 'mute', 'remove', 'lock', ...everybody];
  it.each<[string, Participant, RoomAction[]]>([
    ['who asked for it leads', requester, leads],
    ['an expert leads', expert, leads],
    ['who presents does not', presenter, everybody],
    ['who watches does not', watcher, everybody],
    ['who waits can only leave', waiting, ['leave']],
    ['who left can only come', { ...expert, presence: 'absent' }, ['join']],
    ['who was removed can do nothing', { ...expert, standing: 'removed', presence: 'absent' }, []],
  ])('%s', (_, one, actions) => {
    const facts = room({ participants: [...room().participants.filter(({ id }) => id !== one.id), one] });
    expect(new Set(roomActionsOf(facts, acting(one), now))).toEqual(new Set(actions));
    expect(roomActionsOf({ ...facts, state: 'concluding' }, acting(one), now)).toEqual([]);
  });

  it('nobody removes oneself or who leads too; a hand is lowered by its owner or who leads', () => {
    const may = (who: Participant, action: RoomAction, target: Participant) => mayInRoom(room(), acting(who), action, now, target);
    expect([may(expert, 'remove', requester), may(expert, 'remove', expert), may(expert, 'remove', presenter)]).toEqual([
      false,
      false,
      true,
    ]);
    expect([may(watcher, 'lowerHand', watcher), may(watcher, 'lowerHand', presenter), may(expert, 'lowerHand', presenter)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(may(expert, 'mute', requester)).toBe(true);
  });

  it('locking twice is no error, and only for who leads', () => {
    const locked = room({ locked: true });
    expect(refusal(() => decideInRoom(locked, acting(expert), 'lock', now))).toBeUndefined();
    expect(refusal(() => decideInRoom(locked, acting(presenter), 'lock', now))).toBe('consultation.not_your_action');
    expect(refusal(() => decideInRoom(locked, acting(waiting), 'write', now))).toBe('room.not_admitted');
  });

  it('decides and tells the same, whoever asks in whatever state', () => {
    const someone = fc.record({
      standing: fc.constantFrom(null, ...standings),
      presence: fc.constantFrom(...presences),
      partyState: fc.constantFrom('accepted' as const, 'invited' as const, 'declined' as const),
      side: fc.constantFrom('invited' as const, 'inviting' as const),
    });
    fc.assert(
      fc.property(someone, fc.boolean(), fc.constantFrom(...roomActions), (more, locked, action) => {
        if (action === 'join' || action === 'leave') return;
        const one = participant('x', more);
        const facts = room({ locked, participants: [one, expert] });
        const may = mayInRoom(facts, acting(one), action, now);
        const decided = refusal(() => decideInRoom(facts, acting(one), action, now)) === undefined;
        const already = action === (locked ? 'lock' : 'unlock');
        if (already)
          expect(decided).toBe(
            placeOf(facts, acting(one)) === one && isModerator(facts, one) && one.standing === 'admitted' && one.presence !== 'absent',
          );
        else expect(decided).toBe(may);
      }),
    );
  });
});

describe('places with picture and sound', () => {
  const parties = Array.from({ length: 15 }, (_, n) => participant(`p${n}`));
  it('are kept for parties that are still expected', () => {
    const facts = room({ participants: [...parties, watcher] });
    expect(hasMediaPlace(facts, watcher, [], mediaPlaces)).toBe(true);
    expect(hasMediaPlace(room({ participants: [...parties, expert, watcher] }), watcher, [], mediaPlaces)).toBe(false);
    expect(
      hasMediaPlace(
        facts,
        expert,
        parties.map(({ id }) => id),
        mediaPlaces,
      ),
    ).toBe(true);
    expect(hasMediaPlace(facts, expert, [...parties.map(({ id }) => id), 'watcher'], mediaPlaces)).toBe(false);
    expect(hasMediaPlace(facts, expert, [...parties.map(({ id }) => id), 'expert'], mediaPlaces)).toBe(true);
  });
});
