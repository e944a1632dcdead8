import type { fileCsv } from '@alliance/contracts/result.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import {
  neededReportColumns,
  readReportHeader,
  reportColumns,
  reportOfLines,
  type ReportHeader,
} from '@alliance/domain/recognition/intake/report-table';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import { digest } from '../platform/crypto/digest.js';
import { readLines } from '../platform/text/encoding.js';
import { FileFiling, type FileRow } from './file-filing.js';
import type { Read } from './report.ledger.js';
import { ReportParsers } from './report-parsers.js';

const maxBytes = 5 * 1_048_576;
const maxLines = 20_000;

interface Sheet {
  readonly header: ReportHeader;
  readonly headerLine: string;
  readonly headerRow: number;
  readonly delimiter: string;
}
interface Group {
  readonly row: number;
  readonly lines: string[];
  /** Null: a line that is none. */
  readonly cells: string[][] | null;
}

/** Reports from a table with a result per line. A record stands on one line: a quote that nobody closes loses its own line only. */
@Injectable()
export class CsvService implements OnModuleInit {
  constructor(
    private readonly filing: FileFiling,
    private readonly parsers: ReportParsers,
  ) {}

  onModuleInit(): void {
    this.parsers.register('csv', parseCsv);
  }

  /** @throws Refusal import.unreadable, import.headers_unknown, request.too_large */
  async file(actor: Actor, { file, dryRun }: InputOf<typeof fileCsv>['body']): Promise<AnswerOf<typeof fileCsv>> {
    if (file.size > maxBytes) throw new Refusal('request.too_large', { bytes: maxBytes });
    const { lines, damaged } = readLines(new Uint8Array(await file.arrayBuffer()));
    if (lines.length > maxLines) throw new Refusal('request.too_large', { rows: maxLines });
    const sheet = sheetOf(lines);
    if (!sheet) throw new Refusal('import.headers_unknown', { needed: neededReportColumns.map((column) => reportColumns[column][0]) });
    const rows = groupsOf(sheet, lines, damaged).map((group): FileRow => {
      const content = [sheet.headerLine, ...group.lines].join('\n');
      // the same lines again are the same message, whatever the file is called
      return { row: group.row, ask: { source: 'csv', origin: '', controlId: digest(content), content, report: readGroup(sheet, group) } };
    });
    return this.filing.file(actor, rows, { dryRun });
  }
}

/** Reads a kept original again: the header, and the lines of one report. */
export function parseCsv(content: string): Read {
  const lines = content.split(/\r\n|\n|\r/);
  const sheet = sheetOf(lines);
  const groups = sheet ? groupsOf(sheet, lines, new Set()) : [];
  const [group] = groups;
  return sheet && group && groups.length === 1 ? readGroup(sheet, group) : { problems: [{ problem: 'unreadable', at: 'lines' }] };
}

const readGroup = ({ header }: Sheet, { cells }: Group): Read =>
  cells ? reportOfLines(header, cells) : { problems: [{ problem: 'unreadable', at: 'line' }] };

/** The header may stand under a title line or two. */
function sheetOf(lines: readonly string[]): Sheet | null {
  for (const [at, headerLine] of lines.slice(0, 5).entries())
    for (const delimiter of [',', '\t', ';']) {
      const header = readReportHeader(cellsOf(headerLine, delimiter) ?? []);
      if (header) return { header, headerLine, headerRow: at, delimiter };
    }
  return null;
}

/** Lines of one report number belong together, wherever they stand; each line that cannot be read is a message of its own. */
function groupsOf({ header, headerRow, delimiter }: Sheet, lines: readonly string[], damaged: ReadonlySet<number>): Group[] {
  const groups = new Map<string, Group>();
  for (const [at, line] of lines.entries()) {
    if (at <= headerRow || !line.replaceAll(delimiter, '').trim()) continue;
    const cells = damaged.has(at) ? null : cellsOf(line, delimiter);
    const number = cells?.[header.number ?? -1]?.trim();
    const key = number ? `number ${number}` : `line ${at}`;
    const known = groups.get(key);
    if (known) known.lines.push(line);
    if (known && cells) known.cells?.push(cells);
    if (!known) groups.set(key, { row: at - headerRow, lines: [line], cells: cells && [cells] });
  }
  return [...groups.values()];
}

function cellsOf(line: string, delimiter: string): string[] | null {
  if (!line.includes('"')) return line.split(delimiter);
  try {
    return (parse(line, { delimiter, relax_column_count: true }) as string[][])[0] ?? null;
  } catch {
    return null;
  }
}
