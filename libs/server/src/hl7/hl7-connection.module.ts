import { Module } from '@nestjs/common';
import { Hl7ConnectionController } from './hl7-connection.controller.js';
import { Hl7ConnectionQueries } from './hl7-connection.queries.js';
import { Hl7ConnectionService } from './hl7-connection.service.js';

/** In the API: which systems may send. */
@Module({ controllers: [Hl7ConnectionController], providers: [Hl7ConnectionQueries, Hl7ConnectionService] })
export class Hl7ConnectionModule {}
