import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rotaSearch, type RotaSearch } from '../features/on-call/rota-search';
import { inside } from './frame';

const rota = createRoute({
  getParentRoute: () => inside,
  path: '/duty',
  staticData: { needs: 'duty.read' },
  validateSearch: (search: Record<string, unknown>): RotaSearch => rotaSearch(search),
  component: lazyRouteComponent(() => import('../features/on-call/rota.page'), 'RotaPage'),
});

const takeOver = createRoute({
  getParentRoute: () => inside,
  path: '/duty/$id',
  staticData: { needs: 'duty.take' },
  component: lazyRouteComponent(() => import('../features/on-call/take-over.page'), 'TakeOverPage'),
});

/** Who is on duty, and taking over. */
export const dutyRoutes = [rota, takeOver] as const;
