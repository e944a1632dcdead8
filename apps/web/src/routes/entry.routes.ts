import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { loadSession } from '../platform/session';
import { root } from './frame';

const nextSearch = ({ next }: Record<string, unknown>): { next?: string } => (typeof next === 'string' ? { next } : {});

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: nextSearch,
  beforeLoad: async () => {
    const { phase } = await loadSession();
    if (phase === 'in') throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('../features/session/login.page'), 'LoginPage'),
});

const signOn = createRoute({
  getParentRoute: () => root,
  path: '/sign-on',
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => import('../features/session/sign-on.page'), 'SignOnPage'),
});

const signOnCallback = createRoute({
  getParentRoute: () => root,
  path: '/sign-on/callback',
  component: lazyRouteComponent(() => import('../features/session/sign-on-callback.page'), 'SignOnCallbackPage'),
});

const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  component: lazyRouteComponent(() => import('../features/join/join.page'), 'JoinPage'),
});

const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot',
  component: lazyRouteComponent(() => import('../features/join/forgot.page'), 'ForgotPage'),
});

const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: lazyRouteComponent(() => import('../features/join/reset.page'), 'ResetPage'),
});

/** Pages of somebody who is not signed in yet. */
export const entryRoutes = [login, signOn, signOnCallback, join, forgot, reset] as const;
