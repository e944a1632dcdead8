import type { InputOf } from '@alliance/contracts/route';
import type { CodeFileReport, importTestCodes } from '@alliance/contracts/test-code.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { codeColumns, readCodeRow, type CodeRow } from '@alliance/domain/recognition/catalogue-code-table';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { CodeService } from './code.service.js';
import { tableOf } from './table-text.js';
import { TestCatalogueReader } from './test-catalogue.reader.js';

const maxBytes = 1_048_576;
type Rejected = CodeFileReport['rejected'];

/** Codes of a hospital as a table: what each stands for, all in one command. */
@Injectable()
export class CodeFile {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly items: TestCatalogueReader,
    private readonly codes: CodeService,
  ) {}

  /** @throws Refusal import.unreadable, import.headers_unknown, file.too_large */
  async import(actor: Actor, { file, dryRun }: InputOf<typeof importTestCodes>['body']): Promise<CodeFileReport> {
    const { rows } = await tableOf(file, codeColumns, maxBytes);
    const { read, rejected } = distinct(rows);
    const sort = (tx: Transaction) => this.changes(tx, read, rejected);
    if (dryRun) {
      const { changes, ...report } = await this.database.read(actor, sort);
      return { ...report, mapped: changes.length, followed: 0 };
    }
    return this.commands.run(actor, async (work) => {
      const { changes, ...report } = await sort(work);
      let followed = 0;
      for (const change of changes) followed += (await this.codes.write(work, actor, change)).followed;
      if (changes.length) this.codes.said(work, actor, followed);
      if (changes.length) work.audit({ action: 'test_code.imported', objectKind: 'test_code', objectIds: [] });
      return { ...report, mapped: changes.length, followed };
    });
  }

  /** What is new of it, and what names an item that the dictionary does not have. */
  private async changes(tx: Transaction, read: ReadonlyMap<string, CodeRow & { row: number }>, faults: Rejected) {
    const items = await this.items.items(tx);
    const known = await this.items.localCodes(tx, [...read.keys()]);
    const all = [...read.values()];
    const unknown = all.filter(({ itemCode }) => itemCode !== null && !items.has(itemCode));
    const good = all.filter(({ itemCode }) => itemCode === null || items.has(itemCode));
    const changes = good.filter(({ code, itemCode, method }) => {
      const now = known.get(code);
      return !now || now.itemCode !== itemCode || now.method !== method;
    });
    const rejected: Rejected = [
      ...faults,
      ...unknown.map(({ row }) => ({ row, column: codeColumns[2][0], reason: 'unknown_item' as const })),
    ];
    return { changes, same: good.length - changes.length, rejected: rejected.toSorted((a, b) => a.row - b.row) };
  }
}

function distinct(rows: readonly { row: number; cells: string[] }[]) {
  const read = new Map<string, CodeRow & { row: number }>();
  const rejected: Rejected = [];
  for (const { row, cells } of rows) {
    const one = readCodeRow(cells);
    if ('reason' in one) rejected.push({ row, ...one });
    else if (read.has(one.code)) rejected.push({ row, column: codeColumns[0][0], reason: 'twice' });
    else read.set(one.code, { row, ...one });
  }
  return { read, rejected };
}
