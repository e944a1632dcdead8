import { Module } from '@nestjs/common';
import { BoardCaseReader } from './board-case.reader.js';
import { CaseBoardController } from './case-board.controller.js';
import { CaseBoardQueries } from './case-board.queries.js';
import { CaseBoardService } from './case-board.service.js';
import { CaseNoteService } from './case-note.service.js';
import { DocumentController } from './document.controller.js';
import { DocumentService } from './document.service.js';
import { DocumentStore } from './document.store.js';
import { TakeOverService } from './take-over.service.js';

@Module({
  controllers: [DocumentController, CaseBoardController],
  providers: [BoardCaseReader, DocumentStore, DocumentService, TakeOverService, CaseBoardQueries, CaseBoardService, CaseNoteService],
})
export class CaseBoardModule {}
