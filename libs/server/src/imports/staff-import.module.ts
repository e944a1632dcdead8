import { Module } from '@nestjs/common';
import { PeopleImportService } from './people-import.service.js';
import { RotaImportService } from './rota-import.service.js';
import { StaffImportController } from './staff-import.controller.js';

@Module({ controllers: [StaffImportController], providers: [PeopleImportService, RotaImportService] })
export class StaffImportModule {}
