import type { Permission } from '@alliance/domain/access/permission';
import { endSession, openSession, readSession, type AppointmentView, type SessionView } from '@alliance/contracts/session.contract';
import { useSyncExternalStore } from 'react';
import { Refused, call, identify, listenForRefusals } from './call';
import { queryClient } from './query';
import { keepTab } from './storage';

/** `ended`: it was there and ran out; the page stays as it is under a sign-in, nothing typed is lost. */
export type SessionState =
  | { readonly phase: 'unknown' | 'out' }
  | { readonly phase: 'in' | 'ended'; readonly session: SessionView; readonly appointment: AppointmentView | null };

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

function enter(session: SessionView): void {
  const wanted = keepTab.get('appointment');
  const appointment = session.appointments.find(({ id }) => id === wanted) ?? session.appointments[0] ?? null;
  identify({ 'x-csrf-token': session.csrfToken, ...(appointment ? { 'x-appointment': appointment.id } : {}) });
  set({ phase: 'in', session, appointment });
}

listenForRefusals(({ code }) => {
  if (code === 'session.missing' && state.phase === 'in') set({ ...state, phase: 'ended' });
  // the token changed in another tab; ask for the new one, the person's next press goes through
  if (code === 'session.csrf') void call(readSession, {}).then(enter, () => undefined);
});

/** Who am I? Asked once per page load. */
export async function loadSession(): Promise<SessionState> {
  if (state.phase !== 'unknown') return state;
  try {
    enter(await call(readSession, {}));
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.code !== 'session.missing') throw error;
    set({ phase: 'out' });
  }
  return state;
}

export async function signIn(username: string, password: string): Promise<void> {
  const before = state.phase === 'ended' ? state.session.user.id : undefined;
  const session = await call(openSession, { body: { username, password } });
  // somebody else took the seat: nothing of the one before may stay on the screen
  if (before !== undefined && before !== session.user.id) queryClient.clear();
  else if (before !== undefined) void queryClient.invalidateQueries();
  enter(session);
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
  queryClient.clear();
  identify({});
  set({ phase: 'out' });
}

/** Acts as somebody else from now on, in this tab only. */
export function actAs(appointmentId: string): void {
  if (state.phase !== 'in') return;
  keepTab.set('appointment', appointmentId);
  queryClient.clear();
  enter(state.session);
}
