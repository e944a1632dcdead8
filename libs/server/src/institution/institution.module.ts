import { Module } from '@nestjs/common';
import { InstitutionController } from './institution.controller.js';
import { InstitutionQueries } from './institution.queries.js';

@Module({ controllers: [InstitutionController], providers: [InstitutionQueries] })
export class InstitutionModule {}
