import * as contract from '@alliance/contracts/conversation.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ConversationQueries } from './conversation.queries.js';
import { ConversationService } from './conversation.service.js';
import { QuestionQueries } from './question.queries.js';

type In<R extends Route> = InputOf<R>;
const Ids = z.array(z.uuid()).min(1).max(100);

@May('referral.read')
@Controller()
export class ConversationController {
  constructor(
    private readonly conversations: ConversationService,
    private readonly queries: ConversationQueries,
    private readonly questions: QuestionQueries,
  ) {}

  @Handle(contract.listMessages)
  list(@Input() { params, query }: In<typeof contract.listMessages>, @Me() actor: Actor) {
    return this.queries.list(actor, params.id, query);
  }

  @Handle(contract.sendMessage)
  send(@Input() { params, body }: In<typeof contract.sendMessage>, @Me() actor: Actor) {
    return this.conversations.send(actor, params.id, body);
  }

  @Handle(contract.readMessages)
  read(@Input() { params, body }: In<typeof contract.readMessages>, @Me() actor: Actor) {
    return this.conversations.read(actor, params.id, body.upTo);
  }

  @Handle(contract.withdrawMessage)
  withdraw(@Input() { params }: In<typeof contract.withdrawMessage>, @Me() actor: Actor) {
    return this.conversations.withdraw(actor, params.id);
  }

  @Handle(contract.findMentionable)
  people(@Input() { params, query }: In<typeof contract.findMentionable>, @Me() actor: Actor) {
    return this.queries.people(actor, params.id, query);
  }

  @Handle(contract.countMessages)
  counts(@Input() { query }: In<typeof contract.countMessages>, @Me() actor: Actor) {
    const ids = Ids.safeParse(query.referralIds.split(','));
    if (!ids.data) throw new Refusal('request.invalid', { fields: ['referralIds'] });
    return this.queries.counts(actor, ids.data);
  }

  @Handle(contract.listQuestions)
  asked(@Input() { params }: In<typeof contract.listQuestions>, @Me() actor: Actor) {
    return this.questions.list(actor, params.id);
  }
}
