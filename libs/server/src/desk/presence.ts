import type { Presence } from '@alliance/contracts/desk.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db/database.js';
import { RedisConnections } from '../platform/redis/redis.module.js';
import { ClaimLedger } from '../referral/claim.ledger.js';

/** Said every 15 s, so that two may be lost on a bad line. */
const believedMs = 40_000;
const keyOf = (referralId: string) => `presence:${referralId}`;
const gap = ' ';

interface Looker {
  readonly institutionId: string;
  readonly appointmentId: string;
  readonly name: string;
}
const memberOf = ({ institutionId, appointmentId, name }: Looker) => [institutionId, appointmentId, name].join(gap);
const lookerOf = (member: string): Looker => {
  const [institutionId = '', appointmentId = '', ...name] = member.split(gap);
  return { institutionId, appointmentId, name: name.join(gap) };
};

/** Who has a referral open now. It lives in Redis alone: without it nobody is seen looking, and nothing else is different. */
@Injectable()
export class PresenceService {
  constructor(
    private readonly database: Database,
    private readonly redis: RedisConnections,
    private readonly ledger: ClaimLedger,
    private readonly clock: Clock,
  ) {}

  /** I have it open; a claim of mine goes on. @throws Refusal referral.not_found */
  async look(actor: Actor, id: string): Promise<Presence> {
    const name = await this.database.write(actor, async (tx) => {
      await this.ledger.keep(tx, actor, await this.ledger.standing(tx, id), this.clock.now());
      const [me] = await tx.rows<{ name: string }>('select name from person where id = $1', [actor.personId]);
      return me?.name ?? '';
    });
    await this.note(id, memberOf({ ...actor, name }));
    return (await this.of(actor, [id]))[0] ?? { id, people: [], otherHospital: false };
  }

  /** Of those among `ids` that one may see and somebody else has open. */
  async list(actor: Actor, ids: readonly string[]): Promise<Presence[]> {
    const visible = await this.database.read(actor, (tx) =>
      tx.rows<{ id: string }>('select id from referral where id = any($1::uuid[]) and (sender_id = $2 or receiver_id = $2)', [
        `{${ids.join(',')}}`,
        actor.institutionId,
      ]),
    );
    const found = await this.of(
      actor,
      visible.map(({ id }) => id),
    );
    return found.filter(({ people, otherHospital }) => people.length > 0 || otherHospital);
  }

  private async note(id: string, member: string): Promise<void> {
    const now = Date.now();
    const key = keyOf(id);
    await this.redis.main
      .multi()
      .zadd(key, now + believedMs, member)
      .zremrangebyscore(key, 0, now)
      .pexpire(key, believedMs)
      .exec()
      .catch(() => null);
  }

  private async of(actor: Actor, ids: readonly string[]): Promise<Presence[]> {
    if (!ids.length) return [];
    const asked = this.redis.main.pipeline();
    for (const id of ids) asked.zrangebyscore(keyOf(id), Date.now(), '+inf');
    const answers = await asked.exec().catch(() => null);
    return ids.map((id, i) => {
      const members = answers?.[i]?.[1];
      const others = (Array.isArray(members) ? (members as string[]) : [])
        .map(lookerOf)
        .filter(({ appointmentId }) => appointmentId !== actor.appointmentId);
      const ours = others.filter(({ institutionId }) => institutionId === actor.institutionId);
      return { id, people: ours.map(({ appointmentId, name }) => ({ appointmentId, name })), otherHospital: ours.length < others.length };
    });
  }
}
