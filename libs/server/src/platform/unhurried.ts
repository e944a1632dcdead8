import type { Steps } from '@alliance/domain/imports/steps';
import { setImmediate } from 'node:timers/promises';

/** How long other requests wait for a computation, in milliseconds. */
const sliceMs = 12;

/** Runs a long computation in slices, so that the process answers others in between. */
export async function unhurried<Answer>(steps: Steps<Answer>): Promise<Answer> {
  for (let until = performance.now() + sliceMs; ;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() < until) continue;
    await setImmediate();
    until = performance.now() + sliceMs;
  }
}
