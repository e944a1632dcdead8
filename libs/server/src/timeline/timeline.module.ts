import { Module } from '@nestjs/common';
import { TimelineController } from './timeline.controller.js';
import { TimelineQueries } from './timeline.queries.js';

@Module({ controllers: [TimelineController], providers: [TimelineQueries] })
export class TimelineModule {}
