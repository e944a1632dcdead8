import { Module } from '@nestjs/common';
import { RecognitionExportService } from './recognition-export.service.js';
import { RecognitionFiguresController } from './recognition-figures.controller.js';
import { RecognitionFiguresQueries } from './recognition-figures.queries.js';

@Module({ controllers: [RecognitionFiguresController], providers: [RecognitionFiguresQueries, RecognitionExportService] })
export class RecognitionFiguresModule {}
