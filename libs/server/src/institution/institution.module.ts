import { Module } from '@nestjs/common';
import { InstitutionController } from './institution.controller.js';
import { InstitutionQueries } from './institution.queries.js';
import { InstitutionReader } from './institution.reader.js';

@Module({ controllers: [InstitutionController], providers: [InstitutionQueries, InstitutionReader] })
export class InstitutionModule {}
