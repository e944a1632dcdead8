import type { ReferralRow } from '@alliance/contracts/referral-queue.contract';
import { useState } from 'react';
import { merged, renewed, type Held } from './held-rows.policy';

interface State {
  readonly key: string;
  readonly fresh: readonly ReferralRow[];
  readonly pages: number;
  readonly held: Held;
}

/** The rows of a list held in place; `key` names the list (its filters), `pages` how many have been loaded. */
export function useHeldRows(
  key: string,
  fresh: readonly ReferralRow[] | undefined,
  pages: number,
): { held: Held | undefined; renew: () => void } {
  const [state, setState] = useState<State>();
  if (fresh && state?.fresh !== fresh) {
    const held = state?.key === key ? merged(state.held, fresh, pages > state.pages) : renewed(fresh);
    setState({ key, fresh, pages, held });
  }
  const current = state?.key === key ? state.held : undefined;
  return { held: current, renew: () => fresh && setState({ key, fresh, pages, held: renewed(fresh) }) };
}
