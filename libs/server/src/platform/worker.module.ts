import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { SystemDatabase } from './db/system-database.js';
import { DeliveryMetrics } from './delivery/delivery.metrics.js';
import { DeliveryStore } from './delivery/delivery.store.js';
import { Sender } from './delivery/sender.js';
import { Janitor } from './events/janitor.js';
import { Relay } from './events/relay.js';
import { FileSweeper } from './files/sweeper.js';
import { JobRunner } from './jobs/job-runner.js';
import { LivePublisher } from './live/live.publisher.js';
import { PlatformModule } from './platform.module.js';
import { TimerRunner } from './timers/timer-runner.js';
import { WorkerHealth } from './worker-health.js';

/** The worker process: relay, timers, jobs, messages to the outside, and its own health. */
@Global()
@Module({
  imports: [DiscoveryModule, PlatformModule],
  providers: [
    SystemDatabase,
    LivePublisher,
    Relay,
    TimerRunner,
    JobRunner,
    Janitor,
    FileSweeper,
    WorkerHealth,
    DeliveryStore,
    DeliveryMetrics,
    Sender,
  ],
  exports: [Relay, Sender, SystemDatabase, FileSweeper],
})
export class WorkerPlatformModule {}
