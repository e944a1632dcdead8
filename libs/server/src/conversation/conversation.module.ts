import { Module } from '@nestjs/common';
import { ConversationController } from './conversation.controller.js';
import { ConversationQueries } from './conversation.queries.js';
import { ConversationReader } from './conversation.reader.js';
import { ConversationService } from './conversation.service.js';
import { QuestionQueries } from './question.queries.js';

@Module({
  controllers: [ConversationController],
  providers: [ConversationService, ConversationQueries, QuestionQueries, ConversationReader],
})
export class ConversationModule {}
