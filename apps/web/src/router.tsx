import { referralActions, type ReferralAction } from '@alliance/domain/referral/referral.machine';
import {
  Outlet,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';
import { daySearch, institutionSearch, type InstitutionSearch } from './features/institution/institution-search';
import { pairingSearch, type PairingSearch } from './features/pairing/pairing-search';
import { queueSearch, type QueueSearch } from './features/referral/queue-search';
import { loadSession } from './platform/session';
import { landing } from './shell/landing';
import { NotFound, Waiting, Wrong } from './shell/edges';

// One entry per page, each in a chunk of its own. `needs` is the permission without which the frame shows "no permission".

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } => (typeof next === 'string' ? { next } : {}),
  beforeLoad: async () => {
    const { phase } = await loadSession();
    if (phase === 'in') throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('./features/session/login.page'), 'LoginPage'),
});

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location, preload }) => {
    const { phase } = await loadSession();
    if (phase === 'out' && !preload) throw redirect({ to: '/login', search: location.href === '/' ? {} : { next: location.href } });
  },
  component: lazyRouteComponent(() => import('./shell'), 'Shell'),
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  staticData: { needs: 'referral.read' },
  beforeLoad: () => {
    const to = landing();
    if (to) throw redirect({ to });
  },
  component: lazyRouteComponent(() => import('./features/referral/referral-home.page'), 'ReferralHomePage'),
});

const notifications = createRoute({
  getParentRoute: () => inside,
  path: '/notifications',
  staticData: { needs: 'notification.read' },
  component: lazyRouteComponent(() => import('./features/notification/notification-list.page'), 'NotificationListPage'),
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  staticData: { needs: 'audit.read' },
  component: lazyRouteComponent(() => import('./features/audit/audit-list.page'), 'AuditListPage'),
});

const referrals = createRoute({
  getParentRoute: () => inside,
  path: '/referrals',
  staticData: { needs: 'referral.read' },
  validateSearch: (search: Record<string, unknown>): QueueSearch => queueSearch(search),
  component: lazyRouteComponent(() => import('./features/referral/referral-queue.page'), 'ReferralQueuePage'),
});

const referral = createRoute({
  getParentRoute: () => inside,
  path: '/referrals/$id',
  staticData: { needs: 'referral.read' },
  validateSearch: ({ act }: Record<string, unknown>): { act?: ReferralAction } =>
    referralActions.includes(act as never) ? { act: act as ReferralAction } : {},
  component: lazyRouteComponent(() => import('./features/referral/referral-detail.page'), 'ReferralDetailPage'),
});

const referralForm = createRoute({
  getParentRoute: () => inside,
  path: '/referrals/$id/edit',
  staticData: { needs: 'referral.draft' },
  validateSearch: ({ fresh }: Record<string, unknown>): { fresh?: true } => (fresh ? { fresh: true } : {}),
  component: lazyRouteComponent(() => import('./features/referral/referral-form.page'), 'ReferralFormPage'),
});

const pairings = createRoute({
  getParentRoute: () => inside,
  path: '/pairings',
  staticData: { needs: 'pairing.read' },
  validateSearch: (search: Record<string, unknown>): PairingSearch => pairingSearch(search),
  component: lazyRouteComponent(() => import('./features/pairing/pairing-list.page'), 'PairingListPage'),
});

const imports = createRoute({
  getParentRoute: () => inside,
  path: '/imports',
  staticData: { needs: 'pairing.import' },
  component: lazyRouteComponent(() => import('./features/imports/import.page'), 'ImportPage'),
});

const alliances = createRoute({
  getParentRoute: () => inside,
  path: '/alliances',
  staticData: { needs: 'alliance.read' },
  component: lazyRouteComponent(() => import('./features/alliance/alliance-list.page'), 'AllianceListPage'),
});

const alliance = createRoute({
  getParentRoute: () => inside,
  path: '/alliances/$id',
  staticData: { needs: 'alliance.read' },
  component: lazyRouteComponent(() => import('./features/alliance/alliance-detail.page'), 'AllianceDetailPage'),
});

const institutions = createRoute({
  getParentRoute: () => inside,
  path: '/institutions',
  staticData: { needs: 'institution.read' },
  validateSearch: (search: Record<string, unknown>): InstitutionSearch => institutionSearch(search),
  component: lazyRouteComponent(() => import('./features/institution/institution-list.page'), 'InstitutionListPage'),
});

const institution = createRoute({
  getParentRoute: () => inside,
  path: '/institutions/$id',
  staticData: { needs: 'institution.read' },
  validateSearch: daySearch,
  component: lazyRouteComponent(() => import('./features/institution/institution-detail.page'), 'InstitutionDetailPage'),
});

const registry = [pairings, imports, alliances, alliance, institutions, institution] as const;
const pages = [home, notifications, audit, referrals, referral, referralForm, ...registry] as const;

/** `history` is the browser's unless a spec brings its own. */
export const makeRouter = (history?: RouterHistory) =>
  createRouter({
    routeTree: root.addChildren([login, inside.addChildren(pages)]),
    ...(history ? { history } : {}),
    defaultPreload: 'intent',
    defaultPendingMs: 300,
    defaultPendingComponent: Waiting,
    defaultErrorComponent: Wrong,
    scrollRestoration: false,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
