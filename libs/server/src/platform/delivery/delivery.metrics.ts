import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { Metrics } from '../observe/metrics.js';
import { DeliveryStore } from './delivery.store.js';

/** Whether messages leave. Waiting and oldest are asked of the database when somebody looks. */
@Injectable()
export class DeliveryMetrics {
  readonly sent: Counter;
  readonly undelivered: Counter;

  constructor({ registry }: Metrics, store: DeliveryStore) {
    const of = (name: string, help: string, ...labelNames: string[]) => ({ name, help, labelNames, registers: [registry] });
    this.sent = new Counter(of('deliveries_sent_total', 'Messages taken by their provider', 'channel'));
    this.undelivered = new Counter(of('deliveries_undelivered_total', 'Messages given up, by reason', 'channel', 'reason'));
    const oldest = new Gauge(of('delivery_oldest_seconds', 'Age of the oldest message that is due', 'channel'));
    new Gauge({
      ...of('deliveries_waiting', 'Messages that are due', 'channel'),
      async collect() {
        this.reset();
        oldest.reset();
        for (const row of await store.waiting()) {
          this.set({ channel: row.channel }, row.waiting);
          oldest.set({ channel: row.channel }, row.oldest);
        }
      },
    });
  }
}
