import type { BoardFocus, BoardItem, BoardMark, CaseBoardView, CaseNote } from '@alliance/contracts/case-board.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import type { caseNoteVersions } from '@alliance/contracts/case-board.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { mayRemoveFromBoard, mayWriteOnBoard } from '@alliance/domain/case-board/case-board.policy';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/db/database.js';
import { BoardCaseReader, seesWords, type CaseRow } from './board-case.reader.js';
import { shownName, type DocumentRow } from './document.row.js';

const hand = (alias: string) => `
    jsonb_build_object('id', ${alias}.person_id, 'name', (select p.name from person p where p.id = ${alias}.person_id)) as by,
    jsonb_build_object('id', ${alias}.institution_id, 'name', (select i.name from institution i where i.id = ${alias}.institution_id)) as institution, ${alias}.at`;
const items = `
  select t.id, t.kind, t.page, t.text, ${hand('t')},
    (select jsonb_build_object('id', d.id, 'name', d.name, 'title', d.title, 'kind', d.kind, 'mediaType', d.media_type) from consultation_document d where d.id = t.document_id) as document
  from board_item t where t.consultation_id = $1`;
const marks = `
  select m.id, m.item_id as "itemId", m.page, m.kind, m.points, m.text, ${hand('m')}
  from board_mark m where m.consultation_id = $1`;
const notes = `
  select n.note_id as id, n.version, n.text, ${hand('n')},
    array(select p.name from case_note o join person p on p.id = o.person_id where o.note_id = n.note_id group by p.id, p.name order by min(o.version)) as writers
  from case_note n where n.consultation_id = $1 and not exists (select 1 from case_note l where l.note_id = n.note_id and l.version > n.version)`;
const versions = `select n.note_id as id, n.version, n.text, ${hand('n')} from case_note n where n.consultation_id = $1 and n.note_id = $2 order by n.version`;
const focus = `
  select f.item_id as "itemId", f.page, f.zoom, f.x, f.y, jsonb_build_object('id', f.person_id, 'name', (select p.name from person p where p.id = f.person_id)) as by,
    f.at, f.version from board_focus f where f.consultation_id = $1`;

type Stored<T> = Omit<T, 'at' | 'mayRemove' | 'document'> & { readonly at: Date };
type ItemRow = Stored<BoardItem> & { readonly document: Pick<DocumentRow, 'id' | 'name' | 'title' | 'kind' | 'mediaType'> | null };
const dated = <T extends { readonly at: Date }>(row: T) => ({ ...row, at: row.at.toISOString() });

/** The board as somebody sees it. Marks lie in the order of their ids, whatever the order they came in. */
@Injectable()
export class CaseBoardQueries {
  constructor(
    private readonly database: Database,
    private readonly cases: BoardCaseReader,
  ) {}

  /** @throws Refusal consultation.not_found */
  board(actor: Actor, id: string): Promise<CaseBoardView> {
    return this.database.write(actor, async (tx) => {
      const row = await this.cases.forReading(tx, actor, id, 'consultation.board_read');
      const lying = await tx.rows<ItemRow>(`${items} and t.removed_at is null order by t.position, t.id`, [id]);
      const drawn = await tx.rows<Stored<BoardMark>>(
        `${marks} and m.removed_at is null and exists (select 1 from board_item t where t.id = m.item_id and t.removed_at is null) order by m.id`,
        [id],
      );
      return {
        items: lying.map((each) => itemView(each, row, actor)),
        marks: drawn.map((each) => markView(each, row, actor)),
        notes: (await tx.rows<Stored<CaseNote>>(`${notes} order by n.note_id`, [id])).map(dated),
        focus: await this.focus(tx, id),
        mayWrite: mayWriteOnBoard(actor, row),
      };
    });
  }

  /** @throws Refusal consultation.not_found, access.not_found */
  versions(actor: Actor, id: string, noteId: string): Promise<AnswerOf<typeof caseNoteVersions>> {
    return this.database.write(actor, async (tx) => {
      await this.cases.forReading(tx, actor, id, 'consultation.board_read');
      const found = await tx.rows<Stored<Omit<CaseNote, 'writers'>>>(versions, [id, noteId]);
      if (!found.length) throw new Refusal('access.not_found');
      return { items: found.map(dated) };
    });
  }

  /** @throws Refusal access.not_found */
  async item(tx: Transaction, actor: Actor, row: CaseRow, id: string): Promise<BoardItem> {
    const [found] = await tx.rows<ItemRow>(`${items} and t.id = $2`, [row.id, id]);
    if (!found) throw new Refusal('access.not_found');
    return itemView(found, row, actor);
  }

  /** @throws Refusal access.not_found */
  async mark(tx: Transaction, actor: Actor, row: CaseRow, id: string): Promise<BoardMark> {
    const [found] = await tx.rows<Stored<BoardMark>>(`${marks} and m.id = $2`, [row.id, id]);
    if (!found) throw new Refusal('access.not_found');
    return markView(found, row, actor);
  }

  /** The last version of a note; undefined before there is one. */
  async note(tx: Transaction, caseId: string, noteId: string): Promise<CaseNote | undefined> {
    const [found] = await tx.rows<Stored<CaseNote>>(`${notes} and n.note_id = $2`, [caseId, noteId]);
    return found && dated(found);
  }

  async focus(tx: Transaction, caseId: string): Promise<BoardFocus | null> {
    const [found] = await tx.rows<Stored<BoardFocus>>(focus, [caseId]);
    return found ? dated(found) : null;
  }
}

const itemView = ({ document, ...row }: ItemRow, of: CaseRow, actor: Actor): BoardItem => ({
  ...dated(row),
  document: document && {
    id: document.id,
    mediaType: document.mediaType,
    name: document.title ?? shownName(document, seesWords(of, actor)),
  },
  mayRemove: mayRemoveFromBoard(actor, of, row.by.id),
});
const markView = (row: Stored<BoardMark>, of: CaseRow, actor: Actor): BoardMark => ({
  ...dated(row),
  text: seesWords(of, actor) ? row.text : null,
  mayRemove: mayRemoveFromBoard(actor, of, row.by.id),
});
