import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { SystemDatabase } from './db/system-database.js';
import { Janitor } from './events/janitor.js';
import { Relay } from './events/relay.js';
import { JobRunner } from './jobs/job-runner.js';
import { LivePublisher } from './live/live.publisher.js';
import { PlatformModule } from './platform.module.js';
import { TimerRunner } from './timers/timer-runner.js';
import { WorkerHealth } from './worker-health.js';

/** The worker process: relay, timers, jobs, and its own health. */
@Global()
@Module({
  imports: [DiscoveryModule, PlatformModule],
  providers: [SystemDatabase, LivePublisher, Relay, TimerRunner, JobRunner, Janitor, WorkerHealth],
  exports: [Relay],
})
export class WorkerPlatformModule {}
