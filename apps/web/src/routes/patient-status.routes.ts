import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from './frame';

/** The patient's own page: outside the frame, without an account. Its token is the fragment of the address. */
export const patientStatusRoute = createRoute({
  getParentRoute: () => root,
  path: '/p',
  component: lazyRouteComponent(() => import('../features/patient-status/patient-status.page'), 'PatientStatusPage'),
});
