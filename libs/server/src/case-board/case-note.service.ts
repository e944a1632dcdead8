import type { CaseNote, writeCaseNote } from '@alliance/contracts/case-board.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { boardQuota } from '@alliance/domain/case-board/case-board.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import { BoardCaseReader, tellBoard } from './board-case.reader.js';
import { CaseBoardQueries } from './case-board.queries.js';

const insert = `
  insert into case_note (note_id, version, consultation_id, institution_id, person_id, text, at) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (note_id, version) do nothing returning version`;

/** Notes that several write: every version stays, and whoever was second reads the other's words before writing on. */
@Injectable()
export class CaseNoteService {
  constructor(
    private readonly commands: Commands,
    private readonly cases: BoardCaseReader,
    private readonly queries: CaseBoardQueries,
  ) {}

  /**
   * The same words from the same version again change nothing: a line that broke may ask twice.
   * @throws Refusal record.stale, access.not_found, board.full, consultation.*
   */
  write(actor: Actor, caseId: string, noteId: string, { version, text }: InputOf<typeof writeCaseNote>['body']): Promise<CaseNote> {
    return this.commands.run(actor, async (work) => {
      const row = await this.cases.forWriting(work, actor, caseId);
      const before = await this.queries.note(work, caseId, noteId);
      if (before && before.version === version + 1 && before.text === text && before.by.id === actor.personId) return before;
      if (!before && version) throw new Refusal('access.not_found');
      if ((before?.version ?? 0) !== version) throw new Refusal('record.stale', { version: before?.version ?? 0 });
      if (!before) {
        const [held] = await work.rows<{ count: number }>(
          'select count(distinct note_id)::int as count from case_note where consultation_id = $1',
          [caseId],
        );
        if (held && held.count >= boardQuota.notes) throw new Refusal('board.full', { max: boardQuota.notes });
      }
      const written = await work.rows(insert, [noteId, version + 1, caseId, actor.institutionId, actor.personId, text, work.now]);
      const now = await this.queries.note(work, caseId, noteId);
      if (!written.length || !now) throw new Refusal('record.stale', { version });
      tellBoard(work, row, 'case_note_written', noteId);
      return now;
    });
  }
}
