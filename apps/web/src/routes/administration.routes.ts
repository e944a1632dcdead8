import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { newPersonSearch, personSearch, type PersonSearch } from '../features/person/person-search';
import { inside } from './frame';

const imports = createRoute({
  getParentRoute: () => inside,
  path: '/imports',
  staticData: { needs: 'pairing.import' },
  component: lazyRouteComponent(() => import('../features/imports/import.page'), 'ImportPage'),
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  staticData: { needs: 'audit.read' },
  component: lazyRouteComponent(() => import('../features/audit/audit-list.page'), 'AuditListPage'),
});

const people = createRoute({
  getParentRoute: () => inside,
  path: '/people',
  staticData: { needs: 'person.manage' },
  validateSearch: (search: Record<string, unknown>): PersonSearch => personSearch(search),
  component: lazyRouteComponent(() => import('../features/person/person-list.page'), 'PersonListPage'),
});

const personNew = createRoute({
  getParentRoute: () => inside,
  path: '/people/new',
  staticData: { needs: 'person.manage' },
  validateSearch: newPersonSearch,
  component: lazyRouteComponent(() => import('../features/person/person-new.page'), 'PersonNewPage'),
});

/** Pages of administrators. */
export const administrationRoutes = [imports, audit, people, personNew] as const;
