import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { escalationSearch, type EscalationSearch } from '../features/escalation/escalation-search';
import { inside } from './frame';

const escalations = createRoute({
  getParentRoute: () => inside,
  path: '/escalations',
  staticData: { needs: 'escalation.read' },
  validateSearch: (search: Record<string, unknown>): EscalationSearch => escalationSearch(search),
  component: lazyRouteComponent(() => import('../features/escalation/escalation-list.page'), 'EscalationListPage'),
});

const deadlines = createRoute({
  getParentRoute: () => inside,
  path: '/alliances/$id/deadlines',
  staticData: { needs: 'alliance.read' },
  component: lazyRouteComponent(() => import('../features/escalation/deadlines.page'), 'DeadlinesPage'),
});

/** Who waits too long, and until when each step is due. */
export const escalationRoutes = [escalations, deadlines] as const;
