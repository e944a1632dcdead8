import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import type { Providers } from '../discover.js';
import { timerHandlersOf } from './timer-runner.js';
import { timerKinds } from './timer.js';

/** @throws Error naming the kinds of timers that would come due with nobody there to see to them */
export function insistOnHandlers(found: Pick<Providers, 'getProviders'>, kinds: readonly string[] = timerKinds): void {
  const handlers = timerHandlersOf(found);
  const missing = kinds.filter((kind) => !handlers.has(kind));
  if (missing.length) throw new Error(`timers without a handler: ${missing.join(', ')}`);
}

@Injectable()
class TimerCheck implements OnModuleInit {
  constructor(private readonly found: DiscoveryService) {}

  onModuleInit(): void {
    insistOnHandlers(this.found);
  }
}

/** For the whole worker: a kind of timer that nobody handles keeps it from starting, before anything fires. */
@Module({ imports: [DiscoveryModule], providers: [TimerCheck] })
export class TimerCheckModule {}
