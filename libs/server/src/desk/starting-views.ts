import type { QueueView } from '@alliance/contracts/desk.contract';
import type { Role } from '@alliance/domain/access/actor';
import { startingViews, type StartingView } from '@alliance/domain/referral/queue';

type Query = QueueView['query'];

const queries = (role: Role, departmentId: string | null): Readonly<Record<StartingView, Query | null>> => ({
  // who sends patients waits for answers to their own; who receives answers for the house
  mine: role === 'doctor' ? { side: 'outbound', person: 'me', waiting: 'mine' } : { side: 'inbound', waiting: 'mine' },
  immediate: { side: 'inbound', urgency: 'immediate' },
  unanswered: { side: 'inbound', state: 'submitted' },
  department: departmentId ? { side: 'inbound', departmentId } : null,
  late: { side: 'inbound', late: 'true' },
  in_transit: { side: 'inbound', state: 'in_transit' },
});

export type ViewRow = Pick<QueueView, 'id' | 'code' | 'name' | 'query' | 'grouping'> & {
  readonly shared: boolean;
  readonly shared_by: string | null;
};

/** What somebody sees who has arranged nothing yet. Their ids are the same for everybody: kept, they get ids of their own. */
export const viewsToStartWith = (role: Role, departmentId: string | null): ViewRow[] =>
  startingViews.flatMap((code, i): ViewRow[] => {
    const query = queries(role, departmentId)[code];
    const id = `00000000-0000-7000-8000-${String(i + 1).padStart(12, '0')}`;
    return query ? [{ id, code, name: null, query, grouping: 'urgency', shared: false, shared_by: null }] : [];
  });
