import { Injectable } from '@nestjs/common';

/** The only source of "now" for rules; tests set it. Due times are still compared by the database's own clock. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
