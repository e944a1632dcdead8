import type { SignInPolicy } from '@alliance/contracts/policy.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { SessionEnded } from '../platform/auth/session-ended.js';
import { Commands } from '../platform/command/commands.js';
import { Database, type Transaction } from '../platform/db/database.js';

interface Row {
  version: number;
  second_factor: SignInPolicy['secondFactor'];
  minimum_password_length: number;
  idle_minutes: number;
  absolute_hours: number;
}
/** What holds where an institution never said anything; the columns' own defaults say the same. */
const unsaid: SignInPolicy = { version: 1, secondFactor: 'optional', minimumPasswordLength: 10, idleMinutes: 30, absoluteHours: 12 };

/** What an institution demands of sign-ins. */
@Injectable()
export class SignInPolicyService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly sessionEnded: SessionEnded,
  ) {}

  get(actor: Actor): Promise<SignInPolicy> {
    return this.database.read(actor, (tx) => this.load(tx));
  }

  /** Shorter limits apply to running sessions at once. @throws Refusal record.stale */
  set(actor: Actor, next: SignInPolicy): Promise<SignInPolicy> {
    return this.commands.run(
      actor,
      async (work) => {
        const before = await this.load(work);
        const changed: SignInPolicy = { ...next, version: next.version + 1 };
        if (!(await this.save(work, changed))) throw new Refusal('record.stale');
        const ended = await work.rows<{ id: string }>('select apply_sign_in_policy() as id');
        work.afterCommit(() => this.sessionEnded.announce(ended.map(({ id }) => id)));
        work.subjectId = actor.institutionId;
        work.audit({ action: 'sign_in_policy.set', objectKind: 'institution', objectIds: [actor.institutionId] });
        work.event({
          kind: 'sign_in_policy.changed',
          topic: 'policy',
          subjectId: actor.institutionId,
          version: changed.version,
          data: { before, after: changed },
          recipients: [actor.institutionId],
        });
        return changed;
      },
      { replay: () => this.get(actor) },
    );
  }

  private async load(tx: Transaction): Promise<SignInPolicy> {
    const [row] = await tx.rows<Row>('select * from sign_in_policy where institution_id = current_institution()');
    return row
      ? {
          version: row.version,
          secondFactor: row.second_factor,
          minimumPasswordLength: row.minimum_password_length,
          idleMinutes: row.idle_minutes,
          absoluteHours: row.absolute_hours,
        }
      : unsaid;
  }

  /** The first saying has version 2, because all have seen version 1. */
  private async save(tx: Transaction, { version, ...policy }: SignInPolicy): Promise<boolean> {
    const values = [policy.secondFactor, policy.minimumPasswordLength, policy.idleMinutes, policy.absoluteHours, version];
    const saved = await tx.rows(
      version === 2
        ? `insert into sign_in_policy (institution_id, second_factor, minimum_password_length, idle_minutes, absolute_hours, version)
           values (current_institution(), $1, $2, $3, $4, $5) on conflict do nothing returning 1`
        : `update sign_in_policy set second_factor = $1, minimum_password_length = $2, idle_minutes = $3, absolute_hours = $4, version = $5
           where institution_id = current_institution() and version = $5 - 1 returning 1`,
      values,
    );
    return saved.length > 0;
  }
}
