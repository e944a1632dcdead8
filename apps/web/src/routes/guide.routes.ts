import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { loadSession } from '../platform/session';
import { inside } from './frame';

const guide = createRoute({
  getParentRoute: () => inside,
  path: '/guide',
  staticData: { needs: 'account.own' },
  beforeLoad: async () => {
    const now = await loadSession();
    if ('session' in now && !now.session.demonstration) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('../features/demo-guide/guide.page'), 'GuidePage'),
});

/** Of the demonstration only. */
export const guideRoutes = [guide] as const;
