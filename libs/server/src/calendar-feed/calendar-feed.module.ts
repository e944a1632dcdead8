import { Module } from '@nestjs/common';
import { CalendarEntryQueries } from './calendar-entry.queries.js';
import { CalendarFeedController } from './calendar-feed.controller.js';
import { CalendarFeedService } from './calendar-feed.service.js';
import { CalendarPortal } from './calendar.portal.js';
import { InvitationMail } from './invitation.mail.js';
import { InvitationWorker } from './invitation.worker.js';

@Module({ controllers: [CalendarFeedController], providers: [CalendarFeedService, CalendarEntryQueries, CalendarPortal] })
export class CalendarFeedModule {}

/** In the worker process. */
@Module({ providers: [InvitationWorker, InvitationMail, CalendarPortal] })
export class CalendarFeedWorkerModule {}
