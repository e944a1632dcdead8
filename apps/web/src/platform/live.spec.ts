import { listEvents } from '@alliance/contracts/event.contract';
import type { Signal } from '@alliance/contracts/live';
import { readSession } from '@alliance/contracts/session.contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, renderHook, waitFor } from '@testing-library/react';
import { Answers } from '../testing/answers';
import { idOf } from '../testing/make';

type Listener = (payload: unknown) => void;
const listeners = new Map<string, Listener>();
let auth: (give: (payload: unknown) => void) => void = () => undefined;
const socket = {
  connected: false,
  on: (event: string, listener: Listener) => listeners.set(event, listener),
  connect: () => undefined,
  disconnect: () => undefined,
};
jest.unstable_mockModule('socket.io-client', () => ({
  io: (options: { auth: typeof auth }) => {
    auth = options.auth;
    return socket;
  },
}));
const { listenLive, onSignal, useLive } = await import('./live');

const me = idOf(200);
const signal = (seq: number): Signal => ({ seq, topic: 'referral', id: idOf(seq), version: 1 });
const settle = () => new Promise((done) => setTimeout(done, 20));
const heard: string[] = [];
let stop: (() => void)[] = [];

describe('listening', () => {
  const answers = new Answers();
  beforeEach(() => {
    Object.assign(globalThis, { fetch: answers.fetch });
    sessionStorage.clear();
    heard.length = 0;
    answers.asked.length = 0;
    socket.connected = false;
  });
  afterEach(() => stop.forEach((end) => end()));

  const listen = async (last?: number) => {
    if (last !== undefined) sessionStorage.setItem(`alliance.seq.${me}`, String(last));
    stop = [onSignal(({ id }) => heard.push(id)), listenLive(me)];
    await settle();
    return (event: string, payload: unknown) => listeners.get(event)?.(payload);
  };

  it('takes signals in order, once, and remembers the last number for this appointment', async () => {
    const hear = await listen(7);
    hear('signal', [signal(8), signal(9)]);
    hear('signal', [signal(9)]);
    expect(heard).toEqual([idOf(8), idOf(9)]);
    expect(sessionStorage.getItem(`alliance.seq.${me}`)).toBe('9');
    let given: unknown;
    auth((payload) => (given = payload));
    expect(given).toEqual({ appointmentId: me, after: 9 });
  });

  it('fills a gap from the events before going on', async () => {
    const event = (seq: number) => ({ ...signal(seq), kind: 'referral.submitted', at: '2026-11-21T08:00:00Z' });
    answers.on(listEvents, { items: [event(8), event(9), event(10)], nextCursor: null, head: 10 });
    const hear = await listen(7);
    hear('signal', [signal(10)]);
    await settle();
    expect(answers.of(listEvents)[0]?.ask.query).toMatchObject({ after: '7' });
    expect(heard).toEqual([idOf(8), idOf(9), idOf(10)]);
  });

  it('starts a first visit at the head: the past is on the screen already', async () => {
    answers.on(listEvents, { items: [], nextCursor: null, head: 41 });
    const hear = await listen();
    hear('connect', undefined);
    await settle();
    hear('signal', [signal(41), signal(42)]);
    expect(heard).toEqual([idOf(42)]);
  });

  it('asks at once whether the session is over when the server hangs up, and not when the line breaks', async () => {
    answers.refuse(readSession, 'session.missing');
    const hear = await listen(7);
    hear('disconnect', 'transport close');
    await settle();
    expect(answers.of(readSession)).toEqual([]);
    hear('disconnect', 'io server disconnect');
    await settle();
    expect(answers.of(readSession)).toHaveLength(1);
  });

  describe('after a gap that left the socket whole', () => {
    const tell = (event: string) => act(() => void window.dispatchEvent(new Event(event)));
    const gap = async () => {
      answers.on(listEvents, { items: [], nextCursor: null, head: 7 });
      const hear = await listen(7);
      socket.connected = true;
      hear('connect', undefined);
      const { result } = renderHook(() => useLive());
      const onLine = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
      tell('offline');
      await waitFor(() => expect(result.current).toBe('offline'));
      onLine.mockRestore();
      return { result, hear };
    };

    it('is live again once the server answers', async () => {
      const { result } = await gap();
      tell('online');
      await waitFor(() => expect(result.current).toBe('connected'));
    });

    it('is live again with the first signal, whatever the browser says of the line', async () => {
      const { result, hear } = await gap();
      act(() => void hear('signal', [signal(8)]));
      await waitFor(() => expect(result.current).toBe('connected'));
    });

    it('is not live while nobody answers', async () => {
      const { result } = await gap();
      answers.silence(listEvents);
      tell('online');
      await settle();
      expect(result.current).toBe('offline');
    });

    it('without a socket is coming back, not live', async () => {
      const { result } = await gap();
      socket.connected = false;
      tell('online');
      await waitFor(() => expect(result.current).toBe('reconnecting'));
    });
  });
});
