import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './frame';

const security = createRoute({
  getParentRoute: () => inside,
  path: '/account/security',
  staticData: { needs: 'account.own' },
  validateSearch: ({ welcome }: Record<string, unknown>): { welcome?: true } => (welcome ? { welcome: true } : {}),
  component: lazyRouteComponent(() => import('../features/account/account-security.page'), 'AccountSecurityPage'),
});

/** One's own account. */
export const accountRoutes = [security] as const;
