import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './frame';

const membersToday = createRoute({
  getParentRoute: () => inside,
  path: '/members-today',
  staticData: { needs: 'console.read' },
  validateSearch: ({ alliance }: Record<string, unknown>): { alliance?: string } =>
    typeof alliance === 'string' && /^[\da-f-]{36}$/i.test(alliance) ? { alliance } : {},
  component: lazyRouteComponent(() => import('../features/member-console/member-console.page'), 'MemberConsolePage'),
});

const reminders = createRoute({
  getParentRoute: () => inside,
  path: '/reminders',
  staticData: { needs: 'reminder.answer' },
  component: lazyRouteComponent(() => import('../features/member-console/reminders.page'), 'RemindersPage'),
});

/** What members owe, and what they were reminded of. */
export const memberConsoleRoutes = [membersToday, reminders] as const;
