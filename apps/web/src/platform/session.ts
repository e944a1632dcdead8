import type { Permission } from '@alliance/domain/access/permission';
import { lockSession, renewSession, stepUp, unlockSession } from '@alliance/contracts/own-session.contract';
import { openSessionByPasskey } from '@alliance/contracts/passkey.contract';
import {
  endSession,
  openSession,
  readSession,
  type AppointmentView,
  type PasskeyAnswer,
  type Proof,
  type SessionView,
} from '@alliance/contracts/session.contract';
import { useSyncExternalStore } from 'react';
import { forgetKept, keepSession, keptSession } from '../offline/kept-session';
import { noteAct, notePresence, presentSince, watchActs } from './activity';
import { Refused, Unanswered, call, identify, recoverWith } from './call';
import { serverNow } from './clock';
import { queryClient } from './query';
import { proveAgain } from './step-up';
import { keepTab } from './storage';
import { joinTabs, tellTabs } from './tabs';

/**
 * `ended`: it was there and ran out; the page stays as it is under a sign-in, nothing typed is lost.
 * A session that is `locked` shows nothing, whether it is in or has ended.
 */
export type SessionState =
  | { readonly phase: 'unknown' | 'out' }
  | {
      readonly phase: 'in' | 'ended';
      readonly session: SessionView;
      readonly appointment: AppointmentView | null;
      /** Started without a line: who was signed in last; the server has not been asked. Only what was kept can be read. */
      readonly away?: true;
    };

let state: SessionState = { phase: 'unknown' };
const listeners = new Set<() => void>();
const set = (next: SessionState): void => {
  state = next;
  for (const tell of listeners) tell();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const sessionNow = (): SessionState => state;
export const useSession = (): SessionState => useSyncExternalStore(subscribe, sessionNow);

/** As whom I act; null where the person holds no appointment today. */
export function useAppointment(): AppointmentView | null {
  const now = useSession();
  return 'appointment' in now ? now.appointment : null;
}
export function useMay(): (permission: Permission) => boolean {
  const appointment = useAppointment();
  return (permission) => appointment?.permissions.includes(permission) ?? false;
}

function appointmentIn({ appointments }: SessionView): AppointmentView | null {
  const wanted = keepTab.get('appointment');
  return appointments.find(({ id }) => id === wanted) ?? appointments[0] ?? null;
}
function enter(session: SessionView): void {
  const before = state;
  const appointment = appointmentIn(session);
  keepSession(session);
  identify({ 'x-csrf-token': session.csrfToken, ...(appointment ? { 'x-appointment': appointment.id } : {}) });
  if ('session' in before) {
    // somebody else took the seat: nothing of the one before may stay on the screen
    if (before.session.user.id !== session.user.id) queryClient.clear();
    else if (before.phase === 'ended' || before.away || (before.session.locked && !session.locked)) void queryClient.invalidateQueries();
  }
  set({ phase: 'in', session, appointment });
}
const end = (): void => {
  if (state.phase === 'in') set({ ...state, phase: 'ended' });
};
const cover = (): void => {
  if (state.phase === 'in' && !state.session.locked) set({ ...state, session: { ...state.session, locked: true } });
};
function leave(): void {
  void forgetKept();
  queryClient.clear();
  identify({});
  set({ phase: 'out' });
}

let asking: Promise<boolean> | undefined;
/** Asks again who I am. True where it is still the same person in the same appointment; a session that is over is shown as ended. */
export function lookAtSession(): Promise<boolean> {
  return (asking ??= call(readSession, {}, { final: true })
    .then(
      (session) => {
        const before = state;
        enter(session);
        if (!('session' in before) || !('session' in state)) return false;
        return before.session.user.id === session.user.id && before.appointment?.id === state.appointment?.id;
      },
      (error: unknown) => {
        if (error instanceof Refused && error.problem.code === 'session.missing') end();
        return false;
      },
    )
    .finally(() => {
      asking = undefined;
    }));
}

// What was refused is asked once more where that is safe: as the same person, with the same key.
recoverWith(({ code }, repeated) => {
  if (state.phase !== 'in') return false;
  if (code === 'session.missing' && repeated) end();
  if (code === 'session.desk_locked') cover();
  if (code === 'session.enrolment_required') void lookAtSession();
  if (repeated) return false;
  // another tab may have got a new session id while this was on its way
  if (code === 'session.missing' || code === 'session.csrf') return lookAtSession();
  return code === 'session.step_up_required' && proveAgain();
});

/** Who am I? Asked once per page load. */
export async function loadSession(): Promise<SessionState> {
  if (state.phase !== 'unknown') return state;
  try {
    enter(await call(readSession, {}, { final: true }));
  } catch (error) {
    if (startAway(error)) return state;
    if (!(error instanceof Refused) || error.problem.code !== 'session.missing') throw error;
    void forgetKept();
    set({ phase: 'out' });
  }
  return state;
}

const lookAgainMs = 15_000;
/** Without a line: as whoever was signed in last on this machine, until the server says who it is. */
function startAway(error: unknown): boolean {
  const away = error instanceof Unanswered || (error instanceof Refused && error.problem.code === 'server.unavailable');
  const session = away ? keptSession() : null;
  if (!session) return false;
  const appointment = appointmentIn(session);
  identify(appointment ? { 'x-appointment': appointment.id } : {});
  set({ phase: 'in', session, appointment, away: true });
  const look = () => {
    if ('away' in state && state.phase === 'in') return void lookAtSession();
    clearInterval(asking);
    window.removeEventListener('online', look);
  };
  const asking = setInterval(look, lookAgainMs);
  window.addEventListener('online', look);
  return true;
}

/** The session that an answer brought: a new person, or a new id of the same session. The other tabs look again. */
export function takeSession(session: SessionView): void {
  noteAct();
  notePresence();
  enter(session);
  tellTabs({ kind: 'changed' });
}
export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly code?: string;
}
export const signIn = async (body: Credentials): Promise<void> => takeSession(await call(openSession, { body }));
export const signInByPasskey = async (body: PasskeyAnswer): Promise<void> => takeSession(await call(openSessionByPasskey, { body }));
/** A fresh proof before sensitive actions. */
export const prove = async (body: Proof): Promise<void> => takeSession(await call(stepUp, { body }));
export const unlock = async (body: Proof): Promise<void> => takeSession(await call(unlockSession, { body }));
/** Says that somebody is there; the session gets a new id. */
export async function renew(): Promise<void> {
  noteAct();
  takeSession(await call(renewSession, {}));
}

