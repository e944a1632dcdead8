import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { downSearch, type DownSearch } from '../features/down-transfer/down-search';
import { inside } from './frame';

const candidates = createRoute({
  getParentRoute: () => inside,
  path: '/down-candidates',
  staticData: { needs: 'referral.read' },
  validateSearch: (search: Record<string, unknown>): DownSearch => downSearch(search),
  component: lazyRouteComponent(() => import('../features/down-transfer/down-candidates.page'), 'DownCandidatesPage'),
});

/** Patients in care who could go back. */
export const downTransferRoutes = [candidates] as const;
