import { Outlet, createRootRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { loadSession } from '../platform/session';
import { NotFound } from '../shell/edges';

/** A page under the strip of who is on duty. */
export const underDuty = (load: () => Promise<ComponentType>) =>
  lazyRouteComponent(async () => {
    const [{ withDuty }, Page] = await Promise.all([import('../shell/with-duty'), load()]);
    return { default: withDuty(Page) };
  });

export const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

/** Everything that is shown inside the frame, to somebody who is signed in. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location, preload }) => {
    const { phase } = await loadSession();
    if (phase === 'out' && !preload) throw redirect({ to: '/login', search: location.href === '/' ? {} : { next: location.href } });
  },
  component: lazyRouteComponent(() => import('../shell'), 'Shell'),
});
