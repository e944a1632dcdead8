import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What an operator watches. Labels are codes and route patterns, never ids. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly httpSeconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer, by route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });
  readonly relayed = new Counter({ name: 'relay_events_total', help: 'Events numbered for an inbox', registers: [this.registry] });
  readonly relayLag = new Gauge({
    name: 'outbox_oldest_seconds',
    help: 'Age of the oldest event not yet numbered',
    registers: [this.registry],
  });
  readonly timersFired = new Counter({
    name: 'timers_fired_total',
    help: 'Timers fired, by kind and by who was first',
    labelNames: ['kind', 'by'],
    registers: [this.registry],
  });
  readonly timersOverdue = new Gauge({ name: 'timer_overdue', help: 'Timers due for more than ten seconds', registers: [this.registry] });
  readonly sockets = new Gauge({ name: 'sockets', help: 'Open sockets of this process', registers: [this.registry] });
  readonly denied = new Counter({
    name: 'authz_denied_total',
    help: 'Refused by policy, by code',
    labelNames: ['code'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
