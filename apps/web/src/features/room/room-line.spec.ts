import { connectMedia, issueJoinToken } from '@alliance/contracts/room.contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Answers } from '../../testing/answers';
import { idOf, inMinutes } from '../../testing/make';
import { RoomLine, type RoomHeard } from './room-line';
import { Portal, me, roomId } from './room.story';

const said: string[] = [];
const heard: RoomHeard = {
  joined: ({ standing }) => void said.push(standing),
  refused: (code) => void said.push(code),
  lost: () => void said.push('lost'),
  left: (why) => void said.push(why),
  presence: () => void said.push('presence'),
  chat: (position) => void said.push(`chat ${position}`),
  signal: ({ kind }) => void said.push(kind),
};
const settled = () => jest.advanceTimersByTimeAsync(0);
const at = (x: number) => ({ itemId: idOf(9), page: 1, at: { x, y: 0.5 } });

let portal: Portal;
let answers: Answers;
let line: RoomLine;
beforeEach(() => {
  jest.useFakeTimers();
  said.length = 0;
  portal = new Portal();
  answers = new Answers().on(issueJoinToken, { token: 't'.repeat(32), expiresAt: inMinutes(1), participantId: me });
  Object.assign(globalThis, { fetch: answers.fetch });
  line = new RoomLine(roomId, async () => portal.socket(), heard);
});
afterEach(() => {
  line.close();
  jest.useRealTimers();
});
const pointers = () =>
  portal.sent
    .filter(({ frame }) => (frame as { kind?: string }).kind === 'pointer')
    .map(({ frame }) => frame as { pointer: ReturnType<typeof at> });

describe('the place in a room', () => {
  it('is taken with a token, and taken again with another after each interruption', async () => {
    await line.open();
    await settled();
    portal.cut();
    portal.restore();
    await settled();
    expect(said).toEqual(['admitted', 'lost', 'admitted']);
    expect(answers.of(issueJoinToken)).toHaveLength(2);
  });

  it.each(['server.unavailable', 'room.token_invalid', 'request.too_many', 'session.missing'] as const)(
    '%s passes: it is tried again',
    async (code) => {
      portal.joins = { ok: false, code };
      await line.open();
      await settled();
      portal.joins = { ok: true, participantId: me, standing: 'admitted', version: 1, position: 0 };
      await jest.advanceTimersByTimeAsync(1_000);
      expect(said).toEqual(['lost', 'admitted']);
    },
  );

  it.each(['room.locked', 'room.removed', 'room.not_open', 'room.full', 'room.not_participant'] as const)(
    '%s is final: nobody knocks again',
    async (code) => {
      portal.joins = { ok: false, code };
      await line.open();
      await jest.advanceTimersByTimeAsync(20_000);
      expect(said).toEqual([code]);
      expect(answers.of(issueJoinToken)).toHaveLength(1);
    },
  );

  it('hears of its own room alone, and nothing after it is over', async () => {
    await line.open();
    await settled();
    portal.say('room:presence', { consultationId: idOf(1), version: 2 });
    portal.say('room:presence', { consultationId: roomId, version: 2 });
    portal.say('room:left', { consultationId: roomId, why: 'removed' });
    portal.say('room:chat', { consultationId: roomId, position: 4 });
    expect(said).toEqual(['admitted', 'presence', 'removed']);
    expect(portal.connected).toBe(false);
  });

  it('says nothing of media before it is taken: the portal would not know who speaks', async () => {
    await line.open();
    await expect(line.send({ type: 'offer', sdp: 'v=0' })).rejects.toThrow();
    await settled();
    expect(await line.send({ type: 'offer', sdp: 'v=0' })).toBeNull();
    portal.cut();
    await expect(line.send({ type: 'offer', sdp: 'v=0' })).rejects.toThrow();
    expect(answers.of(connectMedia)).toHaveLength(0);
  });
});

describe('where one points', () => {
  it('is told at most twenty times a second, and the last position always', async () => {
    await line.open();
    await settled();
    for (let n = 0; n < 200; n++) {
      line.point(at(n / 200));
      await jest.advanceTimersByTimeAsync(5);
    }
    await jest.advanceTimersByTimeAsync(100);
    // a second and the moment after it
    expect(pointers().length).toBeGreaterThan(10);
    expect(pointers().length).toBeLessThanOrEqual(21);
    expect(pointers().at(-1)?.pointer.at.x).toBe(199 / 200);
  });

  it('is not told while the place is lost', async () => {
    await line.open();
    await settled();
    portal.cut();
    line.point(at(0.5));
    await jest.advanceTimersByTimeAsync(200);
    expect(pointers()).toEqual([]);
  });
});
