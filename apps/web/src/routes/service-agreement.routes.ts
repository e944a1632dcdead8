import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './frame';

const list = createRoute({
  getParentRoute: () => inside,
  path: '/agreements',
  staticData: { needs: 'service_agreement.read' },
  validateSearch: ({ all }: Record<string, unknown>): { all?: true } => (all === true || all === 'true' ? { all: true } : {}),
  component: lazyRouteComponent(() => import('../features/service-agreement/agreement-list.page'), 'AgreementListPage'),
});

const writing = lazyRouteComponent(() => import('../features/service-agreement/agreement-form.page'), 'AgreementFormPage');
const write = createRoute({
  getParentRoute: () => inside,
  path: '/agreements/new',
  staticData: { needs: 'service_agreement.manage' },
  component: writing,
});

const detail = createRoute({
  getParentRoute: () => inside,
  path: '/agreements/$id',
  staticData: { needs: 'service_agreement.read' },
  component: lazyRouteComponent(() => import('../features/service-agreement/agreement-detail.page'), 'AgreementDetailPage'),
});

const edit = createRoute({
  getParentRoute: () => inside,
  path: '/agreements/$id/edit',
  staticData: { needs: 'service_agreement.manage' },
  component: writing,
});

/** Agreements on remote services: what covers a consultation. */
export const serviceAgreementRoutes = [list, write, detail, edit] as const;
