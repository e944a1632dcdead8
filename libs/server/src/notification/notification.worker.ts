import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Relay } from '../platform/events/relay.js';
import { notify } from './notification.projection.js';

@Injectable()
export class NotificationWorker implements OnModuleInit {
  constructor(private readonly relay: Relay) {}

  onModuleInit(): void {
    this.relay.project(notify);
  }
}
