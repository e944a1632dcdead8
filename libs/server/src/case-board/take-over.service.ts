import type { ConsultationDocument, OfferedDocument } from '@alliance/contracts/consultation-document.contract';
import type { Actor } from '@alliance/domain/access/actor';
import type { DocumentType } from '@alliance/domain/document/document';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { Files } from '../platform/files/files.js';
import { newId } from '../platform/ids.js';
import { BoardCaseReader, type CaseRow } from './board-case.reader.js';
import { documentView } from './document.row.js';
import { DocumentStore, kindOf, type Described } from './document.store.js';

interface Source {
  readonly id: string;
  readonly name: string;
  readonly mediaType: DocumentType;
  readonly bytes: number;
  readonly sha256: string;
  readonly key: string;
  readonly at: Date;
  readonly institution: string;
  readonly from: 'referral' | 'consultation';
  readonly kind: Described['kind'] | null;
  readonly title: string | null;
  readonly deidentified: boolean;
  readonly quarantine: string | null;
  readonly taken: boolean;
}
const columns = (table: string, more: string) => `
  select f.id, f.name, f.media_type as "mediaType", f.bytes::float8 as bytes, f.sha256, f.storage_key as key, f.at, i.name as institution, f.quarantine, ${more},
    exists (select 1 from consultation_document d where d.consultation_id = $1 and d.source_id = f.id and d.removed_at is null) as taken
  from ${table} f join institution i on i.id = f.institution_id`;
/** What the reader sees of the referral, and of the consultation below. A consent is given for one consultation and does not come along. */
const sources = `
  ${columns('attachment', `'referral' as "from", null as kind, null as title, false as deidentified`)} where f.referral_id = $2
  union all ${columns('consultation_document', `'consultation', f.kind, f.title, f.deidentified`)}
  where f.consultation_id = $3 and f.removed_at is null and f.kind <> 'consent' order by 7, 1`;
interface Copied {
  readonly source: Source;
  readonly id: string;
  readonly key: string;
}

/** Documents that were sent once are not sent again: they are copied where they lie. */
@Injectable()
export class TakeOverService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly cases: BoardCaseReader,
    private readonly documents: DocumentStore,
    private readonly files: Files,
  ) {}

  /** What can be taken over and was not yet. */
  offered(actor: Actor, caseId: string): Promise<OfferedDocument[]> {
    return this.database.write(actor, async (tx) => {
      const row = await this.cases.forReading(tx, actor, caseId, 'consultation.documents_read');
      const free = (await this.sources(tx, row)).filter(({ taken, quarantine }) => !taken && quarantine === null);
      return free.map(({ id, name, mediaType, bytes, at, institution, from }) => ({
        ...{ id, name, mediaType, bytes, institution, from },
        at: at.toISOString(),
      }));
    });
  }

  /** @throws Refusal access.not_found for what one cannot see, file.quarantined, file.consultation_full, consultation.* */
  async takeOver(actor: Actor, caseId: string, sourceIds: readonly string[]): Promise<ConsultationDocument[]> {
    const wanted = await this.database.read(actor, async (tx) => {
      const found = await this.sources(tx, await this.cases.one(tx, caseId));
      const all = [...new Set(sourceIds)].map((id) => found.find((source) => source.id === id));
      if (all.some((source) => !source)) throw new Refusal('access.not_found');
      return (all as Source[]).filter(({ taken }) => !taken);
    });
    const copies: Copied[] = [];
    try {
      for (const source of wanted) copies.push({ source, id: newId(), key: await this.files.copy(source.key, 'consultation') });
      const [views, unused] = await this.commands.run(actor, (work) => this.write(work, actor, caseId, copies));
      for (const { key } of unused) await this.files.discard(key);
      return views;
    } catch (error) {
      for (const { key } of copies) await this.files.discard(key);
      throw error;
    }
  }

  private async write(work: Work, actor: Actor, caseId: string, copies: readonly Copied[]): Promise<[ConsultationDocument[], Copied[]]> {
    const row = await this.cases.forWriting(work, actor, caseId);
    const views: ConsultationDocument[] = [];
    const unused: Copied[] = [];
    for (const copy of copies) {
      const { source, id, key } = copy;
      await this.documents.announce(work, actor, caseId, id, source.bytes);
      const about = {
        kind: source.kind ?? kindOf(source.mediaType),
        title: source.title,
        deidentified: source.deidentified,
        sourceId: source.id,
      };
      const written = await this.documents.write(work, actor, row, id, { ...source, key, quarantine: null }, about);
      if (written) views.push(documentView(await this.documents.one(work, caseId, id), row, actor));
      else unused.push(copy);
    }
    return [views, unused];
  }

  private sources(tx: Transaction, { id, referralId, parentId }: CaseRow): Promise<Source[]> {
    return tx.rows<Source>(sources, [id, referralId, parentId]);
  }
}
