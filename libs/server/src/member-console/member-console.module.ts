import { Module } from '@nestjs/common';
import { MemberConsoleController } from './member-console.controller.js';
import { MemberConsoleQueries } from './member-console.queries.js';
import { ReminderService } from './reminder.service.js';

@Module({ controllers: [MemberConsoleController], providers: [MemberConsoleQueries, ReminderService] })
export class MemberConsoleModule {}
