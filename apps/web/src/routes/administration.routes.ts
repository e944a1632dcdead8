import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
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

/** Pages of administrators. */
export const administrationRoutes = [imports, audit] as const;
