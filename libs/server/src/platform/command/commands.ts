import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock } from '../clock.js';
import { Database } from '../db/database.js';
import { sqlStateOf } from '../db/sql-state.js';
import { currentRequest } from '../http/request-context.js';
import { Wake } from '../events/wake.js';
import { record } from './record.js';
import { Work, type Identified } from './work.js';

export interface CommandOptions<T> {
  /** Answers a repeated key: what the subject looks like now, to this actor. */
  readonly replay?: (subjectId: string) => Promise<T>;
}

/** Serialisation failures and deadlocks: nothing was written, so the whole unit is tried again. */
const retryable = new Set(['40001', '40P01']);
const attempts = 3;

/**
 * The one write path: begin as the actor, work, record events, timers, audit and key, commit; then wake the relay. The answer leaves after the commit.
 *
 * Idempotency costs nothing on the way: the key is written with the rest, and only a refusal or a conflict looks whether the same request was already done.
 */
@Injectable()
export class Commands {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly wake: Wake,
  ) {}

  async run<T>(actor: Identified, work: (work: Work) => Promise<T>, { replay }: CommandOptions<T> = {}): Promise<T> {
    const { requestId, idempotencyKey: key, fingerprint } = currentRequest();
    const requestHash = key
      ? createHash('sha256')
          .update(`${actor.appointmentId ?? ''} ${fingerprint ?? ''}`)
          .digest('base64url')
      : undefined;
    for (let attempt = 1; ; attempt++) {
      try {
        const [answer, done] = await this.database.write(actor, async (tx) => {
          const unit = new Work(tx, actor, this.clock.now());
          const result = await work(unit);
          await unit.em.flush();
          await record(unit, { requestId, ...(replay && { key, requestHash }) });
          return [result, unit] as const;
        });
        this.wake.after(done);
        for (const hook of done.commitHooks) hook();
        return answer;
      } catch (error) {
        if (key && replay && (error instanceof Refusal || sqlStateOf(error) === '23505')) {
          const subjectId = await this.doneBefore(actor, key, requestHash);
          if (subjectId) return replay(subjectId);
        }
        if (attempt < attempts && retryable.has(sqlStateOf(error))) continue;
        throw error;
      }
    }
  }

  /** @throws Refusal request.key_reused when the key belongs to another request */
  private async doneBefore(actor: Identified, key: string, requestHash: string | undefined): Promise<string | undefined> {
    const [found] = await this.database.read(actor, (tx) =>
      tx.rows<{ subject_id: string; request_hash: string }>(
        'select subject_id, request_hash from idempotency where person_id = current_person() and key = $1',
        [key],
      ),
    );
    if (found && found.request_hash !== requestHash) throw new Refusal('request.key_reused');
    return found?.subject_id;
  }
}
