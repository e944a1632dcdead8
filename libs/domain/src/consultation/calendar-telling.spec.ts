import { describe, expect, it } from '@jest/globals';
import { calendarTellings, type LastTold, type ToldSeat, type ToldSession } from './calendar-telling.js';
import type { PartyState } from './consultation.types.js';

const seat = (personId: string, state: PartyState = 'accepted'): ToldSeat => ({ personId, state });
const asked = (personId: string): LastTold => ({ personId, method: 'request' });
const booked: ToldSession = { state: 'booked', appointed: true };
const told = (session: ToldSession, seats: ToldSeat[], before: LastTold[] = []) =>
  calendarTellings(session, seats, before).map(({ personId, method }) => `${method} ${personId}`);

describe('who is told of a change', () => {
  it.each<[string, ToldSession, ToldSeat[], LastTold[], string[]]>([
    ['booked: everybody is asked', booked, [seat('a'), seat('b', 'invited')], [], ['request a', 'request b']],
    ['moved: everybody again', booked, [seat('a')], [asked('a')], ['request a']],
    ['only held: nobody', { state: 'invited', appointed: false }, [seat('a')], [], []],
    ['declined before the booking: nothing', booked, [seat('a'), seat('b', 'declined')], [], ['request a']],
    ['declined after it: released', booked, [seat('a'), seat('b', 'declined')], [asked('a'), asked('b')], ['request a', 'cancel b']],
    ['replaced: released, the other asked', booked, [seat('b', 'replaced'), seat('c')], [asked('b')], ['request c', 'cancel b']],
    ['put on a seat by another: released', booked, [seat('c')], [asked('b')], ['request c', 'cancel b']],
    ['missed at the start: not released', { ...booked, state: 'in_session' }, [seat('b', 'absent'), seat('c', 'invited')], [asked('b')], ['request c']],
    ['called off: everybody who was asked, once', { state: 'cancelled', appointed: true }, [seat('a'), seat('b')], [asked('a'), { personId: 'b', method: 'cancel' }], ['cancel a']],
    ['called off after somebody was missed: released too', { state: 'cancelled', appointed: true }, [seat('b', 'absent')], [asked('b')], ['cancel b']],
    ['void: everybody', { state: 'voided', appointed: true }, [seat('a')], [asked('a')], ['cancel a']],
    ['called off before it was ever fixed: nobody', { state: 'cancelled', appointed: false }, [seat('a')], [], []],
    ['over: nobody', { state: 'concluding', appointed: true }, [seat('a'), seat('b', 'excused')], [asked('a'), asked('b')], []],
    ['answered before its time, which was given back: released', { state: 'concluding', appointed: false }, [seat('a')], [asked('a')], ['cancel a']],
    ['came back after a release: asked again', booked, [seat('b')], [{ personId: 'b', method: 'cancel' }], ['request b']],
  ])('%s', (_, session, seats, before, expected) => expect(told(session, seats, before)).toEqual(expected)); // prettier-ignore

  it('somebody with two seats, one given back, is asked once and not released', () => {
    expect(told(booked, [seat('a', 'declined'), seat('a')], [asked('a')])).toEqual(['request a']);
  });
});
