import { Controller } from '@nestjs/common';
import * as board from '@alliance/contracts/case-board.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { CaseBoardQueries } from './case-board.queries.js';
import { CaseBoardService } from './case-board.service.js';
import { CaseNoteService } from './case-note.service.js';

@May('consultation.read')
@Controller()
export class CaseBoardController {
  constructor(
    private readonly queries: CaseBoardQueries,
    private readonly board: CaseBoardService,
    private readonly notes: CaseNoteService,
  ) {}

  @Handle(board.getCaseBoard)
  look(@Input() { params }: InputOf<typeof board.getCaseBoard>, @Me() actor: Actor) {
    return this.queries.board(actor, params.id);
  }

  @Handle(board.putOnBoard)
  put(@Input() { params, body }: InputOf<typeof board.putOnBoard>, @Me() actor: Actor) {
    return this.board.put(actor, params.id, body);
  }

  @Handle(board.takeFromBoard)
  take(@Input() { params }: InputOf<typeof board.takeFromBoard>, @Me() actor: Actor) {
    return this.board.take(actor, params.id, params.itemId);
  }

  @Handle(board.drawMark)
  draw(@Input() { params, body }: InputOf<typeof board.drawMark>, @Me() actor: Actor) {
    return this.board.draw(actor, params.id, body);
  }

  @Handle(board.eraseMark)
  erase(@Input() { params }: InputOf<typeof board.eraseMark>, @Me() actor: Actor) {
    return this.board.erase(actor, params.id, params.markId);
  }

  @Handle(board.showToAll)
  show(@Input() { params, body }: InputOf<typeof board.showToAll>, @Me() actor: Actor) {
    return this.board.show(actor, params.id, body);
  }

  @Handle(board.writeCaseNote)
  note(@Input() { params, body }: InputOf<typeof board.writeCaseNote>, @Me() actor: Actor) {
    return this.notes.write(actor, params.id, params.noteId, body);
  }

  @Handle(board.caseNoteVersions)
  versions(@Input() { params }: InputOf<typeof board.caseNoteVersions>, @Me() actor: Actor) {
    return this.queries.versions(actor, params.id, params.noteId);
  }
}
