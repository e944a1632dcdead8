import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './frame';

const notifications = createRoute({
  getParentRoute: () => inside,
  path: '/notifications',
  staticData: { needs: 'notification.read' },
  component: lazyRouteComponent(() => import('../features/notification/notification-list.page'), 'NotificationListPage'),
});

/** Notices, and how they reach people. */
export const notificationRoutes = [notifications] as const;
