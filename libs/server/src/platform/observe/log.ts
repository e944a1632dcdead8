import { Inject, Injectable } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { CONFIG, type Config } from '../config/config.js';

/** Structured lines with an allow-list in mind: codes, ids, durations. Bodies, names and numbers of people never get here. */
@Injectable()
export class Log {
  private readonly logger: Logger;

  constructor(@Inject(CONFIG) config: Config) {
    this.logger = pino({
      level: config.LOG_LEVEL,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: {
        err: (error: unknown) =>
          error instanceof Error ? { type: error.name, message: firstLine(error.message), stack: error.stack } : error,
      },
    });
  }

  info(facts: object, message: string): void {
    this.logger.info(facts, message);
  }
  warn(facts: object, message: string): void {
    this.logger.warn(facts, message);
  }
  error(facts: object, message: string): void {
    this.logger.error(facts, message);
  }
}

/** Database errors carry the failing row ("Key (name)=(…)") behind their first line. */
const firstLine = (message: string): string => message.split('\n', 1)[0]?.slice(0, 300) ?? '';
