import { Module } from '@nestjs/common';
import { ProtocolController } from './protocol.controller.js';
import { ProtocolFileService } from './protocol-file.service.js';
import { ProtocolQueries } from './protocol.queries.js';
import { ProtocolReader } from './protocol.reader.js';
import { ProtocolService } from './protocol.service.js';
import { ProtocolStore } from './protocol.store.js';
import { UsageCounter } from './usage.counter.js';
import { VersionController } from './version.controller.js';
import { VersionQueries } from './version.queries.js';
import { VersionService } from './version.service.js';
import { VersionStore } from './version.store.js';

@Module({
  controllers: [ProtocolController, VersionController],
  providers: [
    ProtocolQueries,
    ProtocolReader,
    ProtocolService,
    ProtocolStore,
    ProtocolFileService,
    VersionQueries,
    UsageCounter,
    VersionService,
    VersionStore,
  ],
  exports: [ProtocolReader],
})
export class ProtocolModule {}
