import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { expertSearch, type ExpertSearch } from '../features/expert/expert-search';
import { inside } from './frame';

const list = createRoute({
  getParentRoute: () => inside,
  path: '/experts',
  staticData: { needs: 'expert.read' },
  validateSearch: (search: Record<string, unknown>): ExpertSearch => expertSearch(search),
  component: lazyRouteComponent(() => import('../features/expert/expert-list.page'), 'ExpertListPage'),
});

const detail = createRoute({
  getParentRoute: () => inside,
  path: '/experts/$id',
  staticData: { needs: 'expert.read' },
  component: lazyRouteComponent(() => import('../features/expert/expert-detail.page'), 'ExpertDetailPage'),
});

/** The directory of experts. */
export const expertRoutes = [list, detail] as const;
