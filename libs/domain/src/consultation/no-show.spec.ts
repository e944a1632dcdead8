import { describe, expect, it } from '@jest/globals';
import { missedAt, seatedOnJoining, type SeatAtStart, type SessionAtStart } from './no-show.js';

const startsAt = new Date('2026-11-24T06:00:00Z');
const at = (minutes: number) => new Date(startsAt.getTime() + minutes * 60_000);
const session: SessionAtStart = { mode: 'video', state: 'booked', startsAt };
const expert: SeatAtStart = {
  ...{ id: 'expert', side: 'invited', state: 'accepted', required: true },
  ...{ joinedAt: null, present: false, signed: false },
};
const doctor: SeatAtStart = { ...expert, id: 'doctor', side: 'inviting', required: false, joinedAt: at(-2) };

describe('an expert', () => {
  it.each<[string, Partial<SeatAtStart>, boolean]>([
    ['who never came is missed', {}, true],
    ['who came just before the start is not', { joinedAt: at(-1) }, false],
    ['who came when the room opened is not', { joinedAt: at(-15) }, false],
    ['who was there for a time that was moved is missed', { joinedAt: at(-16) }, true],
    ['who was there then and is in the room now is not', { joinedAt: at(-600), present: true }, false],
    ['who signed on the board is not', { signed: true }, false],
    ['who has not answered is not', { state: 'invited' }, false],
    ['who declined is not', { state: 'declined' }, false],
    ['who is missed already is not missed twice', { state: 'absent' }, false],
    ['whose opinion is not waited for is not', { required: false }, false],
  ])('%s', (_, seat, missed) => {
    expect(missedAt(session, [doctor, { ...expert, ...seat }])).toEqual({ experts: missed ? ['expert'] : [], invitingSide: false });
  });

  it('is missed in a session that runs, one by one', () => {
    const seats = [doctor, expert, { ...expert, id: 'second' }, { ...expert, id: 'third', present: true }];
    expect(missedAt({ ...session, state: 'in_session' }, seats).experts).toEqual(['expert', 'second']);
  });

  it.each<[string, Partial<SessionAtStart>]>([
    ['by telephone', { mode: 'telephone' }],
    ['on the board', { mode: 'board' }],
    ['called off', { state: 'cancelled' }],
    ['over', { state: 'concluding' }],
    ['held and never fixed', { state: 'invited' }],
    ['without a time', { startsAt: null }],
  ])('is not missed where the session is %s', (_, other) => {
    expect(missedAt({ ...session, ...other }, [expert, { ...doctor, joinedAt: null }])).toEqual({ experts: [], invitingSide: false });
  });
});

describe('the inviting side', () => {
  const away = { ...doctor, joinedAt: null };
  it('is missed when none of its people came', () => {
    expect(missedAt(session, [away, { ...away, id: 'colleague' }]).invitingSide).toBe(true);
  });
  it('is not when one of them did', () => {
    expect(missedAt(session, [away, { ...away, id: 'colleague', present: true }]).invitingSide).toBe(false);
  });
  it('is not where the only other seat was given back', () => {
    expect(missedAt(session, [{ ...away, state: 'replaced' }, doctor]).invitingSide).toBe(false);
  });
});

describe('who enters the room', () => {
  it.each([
    [{ state: 'absent', required: true } as const, { state: 'accepted', required: false }],
    [{ state: 'accepted', required: true } as const, { state: 'accepted', required: true }],
    [{ state: 'invited', required: true } as const, { state: 'invited', required: true }],
    [{ state: 'replaced', required: true } as const, { state: 'replaced', required: true }],
  ])('%o', (seat, seated) => expect(seatedOnJoining(seat)).toEqual(seated));
});
