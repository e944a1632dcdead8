import { Module } from '@nestjs/common';
import { FormularyController } from './formulary.controller.js';
import { FormularyQueries } from './formulary.queries.js';
import { FormularyReader } from './formulary.reader.js';
import { FormularyService } from './formulary.service.js';

@Module({ controllers: [FormularyController], providers: [FormularyQueries, FormularyService, FormularyReader] })
export class FormularyModule {}
