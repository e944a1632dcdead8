import type { InputOf } from '@alliance/contracts/route';
import type { CatalogueEntryView, readCatalogueFile, ReadEntries } from '@alliance/contracts/test-catalogue.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { entryColumns, readEntryRow, writeEntryRow } from '@alliance/domain/recognition/catalogue-table';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable, StreamableFile } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import { Database } from '../platform/db/database.js';
import { readLines } from '../platform/text/encoding.js';
import { byteOrderMark, csvLines } from '../platform/text/spreadsheet.js';
import { CatalogueQueries } from './catalogue.queries.js';
import { TestCatalogueReader } from './test-catalogue.reader.js';

const maxBytes = 2 * 1_048_576;

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
    const text = byteOrderMark + csvLines([entryColumns.map(([zh]) => zh), ...rows]);
    return new StreamableFile(Buffer.from(text, 'utf8'), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="catalogue.csv"',
    });
  }

  /** Row by row; nothing is kept. @throws Refusal catalogue.closed, import.unreadable, import.headers_unknown, file.too_large */
  async read(actor: Actor, { catalogueId, file }: InputOf<typeof readCatalogueFile>['body']): Promise<ReadEntries> {
    if ((await this.queries.get(actor, catalogueId)).state !== 'planned') throw new Refusal('catalogue.closed');
    if (file.size > maxBytes) throw new Refusal('file.too_large', { bytes: maxBytes });
    const { lines } = readLines(new Uint8Array(await file.arrayBuffer()));
    const table = parsed(lines.join('\n'));
    const header = (table[0] ?? []).map((cell) => cell.trim().toLowerCase());
    const places = entryColumns.map((names) => header.findIndex((cell) => names.some((name) => name.toLowerCase() === cell)));
    if (places[0] === -1) throw new Refusal('import.headers_unknown', { needed: [entryColumns[0][0]] });
    const items = await this.database.read(actor, (tx) => this.items.items(tx));
    const entries = new Map<string, CatalogueEntryView>();
    const rejected: ReadEntries['rejected'] = [];
    for (const [n, cells] of table.slice(1).entries()) {
      const row = n + 2;
      const read = readEntryRow(places.map((place) => cells[place]?.trim() ?? ''));
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
}

function parsed(text: string): string[][] {
  try {
    return parse(text, { relaxColumnCount: true, skipEmptyLines: true, bom: true });
  } catch {
    throw new Refusal('import.unreadable');
  }
}
