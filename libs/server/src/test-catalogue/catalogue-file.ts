import type { InputOf } from '@alliance/contracts/route';
import type { CatalogueEntryView, readCatalogueFile, ReadEntries } from '@alliance/contracts/test-catalogue.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { entryColumns, readEntryRow, writeEntryRow } from '@alliance/domain/recognition/catalogue-table';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable, StreamableFile } from '@nestjs/common';
import { Database } from '../platform/db/database.js';
import { byteOrderMark, csvLines } from '../platform/text/spreadsheet.js';
import { CatalogueQueries } from './catalogue.queries.js';
import { tableOf } from './table-text.js';
import { TestCatalogueReader } from './test-catalogue.reader.js';

const maxBytes = 2 * 1_048_576;
const demonstration = '演示数据：机构与人物均为虚构 Demonstration: hospitals and people are invented';

/** Items of a catalogue as a table: what is written out can be read back in. */
@Injectable()
export class CatalogueFile {
  constructor(
    private readonly database: Database,
    private readonly queries: CatalogueQueries,
    private readonly items: TestCatalogueReader,
  ) {}

  async export(actor: Actor, id: string): Promise<StreamableFile> {
    const { entries } = await this.queries.get(actor, id);
    const rows = entries.map(writeEntryRow);
    const title = (await this.isInvented(actor)) ? [[demonstration]] : [];
    const text = byteOrderMark + csvLines([...title, entryColumns.map(([zh]) => zh), ...rows]);
    return new StreamableFile(Buffer.from(text, 'utf8'), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="catalogue.csv"',
    });
  }

  /** Row by row; nothing is kept. @throws Refusal catalogue.closed, import.unreadable, import.headers_unknown, file.too_large */
  async read(actor: Actor, { catalogueId, file }: InputOf<typeof readCatalogueFile>['body']): Promise<ReadEntries> {
    if ((await this.queries.get(actor, catalogueId)).state !== 'planned') throw new Refusal('catalogue.closed');
    const { rows } = await tableOf(file, entryColumns, maxBytes);
    const items = await this.database.read(actor, (tx) => this.items.items(tx));
    const entries = new Map<string, CatalogueEntryView>();
    const rejected: ReadEntries['rejected'] = [];
    for (const { row, cells } of rows) {
      const read = readEntryRow(cells);
      const item = items.get(read.entry.itemCode);
      if (read.fault) rejected.push({ row, ...read.fault });
      else if (!item) rejected.push({ row, column: entryColumns[0][0], reason: 'unknown_item' });
      else if (entries.has(item.code)) rejected.push({ row, column: entryColumns[0][0], reason: 'twice' });
      else
        entries.set(item.code, {
          ...{ ...read.entry, name: { zh: item.nameZh, ...(item.nameEn && { en: item.nameEn }) }, testClass: item.testClass },
          ...{ group: item.testGroup, specimen: item.specimen, modality: item.modality, unit: item.unit },
        });
    }
    return { entries: [...entries.values()], rejected };
  }

  private async isInvented(actor: Actor): Promise<boolean> {
    const rows = await this.database.read(actor, (tx) =>
      tx.rows<{ invented: boolean }>('select invented from institution where id = $1', [actor.institutionId]),
    );
    return rows[0]?.invented ?? false;
  }
}
