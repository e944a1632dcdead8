import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './frame';

const list = createRoute({
  getParentRoute: () => inside,
  path: '/certificates',
  staticData: { needs: 'certificate.read' },
  component: lazyRouteComponent(() => import('../features/certificate/certificates.page'), 'CertificatesPage'),
});

/** Papers of quality assessment and the flags of internal control. */
export const certificateRoutes = [list] as const;
