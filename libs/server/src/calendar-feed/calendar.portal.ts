import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import type { Portal } from './session.calendar.js';

/** Who invites: the address that mails come from; without mail, one that nobody writes to. */
@Injectable()
export class CalendarPortal implements Portal {
  readonly origin: string;
  readonly from: string;

  constructor(@Inject(CONFIG) { origin, SMTP_FROM }: Config) {
    this.origin = origin;
    this.from = SMTP_FROM ?? `noreply@${new URL(origin).hostname}`;
  }
}