/** Covers the screen at once, in every tab; the server locks a desk that is left alone by itself. */
export async function lock(): Promise<void> {
  cover();
  tellTabs({ kind: 'locked' });
  await call(lockSession, {}).catch(() => undefined);
}

/** Nothing is known again: another person, another page load. */
export function forgetSession(): void {
  queryClient.clear();
  identify({});
  set({ phase: 'unknown' });
}

export async function signOut(): Promise<void> {
  try {
    await call(endSession, {});
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  leave();
  tellTabs({ kind: 'out' });
}

/** Acts as somebody else from now on, in this tab only; the session gets a new id. */
export async function actAs(appointmentId: string): Promise<void> {
  if (state.phase !== 'in') return;
  const session = await call(renewSession, {});
  keepTab.set('appointment', appointmentId);
  queryClient.clear();
  takeSession(session);
}

/** Hears what other tabs did to the session they share with this one. */
export const followTabs = (): (() => void) =>
  joinTabs((news) => {
    if (news.kind === 'present') notePresence(news.at, true);
    else if (news.kind === 'locked') cover();
    else if (news.kind === 'out') {
      if ('session' in state) leave();
    } else void lookAtSession();
  });

const tellServerAfterMs = 60_000;
/** Somebody who types for half an hour without sending anything is there all the same: the server hears of it once a minute at most. */
export const followActs = (): (() => void) =>
  watchActs(() => {
    if (state.phase === 'in' && !state.session.locked && serverNow() - presentSince() > tellServerAfterMs) void lookAtSession();
  });
