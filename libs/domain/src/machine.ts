/** A state machine as data: state → action → next state. A state without actions is final. */
export type Machine<State extends string, Action extends string> = Readonly<Record<State, Readonly<Partial<Record<Action, State>>>>>;

/** The state that an action leads to, or undefined where the table has no such row. */
export function next<S extends string, A extends string>(machine: Machine<S, A>, from: S, action: A): S | undefined {
  return machine[from][action];
}

/** States that can be reached from `start`, itself included. Tests prove that this is every state of the table. */
export function reachable<S extends string, A extends string>(machine: Machine<S, A>, start: S): ReadonlySet<S> {
  const seen = new Set<S>([start]);
  for (const state of seen) for (const to of Object.values<S | undefined>(machine[state])) if (to) seen.add(to);
  return seen;
}
