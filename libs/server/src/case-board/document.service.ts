import type { ConsultationDocument, describeDocument, listConsultationDocuments } from '@alliance/contracts/consultation-document.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { mayWriteOnBoard, treats } from '@alliance/domain/case-board/case-board.policy';
import { preparationOf } from '@alliance/domain/case-board/preparation';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable, type StreamableFile } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database } from '../platform/db/database.js';
import { Files } from '../platform/files/files.js';
import { BoardCaseReader, seesWords, tellBoard, type CaseRow } from './board-case.reader.js';
import { documentRows, documentView, shownName, type DocumentRow } from './document.row.js';
import { DocumentStore } from './document.store.js';

type Description = InputOf<typeof describeDocument>['body'];

/** Documents of a consultation: looked at, described, taken out. */
@Injectable()
export class DocumentService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly cases: BoardCaseReader,
    private readonly documents: DocumentStore,
    private readonly files: Files,
    private readonly audit: AuditLog,
  ) {}

  /** @throws Refusal consultation.not_found */
  list(actor: Actor, id: string): Promise<AnswerOf<typeof listConsultationDocuments>> {
    return this.database.write(actor, async (tx) => {
      const row = await this.cases.forReading(tx, actor, id, 'consultation.documents_read');
      const rows = await tx.rows<DocumentRow>(`${documentRows} order by d.at, d.id`, [id]);
      return {
        items: rows.map((each) => documentView(each, row, actor)),
        preparation: treats(row, actor) ? preparationOf(row.specialty, rows, { isLesson: row.kind === 'teaching' }) : [],
        mayAdd: mayWriteOnBoard(actor, row),
      };
    });
  }

  /** @throws Refusal consultation.not_found, access.not_found for what one may not see, file.quarantined */
  async content(actor: Actor, id: string, documentId: string): Promise<StreamableFile> {
    const [document, name] = await this.database.write(actor, async (tx) => {
      const row = await this.cases.one(tx, id);
      const found = await this.documents.one(tx, id, documentId);
      await this.audit.seen(tx, actor, { action: 'file.download', objectKind: 'consultation_document', objectIds: [documentId] });
      return [found, shownName(found, seesWords(row, actor))] as const;
    });
    return this.files.download(document.storageKey, { ...document, name });
  }

  /** @throws Refusal access.not_found, consultation.not_your_action for a document of another hospital */
  describe(actor: Actor, id: string, documentId: string, { kind, title, deidentified }: Description): Promise<ConsultationDocument> {
    return this.commands.run(actor, async (work) => {
      const [row, document] = await this.own(work, actor, id, documentId);
      const now = kind ?? document.kind;
      await work.rows('update consultation_document set kind = $2, title = $3, deidentified = $4 where id = $1', [
        ...[documentId, now, title === undefined ? document.title : title],
        // a consent paper always says whose it is
        (deidentified ?? document.deidentified) && now !== 'consent',
      ]);
      tellBoard(work, row, 'document_described', documentId);
      return documentView(await this.documents.one(work, id, documentId), row, actor);
    });
  }

  /** It leaves the board too; its row and its file stay. @throws Refusal consultation.consent_missing for the consent of what was sent */
  remove(actor: Actor, id: string, documentId: string): Promise<void> {
    return this.commands.run(actor, async (work) => {
      const [row] = await this.own(work, actor, id, documentId);
      if (row.sent && row.consentDocumentId === documentId) throw new Refusal('consultation.consent_missing');
      const gone = [documentId, work.now, actor.personId];
      await work.rows('update consultation_document set removed_at = $2, removed_by = $3 where id = $1', gone);
      await work.rows('update board_item set removed_at = $2, removed_by = $3 where document_id = $1 and removed_at is null', gone);
      tellBoard(work, row, 'document_removed', documentId);
    });
  }

  private async own(work: Work, actor: Actor, id: string, documentId: string): Promise<[CaseRow, DocumentRow]> {
    const row = await this.cases.forWriting(work, actor, id);
    const document = await this.documents.one(work, id, documentId);
    if (document.institutionId !== actor.institutionId) throw new Refusal('consultation.not_your_action', { action: 'document' });
    return [row, document];
  }
}
