import type { ConsultationDocument } from '@alliance/contracts/consultation-document.contract';
import type { Actor } from '@alliance/domain/access/actor';
import type { DocumentKind } from '@alliance/domain/case-board/case-board.codes';
import { mayWriteOnBoard } from '@alliance/domain/case-board/case-board.policy';
import type { QuarantineReason } from '@alliance/domain/document/document';
import { seesWords, type CaseRow } from './board-case.reader.js';

export interface DocumentRow {
  readonly id: string;
  readonly institutionId: string;
  readonly institution: string;
  readonly by: string;
  readonly kind: DocumentKind;
  readonly title: string | null;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly storageKey: string;
  readonly deidentified: boolean;
  readonly sourceId: string | null;
  readonly quarantine: QuarantineReason | null;
  readonly at: Date;
}

/** Documents that still belong to a consultation; what follows says which. */
export const documentRows = `
  select d.id, d.institution_id as "institutionId", i.name as institution, p.name as by, d.kind, d.title, d.name, d.media_type as "mediaType",
    d.bytes::float8 as bytes, d.storage_key as "storageKey", d.deidentified, d.source_id as "sourceId", d.quarantine, d.at
  from consultation_document d join institution i on i.id = d.institution_id join person p on p.id = d.person_id
  where d.removed_at is null and d.consultation_id = $1`;

const extensionOf: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/dicom': 'dcm',
};

/** A file's name often says who is ill: who only watches reads what it is instead. */
export const shownName = (
  { name, title, kind, mediaType }: Pick<DocumentRow, 'name' | 'title' | 'kind' | 'mediaType'>,
  words: boolean,
): string => (words ? name : `${title ?? kind}.${extensionOf[mediaType] ?? 'bin'}`);

export function documentView(row: DocumentRow, of: CaseRow, actor: Actor): ConsultationDocument {
  const { storageKey: _key, institutionId, ...shown } = row;
  return {
    ...shown,
    name: shownName(row, seesWords(of, actor)),
    at: row.at.toISOString(),
    mayChange: institutionId === actor.institutionId && mayWriteOnBoard(actor, of),
  };
}
