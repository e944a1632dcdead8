import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Relay } from '../platform/events/relay.js';
import { NotificationPlanner } from './notification.planner.js';
import { notify } from './notification.projection.js';

@Injectable()
export class NotificationWorker implements OnModuleInit {
  constructor(
    private readonly relay: Relay,
    private readonly planner: NotificationPlanner,
  ) {}

  onModuleInit(): void {
    this.relay.project(async (client, numbered) => {
      await notify(client, numbered);
      this.planner.expect();
    });
  }
}
