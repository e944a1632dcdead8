import { Module } from '@nestjs/common';
import { Hl7ConnectionReader } from '../hl7/hl7-connection.reader.js';
import { InboundController } from './inbound.controller.js';
import { InboundQueries } from './inbound.queries.js';
import { InboundService } from './inbound.service.js';

/** What came in and could not be filed; it is composed with the filing of reports. */
@Module({ controllers: [InboundController], providers: [InboundService, InboundQueries, Hl7ConnectionReader] })
export class InboundModule {}
