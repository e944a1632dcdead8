import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock } from '../clock.js';
import { CONFIG, type Config } from '../config/config.js';
import { Log } from './log.js';
import { Metrics } from './metrics.js';

/** Configuration, clock, log and metrics: what every other module may ask for. */
@Global()
@Module({})
export class ObserveModule {
  static with(config: Config): DynamicModule {
    return {
      module: ObserveModule,
      providers: [{ provide: CONFIG, useValue: config }, Clock, Log, Metrics],
      exports: [CONFIG, Clock, Log, Metrics],
    };
  }
}
