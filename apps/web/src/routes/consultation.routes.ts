import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import {
  consultationSearch,
  consultationTab,
  editConsultationSearch,
  newConsultationSearch,
  type ConsultationSearch,
  type ConsultationTab,
  type EditConsultationSearch,
  type NewConsultationSearch,
} from '../features/consultation/consultation-search';
import { inside, underDuty } from './frame';

const consultations = createRoute({
  getParentRoute: () => inside,
  path: '/consultations',
  staticData: { needs: 'consultation.read' },
  validateSearch: (search: Record<string, unknown>): ConsultationSearch => consultationSearch(search),
  component: underDuty(() => import('../features/consultation/consultation-list.page').then((page) => page.ConsultationListPage)),
});

const newConsultation = createRoute({
  getParentRoute: () => inside,
  path: '/consultations/new',
  staticData: { needs: 'consultation.request' },
  validateSearch: (search: Record<string, unknown>): NewConsultationSearch => newConsultationSearch(search),
  component: lazyRouteComponent(() => import('../features/consultation/consultation-form.page'), 'NewConsultationPage'),
});

const immediate = createRoute({
  getParentRoute: () => inside,
  path: '/consultations/immediate',
  staticData: { needs: 'consultation.request' },
  validateSearch: (search: Record<string, unknown>): NewConsultationSearch => newConsultationSearch(search),
  component: lazyRouteComponent(() => import('../features/consultation/immediate-consultation.page'), 'ImmediateConsultationPage'),
});

const consultation = createRoute({
  getParentRoute: () => inside,
  path: '/consultations/$id',
  staticData: { needs: 'consultation.read' },
  validateSearch: ({ tab }: Record<string, unknown>): { tab?: ConsultationTab } => {
    const part = consultationTab(tab);
    return part ? { tab: part } : {};
  },
  component: lazyRouteComponent(() => import('../features/consultation/consultation-detail.page'), 'ConsultationDetailPage'),
});

const edit = createRoute({
  getParentRoute: () => inside,
  path: '/consultations/$id/edit',
  staticData: { needs: 'consultation.request' },
  validateSearch: (search: Record<string, unknown>): EditConsultationSearch => editConsultationSearch(search),
  component: lazyRouteComponent(() => import('../features/consultation/consultation-form.page'), 'EditConsultationPage'),
});

const print = createRoute({
  getParentRoute: () => inside,
  path: '/consultations/$id/print',
  staticData: { needs: 'consultation.read' },
  component: lazyRouteComponent(() => import('../features/consultation/consultation-print.page'), 'ConsultationPrintPage'),
});

/** Remote consultation: the list, a request, one of them and its paper. */
export const consultationRoutes = [consultations, newConsultation, immediate, consultation, edit, print] as const;
