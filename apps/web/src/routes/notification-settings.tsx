import { CalendarFeedCard } from '../features/calendar-feed/calendar-feed-card';
import { NotificationSettingsPage } from '../features/notification/notification-settings.page';

/** How I am reached, and how my calendar program is. */
export const OwnSettingsPage = () => <NotificationSettingsPage beside={<CalendarFeedCard />} />;
