import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './frame';

const appeals = createRoute({
  getParentRoute: () => inside,
  path: '/appeals',
  staticData: { needs: 'referral.read' },
  component: lazyRouteComponent(() => import('../features/appeal/appeal-list.page'), 'AppealListPage'),
});

/** Returns that a hospital reviews as a third party. */
export const appealRoutes = [appeals] as const;
