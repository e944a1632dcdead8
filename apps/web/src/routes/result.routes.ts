import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ResultSearch } from '../features/result/results.page';
import { inside } from './frame';

const results = createRoute({
  getParentRoute: () => inside,
  path: '/results',
  staticData: { needs: 'result.read' },
  validateSearch: ({ patient }: Record<string, unknown>): ResultSearch => (typeof patient === 'string' ? { patient } : {}),
  component: lazyRouteComponent(() => import('../features/result/results.page'), 'ResultsPage'),
});

/** Results of a patient across hospitals. */
export const resultRoutes = [results] as const;
