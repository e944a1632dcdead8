import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { PassSearch } from '../features/result-pass/passes.page';
import { inside, root } from './frame';

/** What a patient carries along, opened without an account. Its token is the fragment of the address. */
export const openedPassRoute = createRoute({
  getParentRoute: () => root,
  path: '/pass',
  component: lazyRouteComponent(() => import('../features/result-pass/opened-pass.page'), 'OpenedPassPage'),
});

const passes = createRoute({
  getParentRoute: () => inside,
  path: '/result-passes',
  staticData: { needs: 'result.read' },
  validateSearch: ({ patient }: Record<string, unknown>): PassSearch => (typeof patient === 'string' ? { patient } : {}),
  component: lazyRouteComponent(() => import('../features/result-pass/passes.page'), 'PassesPage'),
});

/** Passes given to a patient. */
export const resultPassRoutes = [passes] as const;
