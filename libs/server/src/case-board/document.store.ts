import type { Attachment } from '@alliance/contracts/attachment.contract';
import type { Actor } from '@alliance/domain/access/actor';
import type { DocumentKind } from '@alliance/domain/case-board/case-board.codes';
import { documentQuota } from '@alliance/domain/document/document';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import type { Transaction } from '../platform/db/database.js';
import type { StoredFile } from '../platform/files/files.js';
import { DocumentParents, type DocumentParent } from '../platform/upload/document-parents.js';
import { BoardCaseReader, tellBoard, type CaseRow } from './board-case.reader.js';
import { documentRows, type DocumentRow } from './document.row.js';

const insert = `
  insert into consultation_document (id, consultation_id, institution_id, person_id, kind, name, media_type, bytes, sha256, storage_key, quarantine, at,
    source_id, title, deidentified)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
  on conflict (consultation_id, source_id) where source_id is not null and removed_at is null do nothing returning id`;
/** Documents and announced ones; the upload that is becoming a document counts once. */
const used = `
  select coalesce(sum(bytes), 0)::float8 as bytes, count(*)::int as files from (
    select bytes from consultation_document where consultation_id = $1 and removed_at is null
    union all select bytes from upload where consultation_id = $1 and id <> $2) held`;

/** What a document of another subject brings along. */
export interface Described {
  readonly kind: DocumentKind;
  readonly title: string | null;
  readonly deidentified: boolean;
  readonly sourceId: string | null;
}
const unread = (mediaType: string): Described => ({ kind: kindOf(mediaType), title: null, deidentified: false, sourceId: null });
/** What it probably is; whoever added it says more. */
export const kindOf = (mediaType: string): DocumentKind => (mediaType === 'application/pdf' ? 'report' : 'image');

/** Documents of a consultation: its treating hospitals add them until it is over. */
@Injectable()
export class DocumentStore implements DocumentParent, OnModuleInit {
  readonly shelf = 'consultation';

  constructor(
    private readonly cases: BoardCaseReader,
    private readonly parents: DocumentParents,
  ) {}

  onModuleInit(): void {
    this.parents.register('consultation', this);
  }

  /** @throws Refusal consultation.*, file.consultation_full */
  async announce(work: Work, actor: Actor, caseId: string, id: string, bytes: number): Promise<CaseRow> {
    const row = await this.cases.forWriting(work, actor, caseId);
    await work.rows(`select pg_advisory_xact_lock(hashtextextended('documents ' || $1, 0))`, [caseId]);
    const [held] = await work.rows<{ bytes: number; files: number }>(used, [caseId, id]);
    const { filesPerReferral: maxFiles, bytesPerReferral } = documentQuota;
    if (held && held.files < maxFiles && held.bytes + bytes <= bytesPerReferral) return row;
    throw new Refusal('file.consultation_full', { maxFiles, maxMegabytes: Math.floor(bytesPerReferral / 1_048_576) });
  }

  /** @throws Refusal as `announce` */
  async add(work: Work, actor: Actor, caseId: string, id: string, stored: StoredFile): Promise<Attachment> {
    const row = await this.announce(work, actor, caseId, id, stored.bytes);
    await this.write(work, actor, row, id, stored, unread(stored.mediaType));
    return this.attachment(work, caseId, id);
  }

  /** @returns whether it was written: of what was taken over at the same time, one copy stays */
  async write(work: Work, actor: Actor, row: CaseRow, id: string, stored: StoredFile, about: Described): Promise<boolean> {
    const { key, name, mediaType, bytes, sha256, quarantine } = stored;
    const { kind, title, deidentified, sourceId } = about;
    const written = await work.rows(insert, [
      ...[id, row.id, actor.institutionId, actor.personId, kind, name, mediaType, bytes, sha256, key, quarantine, work.now],
      ...[sourceId, title, deidentified],
    ]);
    if (written.length) tellBoard(work, row, quarantine ? 'document_quarantined' : 'document_added', id);
    return written.length > 0;
  }

  /** @throws Refusal access.not_found */
  async one(tx: Transaction, caseId: string, id: string): Promise<DocumentRow> {
    const [row] = await tx.rows<DocumentRow>(`${documentRows} and d.id = $2`, [caseId, id]);
    if (!row) throw new Refusal('access.not_found');
    return row;
  }

  async byPerson(tx: Transaction, actor: Actor, id: string): Promise<{ attachment: Attachment; parentId: string } | undefined> {
    const [own] = await tx.rows<{ parent: string }>(
      'select consultation_id as parent from consultation_document where id = $1 and person_id = $2 and removed_at is null',
      [id, actor.personId],
    );
    return own && { attachment: await this.attachment(tx, own.parent, id), parentId: own.parent };
  }

  private async attachment(tx: Transaction, caseId: string, id: string): Promise<Attachment> {
    const { name, mediaType, bytes, at, institution, quarantine } = await this.one(tx, caseId, id);
    return { id, name, mediaType, bytes, at: at.toISOString(), institution, quarantine };
  }
}
