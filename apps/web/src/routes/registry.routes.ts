import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { daySearch, institutionSearch, type InstitutionSearch } from '../features/institution/institution-search';
import { pairingSearch, type PairingSearch } from '../features/pairing/pairing-search';
import { inside } from './frame';

const pairings = createRoute({
  getParentRoute: () => inside,
  path: '/pairings',
  staticData: { needs: 'pairing.read' },
  validateSearch: (search: Record<string, unknown>): PairingSearch => pairingSearch(search),
  component: lazyRouteComponent(() => import('../features/pairing/pairing-list.page'), 'PairingListPage'),
});

const alliances = createRoute({
  getParentRoute: () => inside,
  path: '/alliances',
  staticData: { needs: 'alliance.read' },
  component: lazyRouteComponent(() => import('../features/alliance/alliance-list.page'), 'AllianceListPage'),
});

const alliance = createRoute({
  getParentRoute: () => inside,
  path: '/alliances/$id',
  staticData: { needs: 'alliance.read' },
  component: lazyRouteComponent(() => import('../features/alliance/alliance-detail.page'), 'AllianceDetailPage'),
});

const institutions = createRoute({
  getParentRoute: () => inside,
  path: '/institutions',
  staticData: { needs: 'institution.read' },
  validateSearch: (search: Record<string, unknown>): InstitutionSearch => institutionSearch(search),
  component: lazyRouteComponent(() => import('../features/institution/institution-list.page'), 'InstitutionListPage'),
});

const institution = createRoute({
  getParentRoute: () => inside,
  path: '/institutions/$id',
  staticData: { needs: 'institution.read' },
  validateSearch: daySearch,
  component: lazyRouteComponent(() => import('../features/institution/institution-detail.page'), 'InstitutionDetailPage'),
});

/** Who works with whom: pairings, alliances, institutions. */
export const registryRoutes = [pairings, alliances, alliance, institutions, institution] as const;
