import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './frame';

const notifications = createRoute({
  getParentRoute: () => inside,
  path: '/notifications',
  staticData: { needs: 'notification.read' },
  component: lazyRouteComponent(() => import('../features/notification/notification-list.page'), 'NotificationListPage'),
});

const notificationLink = createRoute({
  getParentRoute: () => inside,
  path: '/n/$id',
  staticData: { needs: 'notification.read' },
  component: lazyRouteComponent(() => import('../features/notification/notification-link.page'), 'NotificationLinkPage'),
});

const notificationSettings = createRoute({
  getParentRoute: () => inside,
  path: '/account/notifications',
  staticData: { needs: 'account.own' },
  component: lazyRouteComponent(() => import('./notification-settings'), 'OwnSettingsPage'),
});

const deliveries = createRoute({
  getParentRoute: () => inside,
  path: '/deliveries',
  staticData: { needs: 'delivery.read' },
  component: lazyRouteComponent(() => import('../features/notification/delivery-list.page'), 'DeliveryListPage'),
});

const webhooks = createRoute({
  getParentRoute: () => inside,
  path: '/settings/webhooks',
  staticData: { needs: 'policy.manage' },
  component: lazyRouteComponent(() => import('../features/notification/webhooks.page'), 'WebhooksPage'),
});

/** Notices, and how they reach people. */
export const notificationRoutes = [notifications, notificationLink, notificationSettings, deliveries, webhooks] as const;
