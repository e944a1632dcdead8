import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../db/database.js';

/** From this many failures on a name is locked, for this long at first and twice as long each time. */
const failuresAllowed = 5;
const firstLockSeconds = 60;
/** Others are being checked under the same name: the next one waits its turn for so long. */
const patienceMs = 5_000;
const lookAgainMs = 25;

/** What became of an attempt: `released` was neither right nor wrong (the password is right, the code still missing). */
export type Outcome = 'succeeded' | 'failed' | 'released';

/**
 * Counts attempts to prove who one is, under the name as typed: password, code and passkey of a name share one count, and a name that nobody
 * has is locked like any other. A place is taken before anything is checked, so that a thousand at once are still five.
 */
@Injectable()
export class Attempts {
  constructor(private readonly database: Database) {}

  /**
   * Checks within the limit.
   * @param check says what became of it, with what it found
   * @throws Refusal session.locked with `seconds` still to wait
   */
  async within<T>(name: string, check: () => Promise<{ outcome: Outcome; found: T }>): Promise<T> {
    await this.take(name);
    let outcome: Outcome = 'released';
    try {
      const result = await check();
      outcome = result.outcome;
      return result.found;
    } finally {
      await this.database.anonymous('select auth_attempt_ended($1, $2, $3, $4)', [name, outcome, failuresAllowed, firstLockSeconds]);
    }
  }

  private async take(name: string): Promise<void> {
    for (const end = Date.now() + patienceMs; ;) {
      const [place] = await this.database.anonymous<{ verdict: 'allowed' | 'busy' | 'locked'; seconds: number }>(
        'select * from auth_attempt($1, $2)',
        [name, failuresAllowed],
      );
      if (place?.verdict === 'allowed') return;
      if (place?.verdict === 'locked' || Date.now() > end)
        throw new Refusal('session.locked', { seconds: Math.max(place?.seconds ?? 0, 1) });
      await sleep(lookAgainMs);
    }
  }
}
