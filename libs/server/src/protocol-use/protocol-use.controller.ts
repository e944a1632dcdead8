import { Controller } from '@nestjs/common';
import * as adoption from '@alliance/contracts/adoption.contract';
import * as search from '@alliance/contracts/protocol-search.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { AdoptionService } from './adoption.service.js';
import { FeedbackService } from './feedback.service.js';
import { ReadingService } from './reading.service.js';
import { SearchQueries } from './search.queries.js';

type In<R extends Route> = InputOf<R>;

/** What members do with a protocol: adopt, read, be asked about it. */
@May('protocol.read')
@Controller()
export class AdoptionController {
  constructor(
    private readonly adoptions: AdoptionService,
    private readonly readings: ReadingService,
  ) {}

  @Handle(adoption.getAdoption)
  own(@Input() { params }: In<typeof adoption.getAdoption>, @Me() actor: Actor) {
    return this.adoptions.get(actor, params.id);
  }

  @May('protocol.adopt')
  @Handle(adoption.adoptVersion)
  adopt(@Input() { params, body }: In<typeof adoption.adoptVersion>, @Me() actor: Actor) {
    return this.adoptions.adopt(actor, params.id, body);
  }

  @Handle(adoption.listAdoptions)
  list(@Input() { params }: In<typeof adoption.listAdoptions>, @Me() actor: Actor) {
    return this.adoptions.list(actor, params.id);
  }

  @May('protocol.adopt')
  @Handle(adoption.listReaders)
  readers(@Input() { params }: In<typeof adoption.listReaders>, @Me() actor: Actor) {
    return this.readings.readers(actor, params.id);
  }

  @Handle(adoption.getMyReading)
  mine(@Input() { params }: In<typeof adoption.getMyReading>, @Me() actor: Actor) {
    return this.readings.mine(actor, params.id, params.n);
  }

  @May('protocol.acknowledge')
  @Handle(adoption.acknowledgeVersion)
  acknowledge(@Input() { params }: In<typeof adoption.acknowledgeVersion>, @Me() actor: Actor) {
    return this.readings.acknowledge(actor, params.id, params.n);
  }

  @May('protocol.acknowledge')
  @Handle(adoption.takeQuiz)
  quiz(@Input() { params, body }: In<typeof adoption.takeQuiz>, @Me() actor: Actor) {
    return this.readings.attempt(actor, params.id, params.n, body);
  }
}

/** Finding protocols, and telling their authors. */
@May('protocol.read')
@Controller()
export class ProtocolSearchController {
  constructor(
    private readonly queries: SearchQueries,
    private readonly feedback: FeedbackService,
  ) {}

  @Handle(search.searchProtocols)
  search(@Input() { query }: In<typeof search.searchProtocols>, @Me() actor: Actor) {
    return this.queries.search(actor, query);
  }

  @May('protocol.author')
  @Handle(search.listSearchMisses)
  misses(@Input() { query }: In<typeof search.listSearchMisses>, @Me() actor: Actor) {
    return this.queries.misses(actor, query);
  }

  @Handle(search.giveFeedback)
  give(@Input() { params, body }: In<typeof search.giveFeedback>, @Me() actor: Actor) {
    return this.feedback.give(actor, params.id, body);
  }

  @Handle(search.listFeedback)
  list(@Input() { params, query }: In<typeof search.listFeedback>, @Me() actor: Actor) {
    return this.feedback.list(actor, params.id, query);
  }

  @May('protocol.author')
  @Handle(search.answerFeedback)
  answer(@Input() { params, body }: In<typeof search.answerFeedback>, @Me() actor: Actor) {
    return this.feedback.answer(actor, params.id, body);
  }

  @Handle(search.getUsage)
  usage(@Input() { params }: In<typeof search.getUsage>, @Me() actor: Actor) {
    return this.feedback.usage(actor, params.id);
  }
}
