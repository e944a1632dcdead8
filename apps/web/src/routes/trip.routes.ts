import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside, root } from './frame';

/** The page of a crew: outside the frame, without an account. Its token is the fragment of the address. */
export const tripRoute = createRoute({
  getParentRoute: () => root,
  path: '/t',
  component: lazyRouteComponent(() => import('../features/trip/trip.page'), 'TripPage'),
});

const immediate = createRoute({
  getParentRoute: () => inside,
  path: '/referrals/immediate',
  staticData: { needs: 'referral.draft' },
  validateSearch: ({ id }: Record<string, unknown>): { id?: string } =>
    typeof id === 'string' && /^[\da-f-]{36}$/i.test(id) ? { id } : {},
  component: lazyRouteComponent(() => import('../features/green-channel/immediate.page'), 'ImmediatePage'),
});

/** The green channel: an immediate referral in four fields, and what follows it. */
export const greenChannelRoutes = [immediate] as const;
