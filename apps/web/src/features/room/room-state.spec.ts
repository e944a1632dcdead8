import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mediaSteps } from '@alliance/domain/session-room/quality-ladder';
import { atTheDoor, nextRoom, troubleOf, unread, type RoomEvent, type RoomState } from './room-state';

const after = (...events: RoomEvent[]): RoomState => events.reduce(nextRoom, atTheDoor);
const inside: readonly RoomEvent[] = [
  { type: 'enter' },
  { type: 'joined', standing: 'admitted', position: 4 },
  { type: 'media', state: 'connected' },
];

describe('where one stands with the room', () => {
  it.each<[string, RoomEvent[], Partial<RoomState>]>([
    ['at the door', [], { stage: 'lobby' }],
    ['asks to come in', [{ type: 'enter' }], { stage: 'entering' }],
    ['comes in', [...inside], { stage: 'inside', refused: null }],
    ['waits as an observer', [{ type: 'enter' }, { type: 'joined', standing: 'waiting', position: 0 }], { stage: 'waiting' }],
    ['is admitted', [{ type: 'enter' }, { type: 'joined', standing: 'waiting', position: 0 }, { type: 'admitted' }], { stage: 'inside' }],
    ['is not admitted from the lobby', [{ type: 'admitted' }], { stage: 'lobby' }],
    ['finds the door shut', [{ type: 'enter' }, { type: 'refused', code: 'room.locked' }], { stage: 'lobby', refused: 'room.locked' }],
    ['comes too early', [{ type: 'enter' }, { type: 'refused', code: 'room.not_open' }], { stage: 'lobby', refused: 'room.not_open' }],
    ['comes back after the end', [...inside, { type: 'lineLost' }, { type: 'refused', code: 'room.not_open' }], { stage: 'over' }],
    ['leaves', [...inside, { type: 'left', why: 'left' }], { stage: 'over', over: 'left' }],
    ['is removed', [...inside, { type: 'left', why: 'removed' }], { stage: 'over', over: 'removed' }],
    ['hears nothing after the end', [...inside, { type: 'left', why: 'over' }, { type: 'lineLost' }], { stage: 'over', line: 'up' }],
    ['comes back', [...inside, { type: 'left', why: 'left' }, { type: 'back' }], { stage: 'lobby', over: null }],
  ])('%s', (_, events, expected) => {
    expect(after(...events)).toMatchObject(expected);
  });

  it('keeps everything over a broken line: the side, the board, what was read', () => {
    const before = after(...inside, { type: 'side', side: 'chat' }, { type: 'front', front: 'board' }, { type: 'written', position: 9 });
    const lost = nextRoom(before, { type: 'lineLost' });
    expect(lost).toEqual({ ...before, line: 'lost' });
    expect(nextRoom(lost, { type: 'joined', standing: 'admitted', position: 9 })).toEqual(before);
  });
});

describe('a bad line', () => {
  const step = (to: (typeof mediaSteps)[number]): RoomEvent => ({ type: 'quality', step: to });

  it.each<[string, RoomEvent[], Partial<RoomState>]>([
    ['360p keeps the picture in front', [step('360p')], { front: 'people', step: '360p' }],
    ['voice alone brings the board', [step('audio')], { front: 'board', movedByLine: true }],
    ['the picture comes back with the line', [step('audio'), step('board'), step('360p')], { front: 'people', movedByLine: false }],
    ['whoever chose the board keeps it', [step('audio'), { type: 'front', front: 'board' }, step('720p')], { front: 'board' }],
    ['whoever had the board keeps it', [{ type: 'front', front: 'board' }, step('audio'), step('720p')], { front: 'board' }],
  ])('%s', (_, events, expected) => {
    expect(after(...inside, ...events)).toMatchObject(expected);
  });
});

describe('what is said of a trouble', () => {
  it.each<[RoomEvent[], ReturnType<typeof troubleOf>]>([
    [[], null],
    [[{ type: 'lineLost' }], 'line'],
    [[{ type: 'media', state: 'reconnecting' }], 'media'],
    [[{ type: 'media', state: 'unavailable' }], 'mediaAway'],
    [[{ type: 'media', state: 'reconnecting' }, { type: 'lineLost' }], 'line'],
    [[{ type: 'lineLost' }, { type: 'joined', standing: 'admitted', position: 0 }], null],
  ])('%j is %s', (events, expected) => {
    expect(troubleOf(after(...inside, ...events))).toBe(expected);
  });
  it('nothing at the door: nobody is in the room', () => {
    expect(troubleOf(after({ type: 'lineLost' }))).toBeNull();
  });
});

describe('unread messages', () => {
  it('are those written after one came, until the chat is open', () => {
    expect(unread(after(...inside))).toBe(0);
    expect(unread(after(...inside, { type: 'written', position: 6 }))).toBe(2);
    expect(unread(after(...inside, { type: 'written', position: 6 }, { type: 'side', side: 'chat' }))).toBe(0);
    expect(unread(after(...inside, { type: 'side', side: 'chat' }, { type: 'written', position: 6 }))).toBe(0);
    // a late frame with an older number takes nothing back
    expect(unread(after(...inside, { type: 'written', position: 6 }, { type: 'written', position: 5 }))).toBe(2);
  });
  it('are never fewer than none, whatever comes in which order', () => {
    const positions = fc.array(
      fc.oneof(
        fc.constant<RoomEvent>({ type: 'side', side: 'chat' }),
        fc.nat(50).map((position): RoomEvent => ({ type: 'written', position })),
      ),
    );
    fc.assert(fc.property(positions, (events) => unread(after(...inside, ...events)) >= 0));
  });
});
