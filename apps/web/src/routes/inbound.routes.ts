import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './frame';

const list = createRoute({
  getParentRoute: () => inside,
  path: '/inbound',
  staticData: { needs: 'inbound.manage' },
  component: lazyRouteComponent(() => import('../features/inbound/inbound.page'), 'InboundPage'),
});

const connections = createRoute({
  getParentRoute: () => inside,
  path: '/inbound/connections',
  staticData: { needs: 'machine.manage' },
  component: lazyRouteComponent(() => import('../features/inbound/connections.page'), 'Hl7ConnectionsPage'),
});

/** What other systems sent, and which of them may. */
export const inboundRoutes = [list, connections] as const;
