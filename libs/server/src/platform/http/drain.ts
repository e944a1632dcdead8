import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** SIGTERM: stop being ready first, so that nobody new is sent here while what runs is finished. */
@Injectable()
export class Drain implements OnModuleDestroy {
  started = false;

  onModuleDestroy(): void {
    this.started = true;
  }
}
