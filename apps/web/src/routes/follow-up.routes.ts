import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { followUpSearch, type FollowUpSearch } from '../features/follow-up/follow-up-search';
import { reviewSearch, type ReviewSearch } from '../features/return-review/return-review-search';
import { inside } from './frame';

const followUps = createRoute({
  getParentRoute: () => inside,
  path: '/follow-ups',
  staticData: { needs: 'follow_up.read' },
  validateSearch: (search: Record<string, unknown>): FollowUpSearch => followUpSearch(search),
  component: lazyRouteComponent(() => import('../features/follow-up/follow-up-list.page'), 'FollowUpListPage'),
});

const reviews = createRoute({
  getParentRoute: () => inside,
  path: '/return-reviews',
  staticData: { needs: 'return_review.read' },
  validateSearch: (search: Record<string, unknown>): ReviewSearch => reviewSearch(search),
  component: lazyRouteComponent(() => import('../features/return-review/return-review-list.page'), 'ReturnReviewListPage'),
});

const review = createRoute({
  getParentRoute: () => inside,
  path: '/return-reviews/$id',
  staticData: { needs: 'return_review.read' },
  component: lazyRouteComponent(() => import('../features/return-review/return-review.page'), 'ReturnReviewPage'),
});

/** Who came home, and who came back. */
export const followUpRoutes = [followUps, reviews, review] as const;
