import { Module } from '@nestjs/common';
import { ExpertController } from './expert.controller.js';
import { ExpertQueries } from './expert.queries.js';
import { ExpertReader } from './expert.reader.js';
import { ExpertService } from './expert.service.js';

@Module({ controllers: [ExpertController], providers: [ExpertQueries, ExpertReader, ExpertService] })
export class ExpertModule {}
