import { Module } from '@nestjs/common';
import { PairingController } from './pairing.controller.js';
import { PairingQueries } from './pairing.queries.js';

@Module({ controllers: [PairingController], providers: [PairingQueries] })
export class PairingModule {}
