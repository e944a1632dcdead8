import { setTimeout as sleep } from 'node:timers/promises';

/** Tries again until an expectation holds; the last failure is the test's. */
export async function eventually(expectation: () => unknown, timeoutMs = 5_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(20);
    }
  }
}
