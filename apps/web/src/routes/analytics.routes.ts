import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { analyticsSearch, type AnalyticsSearch } from '../features/analytics/analytics-search';
import { inside } from './frame';

const analytics = createRoute({
  getParentRoute: () => inside,
  path: '/analytics',
  staticData: { needs: 'analytics.read' },
  validateSearch: (search: Record<string, unknown>): AnalyticsSearch => analyticsSearch(search),
  component: lazyRouteComponent(() => import('../features/analytics/analytics.page'), 'AnalyticsPage'),
});

/** Figures of referrals. */
export const analyticsRoutes = [analytics] as const;
