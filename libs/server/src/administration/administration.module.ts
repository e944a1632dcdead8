import { Module } from '@nestjs/common';
import { InstitutionReader } from '../institution/institution.reader.js';
import { AdministrationController } from './administration.controller.js';
import { DepartmentService } from './department.service.js';
import { OfferService } from './offer.service.js';
import { OwnInstitution } from './own-institution.js';
import { RegistryService } from './registry.service.js';

@Module({
  controllers: [AdministrationController],
  providers: [InstitutionReader, RegistryService, OwnInstitution, DepartmentService, OfferService],
})
export class AdministrationModule {}
