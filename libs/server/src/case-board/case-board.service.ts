import type { BoardFocus, BoardItem, BoardMark, drawMark, putOnBoard, showToAll } from '@alliance/contracts/case-board.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { checkMark } from '@alliance/domain/case-board/case-board';
import { boardQuota } from '@alliance/domain/case-board/case-board.codes';
import { mayRemoveFromBoard } from '@alliance/domain/case-board/case-board.policy';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { BoardCaseReader, tellBoard } from './board-case.reader.js';
import { CaseBoardQueries } from './case-board.queries.js';
import { DocumentStore } from './document.store.js';

type Body<R extends Route> = InputOf<R> extends { body: infer B } ? B : never;
const insertItem = `
  insert into board_item (id, consultation_id, institution_id, person_id, position, kind, document_id, page, text, at)
  select $1, $2, $3, $4, (select coalesce(max(position), 0) + 1 from board_item where consultation_id = $2), $5, $6, $7, $8, $9
  on conflict (id) do nothing returning id`;
const insertMark = `
  insert into board_mark (id, consultation_id, institution_id, person_id, item_id, page, kind, points, text, at)
  values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10) on conflict (id) do nothing returning id`;
const insertFocus = `
  insert into board_focus (consultation_id, institution_id, person_id, item_id, page, zoom, x, y, version, at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9) on conflict (consultation_id) do nothing returning version`;
const updateFocus = `
  update board_focus set institution_id = $2, person_id = $3, item_id = $4, page = $5, zoom = $6, x = $7, y = $8, at = $9, version = version + 1
  where consultation_id = $1 and version = $10 returning version`;

/** What lies on the board and what is drawn on it: added under an id of its maker, and taken away. Sent twice, it is there once. */
@Injectable()
export class CaseBoardService {
  constructor(
    private readonly commands: Commands,
    private readonly cases: BoardCaseReader,
    private readonly queries: CaseBoardQueries,
    private readonly documents: DocumentStore,
  ) {}

  /** @throws Refusal request.invalid, access.not_found, file.quarantined, board.full, consultation.* */
  put(actor: Actor, caseId: string, { id, kind, documentId, page, text }: Body<typeof putOnBoard>): Promise<BoardItem> {
    return this.commands.run(actor, async (work) => {
      const row = await this.cases.forWriting(work, actor, caseId);
      const isNote = kind === 'note';
      if (isNote ? !text || documentId : !documentId || text)
        throw new Refusal('request.invalid', { fields: [isNote ? 'text' : 'documentId'] });
      if (documentId && (await this.documents.one(work, caseId, documentId)).quarantine) throw new Refusal('file.quarantined');
      await this.makeRoom(work, 'board_item', caseId, boardQuota.items);
      const { institutionId, personId } = actor;
      const put = [id, caseId, institutionId, personId, kind, documentId ?? null, page, text ?? null, work.now];
      if ((await work.rows(insertItem, put)).length) tellBoard(work, row, 'board_put', id);
      return this.queries.item(work, actor, row, id);
    });
  }

  /** @throws Refusal access.not_found, consultation.* */
  take(actor: Actor, caseId: string, itemId: string): Promise<void> {
    return this.remove(actor, caseId, 'board_item', itemId);
  }

  /** @throws Refusal request.invalid, access.not_found where there is nothing to draw on, board.full, consultation.* */
  draw(actor: Actor, caseId: string, { id, itemId, page, kind, points, text = '' }: Body<typeof drawMark>): Promise<BoardMark> {
    return this.commands.run(actor, async (work) => {
      const row = await this.cases.forWriting(work, actor, caseId);
      checkMark({ kind, points, text });
      await this.queries.item(work, actor, row, itemId);
      await this.makeRoom(work, 'board_mark', caseId, boardQuota.marks);
      const { institutionId, personId } = actor;
      const drawn = [id, caseId, institutionId, personId, itemId, page, kind, JSON.stringify(points), text || null, work.now];
      if ((await work.rows(insertMark, drawn)).length) tellBoard(work, row, 'board_drawn', id);
      return this.queries.mark(work, actor, row, id);
    });
  }

  /** @throws Refusal access.not_found, consultation.* */
  erase(actor: Actor, caseId: string, markId: string): Promise<void> {
    return this.remove(actor, caseId, 'board_mark', markId);
  }

  /** @throws Refusal record.stale where somebody else shows something meanwhile, access.not_found, consultation.* */
  show(actor: Actor, caseId: string, { version, itemId, page, zoom, x, y }: Body<typeof showToAll>): Promise<BoardFocus> {
    return this.commands.run(actor, async (work) => {
      const row = await this.cases.forWriting(work, actor, caseId);
      if (itemId) await this.queries.item(work, actor, row, itemId);
      const shown = [caseId, actor.institutionId, actor.personId, itemId, page, zoom, x, y, work.now];
      const [moved] = version ? await work.rows(updateFocus, [...shown, version]) : await work.rows(insertFocus, shown);
      const now = await this.queries.focus(work, caseId);
      if (!moved || !now) throw new Refusal('record.stale', { version });
      tellBoard(work, row, 'board_shown', caseId);
      return now;
    });
  }

  private remove(actor: Actor, caseId: string, table: 'board_item' | 'board_mark', id: string): Promise<void> {
    return this.commands.run(actor, async (work) => {
      const row = await this.cases.forWriting(work, actor, caseId);
      const [piece] = await work.rows<{ person: string; gone: boolean }>(
        `select person_id as person, removed_at is not null as gone from ${table} where id = $1 and consultation_id = $2`,
        [id, caseId],
      );
      if (!piece) throw new Refusal('access.not_found');
      if (!mayRemoveFromBoard(actor, row, piece.person)) throw new Refusal('consultation.not_your_action', { action: 'board' });
      if (piece.gone) return;
      await work.rows(`update ${table} set removed_at = $2, removed_by = $3 where id = $1 and removed_at is null`, [
        id,
        work.now,
        actor.personId,
      ]);
      tellBoard(work, row, table === 'board_item' ? 'board_taken' : 'board_erased', id);
    });
  }

  private async makeRoom(work: Work, table: 'board_item' | 'board_mark', caseId: string, max: number): Promise<void> {
    const [held] = await work.rows<{ count: number }>(
      `select count(*)::int as count from ${table} where consultation_id = $1 and removed_at is null`,
      [caseId],
    );
    if (held && held.count >= max) throw new Refusal('board.full', { max });
  }
}
