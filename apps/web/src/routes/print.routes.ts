import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './frame';

const page = (name: 'FormPage' | 'HandOverPage' | 'OutsidePage') => lazyRouteComponent(() => import('../features/print/print.page'), name);

const form = createRoute({
  getParentRoute: () => inside,
  path: '/referrals/$id/print/form',
  staticData: { needs: 'referral.read' },
  component: page('FormPage'),
});

const handOver = createRoute({
  getParentRoute: () => inside,
  path: '/referrals/$id/print/hand-over',
  staticData: { needs: 'referral.read' },
  component: page('HandOverPage'),
});

const outside = createRoute({
  getParentRoute: () => inside,
  path: '/referrals/$id/print/outside',
  staticData: { needs: 'referral.read' },
  component: page('OutsidePage'),
});

const batchForms = createRoute({
  getParentRoute: () => inside,
  path: '/batch-transfer/$batchId/print',
  staticData: { needs: 'referral.draft' },
  component: lazyRouteComponent(() => import('../features/print/batch-forms.page'), 'BatchFormsPage'),
});

/** Papers, as they lie on the desk. */
export const printRoutes = [form, handOver, outside, batchForms] as const;
