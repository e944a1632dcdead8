import { Module } from '@nestjs/common';
import { FilingQueue } from './filing.queue.js';
import { MllpListener } from './mllp.listener.js';
import { Reception } from './reception.js';
import { Senders } from './senders.js';
import { Tally } from './tally.js';

/** The process that listens for HL7; it is composed with the filing of reports. */
@Module({ providers: [FilingQueue, MllpListener, Reception, Senders, Tally] })
export class Hl7ListenerModule {}
