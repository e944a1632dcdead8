import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { availabilitySearch, calendarSearch, type CalendarSearch } from '../features/calendar/calendar-search';
import { inside } from './frame';

const calendar = createRoute({
  getParentRoute: () => inside,
  path: '/calendar',
  staticData: { needs: 'availability.read' },
  validateSearch: (search: Record<string, unknown>): CalendarSearch => calendarSearch(search),
  component: lazyRouteComponent(() => import('../features/calendar/calendar.page'), 'CalendarPage'),
});

const availability = createRoute({
  getParentRoute: () => inside,
  path: '/calendar/availability',
  staticData: { needs: 'availability.read' },
  validateSearch: (search: Record<string, unknown>): { person?: string } => availabilitySearch(search),
  component: lazyRouteComponent(() => import('../features/calendar/availability.page'), 'AvailabilityPage'),
});

/** The week one can drag in, and when one can be asked. */
export const calendarRoutes = [calendar, availability] as const;
