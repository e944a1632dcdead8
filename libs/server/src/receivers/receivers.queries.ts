import type { listReceivers } from '@alliance/contracts/receivers.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { Specialty } from '@alliance/domain/alliance/alliance';
import { exchangeUnder } from '@alliance/domain/alliance/exchange';
import { membershipState, type MembershipState } from '@alliance/domain/alliance/membership';
import { readNeeds } from '@alliance/domain/receivers/needs';
import { rankReceivers } from '@alliance/domain/receivers/rank';
import { subjectsFor } from '@alliance/domain/receivers/registration';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { CapacityReader } from '../capacity/capacity.reader.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db/database.js';
import { today } from '../platform/today.js';
import { candidateFacts, receiverView } from './receivers.view.js';
import { members, type MemberRow } from './receivers.row.js';

type Question = InputOf<typeof listReceivers>['query'];

@Injectable()
export class ReceiversQueries {
  constructor(
    private readonly database: Database,
    private readonly capacity: CapacityReader,
    private readonly clock: Clock,
  ) {}

  /**
   * Who of an alliance may receive a patient of my institution, ranked, and why the others are not offered.
   * @throws Refusal access.not_found where there is no such alliance, or my institution has left it or never was in it
   */
  list(actor: Actor, question: Question) {
    const now = this.clock.now();
    const day = today(now);
    return this.database.read(actor, async (tx) => {
      const [alliance] = await tx.rows<{ specialty: Specialty }>('select specialty from alliance where id = $1', [question.allianceId]);
      const all = await tx.rows<MemberRow>(members, [question.allianceId, day, question.service]);
      const own = all.find(({ id }) => id === actor.institutionId);
      const standing = own && stateOf(own, day);
      if (!alliance || !own || standing === 'left') throw new Refusal('access.not_found');
      const others = all.filter((row) => row.id !== own.id && stateOf(row, day) !== 'left' && isCalled(row, question.query));
      const ids = others.map(({ id }) => id);
      const free = await this.capacity.free(tx, ids, now);
      const { specialty } = alliance;
      const subjects = subjectsFor({ specialty, service: question.service, diagnosisCode: question.diagnosisCode ?? null });
      const urgency = question.urgency ?? null;
      const takesPart = (row: MemberRow) =>
        exchangeUnder({ sender: standing ?? null, receiver: stateOf(row, day) }, urgency).blocked.length === 0;
      const known = new Map(others.map((row) => [row.id, candidateFacts(row, own, { specialty, free, takesPart: takesPart(row) })]));
      const asked = { service: question.service, urgency, direction: question.direction ?? null, subjects, now };
      const ranking = rankReceivers([...known.values()], { ...asked, needs: readNeeds(question.needs ?? '') ?? [] });
      const rows = new Map(others.map((row) => [row.id, row]));
      return {
        items: ranking.candidates.slice(0, question.limit).map((candidate) => {
          const row = rows.get(candidate.id) as MemberRow;
          const { direction, distanceKm } = known.get(candidate.id) as NonNullable<ReturnType<typeof known.get>>;
          return receiverView(row, candidate, { direction, distanceKm, free, now });
        }),
        total: ranking.candidates.length,
        excluded: ranking.excluded.map(({ id, why }) => ({ id, why, name: rows.get(id)?.name ?? '' })),
        subjects: [...subjects],
      };
    });
  }
}

/** Of several times in an alliance the one that is not over. */
function stateOf({ memberships }: MemberRow, day: string): MembershipState {
  const states = memberships.map((membership) => membershipState(membership, day));
  return states.find((state) => state !== 'left') ?? 'left';
}

/** An alliance has a few hundred members at most: what is typed is looked for in all of them. */
function isCalled({ name, pinyin, initials }: MemberRow, typed: string | undefined): boolean {
  const words = typed?.normalize('NFKC').toLowerCase().replace(/\s/g, '');
  return !words || name.toLowerCase().includes(words) || pinyin.replace(/\s/g, '').includes(words) || initials.includes(words);
}
