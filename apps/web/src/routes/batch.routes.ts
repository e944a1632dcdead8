import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './frame';

const list = createRoute({
  getParentRoute: () => inside,
  path: '/batch-transfer',
  staticData: { needs: 'referral.draft' },
  component: lazyRouteComponent(() => import('../features/batch/batch-list.page'), 'BatchListPage'),
});

const fresh = createRoute({
  getParentRoute: () => inside,
  path: '/batch-transfer/new',
  staticData: { needs: 'referral.draft' },
  component: lazyRouteComponent(() => import('../features/batch/batch-new.page'), 'BatchNewPage'),
});

const one = createRoute({
  getParentRoute: () => inside,
  path: '/batch-transfer/$batchId',
  staticData: { needs: 'referral.draft' },
  component: lazyRouteComponent(() => import('../features/batch/batch.page'), 'BatchPage'),
});

/** Many patients at once. */
export const batchRoutes = [list, fresh, one] as const;
