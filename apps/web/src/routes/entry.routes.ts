import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { loadSession } from '../platform/session';
import { root } from './frame';

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } => (typeof next === 'string' ? { next } : {}),
  beforeLoad: async () => {
    const { phase } = await loadSession();
    if (phase === 'in') throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('../features/session/login.page'), 'LoginPage'),
});

/** Pages of somebody who is not signed in yet. */
export const entryRoutes = [login] as const;
