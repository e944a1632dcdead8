import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { auditSearch, type AuditSearch } from '../features/audit/audit-search';
import { newPersonSearch, personSearch, type PersonSearch } from '../features/person/person-search';
import { staffImportSearch, type StaffImportSearch } from '../features/imports/staff-search';
import { inside } from './frame';

const imports = createRoute({
  getParentRoute: () => inside,
  path: '/imports',
  staticData: { needs: 'pairing.import' },
  component: lazyRouteComponent(() => import('../features/imports/import.page'), 'ImportPage'),
});

const staffImport = createRoute({
  getParentRoute: () => inside,
  path: '/people/import',
  staticData: { needs: 'duty.manage' },
  validateSearch: (search: Record<string, unknown>): StaffImportSearch => staffImportSearch(search),
  component: lazyRouteComponent(() => import('../features/imports/staff-import.page'), 'StaffImportPage'),
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  staticData: { needs: 'audit.read' },
  validateSearch: (search: Record<string, unknown>): AuditSearch => auditSearch(search),
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

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  staticData: { needs: 'policy.manage' },
  beforeLoad: () => {
    throw redirect({ to: '/settings/departments', replace: true });
  },
});

const departments = createRoute({
  getParentRoute: () => inside,
  path: '/settings/departments',
  staticData: { needs: 'department.manage' },
  component: lazyRouteComponent(() => import('../features/administration/departments.page'), 'DepartmentsPage'),
});

const capabilities = createRoute({
  getParentRoute: () => inside,
  path: '/settings/capabilities',
  staticData: { needs: 'department.manage' },
  component: lazyRouteComponent(() => import('../features/administration/capabilities.page'), 'CapabilitiesPage'),
});

const contactLines = createRoute({
  getParentRoute: () => inside,
  path: '/settings/lines',
  staticData: { needs: 'department.manage' },
  component: lazyRouteComponent(() => import('../features/administration/contact-lines.page'), 'ContactLinesPage'),
});

const signInPolicy = createRoute({
  getParentRoute: () => inside,
  path: '/settings/sign-in',
  staticData: { needs: 'policy.manage' },
  component: lazyRouteComponent(() => import('../features/policy/sign-in-policy.page'), 'SignInPolicyPage'),
});

const signOnProviders = createRoute({
  getParentRoute: () => inside,
  path: '/settings/sign-on',
  staticData: { needs: 'policy.manage' },
  component: lazyRouteComponent(() => import('../features/sign-on-provider/sign-on-providers.page'), 'SignOnProvidersPage'),
});

const machineClients = createRoute({
  getParentRoute: () => inside,
  path: '/settings/machines',
  staticData: { needs: 'machine.manage' },
  component: lazyRouteComponent(() => import('../features/machine/machine-clients.page'), 'MachineClientsPage'),
});

const institutionNew = createRoute({
  getParentRoute: () => inside,
  path: '/institutions/new',
  staticData: { needs: 'institution.manage' },
  component: lazyRouteComponent(() => import('../features/administration/institution-new.page'), 'InstitutionNewPage'),
});

const institutionEdit = createRoute({
  getParentRoute: () => inside,
  path: '/institutions/$id/edit',
  staticData: { needs: 'institution.manage' },
  component: lazyRouteComponent(() => import('../features/administration/institution-edit.page'), 'InstitutionEditPage'),
});

const ownInstitution = [settings, departments, capabilities, contactLines, signInPolicy, signOnProviders, machineClients] as const;
/** Pages of administrators. */
export const administrationRoutes = [
  imports,
  staffImport,
  audit,
  people,
  personNew,
  ...ownInstitution,
  institutionNew,
  institutionEdit,
] as const;
