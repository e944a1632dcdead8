import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './frame';

const room = createRoute({
  getParentRoute: () => inside,
  path: '/consultations/$id/room',
  staticData: { needs: 'consultation.attend' },
  component: lazyRouteComponent(() => import('../features/room/room.page'), 'RoomPage'),
});

/** The room of a consultation. */
export const roomRoutes = [room] as const;
