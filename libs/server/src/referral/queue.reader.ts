import type { Actor } from '@alliance/domain/access/actor';
import { openStates } from '@alliance/domain/referral/referral.machine';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';
import { branches, narrowing, sideColumns, type Bind, type QueueFilter } from './queue.filter.js';

export type { QueueFilter };

export interface QueueCount {
  /** null where the filter lists what has ended. */
  readonly count: number | null;
  /** My side is late with them. */
  readonly late: number;
}

const isOpen = ({ state }: QueueFilter) => !state || state.every((each) => (openStates as readonly string[]).includes(each));

/** What stands in several lists at once. */
@Injectable()
export class QueueReader {
  /** Counts the open referrals of each filter, in one round trip and with one walk over each side. Answers in the order of the filters. */
  async counts(tx: Transaction, actor: Actor, filters: readonly QueueFilter[]): Promise<QueueCount[]> {
    const parameters: unknown[] = [actor.institutionId];
    const bind: Bind = (parameter) => `$${parameters.push(parameter)}`;
    const asked = filters.map((filter, i) => ({ filter, i })).filter(({ filter }) => isOpen(filter));
    const walks = (['inbound', 'outbound'] as const).flatMap((side) => {
      const { own, by } = sideColumns(side);
      const columns = asked
        .filter(({ filter }) => filter.side === side)
        .flatMap(({ filter, i }) => {
          const any = branches(filter, actor.appointmentId, bind).map((branch) => `(${branch.join(' and ')})`);
          const holds = [...narrowing(filter, actor.appointmentId, bind), `(${any.join(' or ')})`].join(' and ');
          return [
            `count(*) filter (where ${holds})::int as count_${i}`,
            `count(*) filter (where ${holds} and next_action_by = '${by}' and next_action_at < now())::int as late_${i}`,
          ];
        });
      return columns.length ? [`(select ${columns.join(', ')} from referral where ${own} = $1 and open) ${side}`] : [];
    });
    const [found] = walks.length ? await tx.rows<Record<string, number>>(`select * from ${walks.join(' cross join ')}`, parameters) : [];
    return filters.map((_, i) => ({ count: found?.[`count_${i}`] ?? null, late: found?.[`late_${i}`] ?? 0 }));
  }
}
