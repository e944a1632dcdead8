import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { Clock } from '../../platform/clock.js';
import { Log } from '../../platform/observe/log.js';
import { LiveKitEngine } from './livekit-engine.js';
import { MediaEngine } from './media-engine.js';
import { MeshEngine } from './mesh-engine.js';
import { SfuEngine } from './sfu-engine.js';
import { Turn } from './turn.js';

/** LiveKit where one is configured, else our own media process, else browser to browser. */
export function chooseEngine(config: Config, turn: Turn, log: Log): MediaEngine {
  if (config.LIVEKIT_URL) return new LiveKitEngine(log, config);
  return config.MEDIA_URL && config.MEDIA_ENGINE !== 'mesh' ? new SfuEngine(turn, log, config) : new MeshEngine(turn);
}

@Module({
  providers: [
    {
      provide: MediaEngine,
      inject: [CONFIG, Clock, Log],
      useFactory: (config: Config, clock: Clock, log: Log) => chooseEngine(config, new Turn(config, clock), log),
    },
  ],
  exports: [MediaEngine],
})
export class MediaModule {}
