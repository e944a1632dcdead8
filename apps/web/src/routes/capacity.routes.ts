import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { capacitySearch, type CapacitySearch } from '../features/capacity/capacity-search';
import { inside } from './frame';

const board = createRoute({
  getParentRoute: () => inside,
  path: '/capacity',
  staticData: { needs: 'capacity.read' },
  validateSearch: (search: Record<string, unknown>): CapacitySearch => capacitySearch(search),
  component: lazyRouteComponent(() => import('../features/capacity/capacity.page'), 'CapacityPage'),
});

/** Beds and slots, and who waits for one. */
export const capacityRoutes = [board] as const;
