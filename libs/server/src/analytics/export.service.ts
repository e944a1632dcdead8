import type { AnalyticsCase, AnalyticsFilter, exportAnalytics } from '@alliance/contracts/analytics.contract';
import type { InputOf } from '@alliance/contracts/route';
import { codeWords } from '@alliance/domain/analytics/code-words';
import { timings } from '@alliance/domain/analytics/figure';
import { commonMethod, methods, timingMethods } from '@alliance/domain/analytics/method';
import type { Actor } from '@alliance/domain/access/actor';
import { Injectable, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Database } from '../platform/db/database.js';
import { AnalyticsQueries } from './analytics.queries.js';
import { CaseQueries, type CaseAsk } from './case.queries.js';
import { exportWords } from './export.words.js';
import { byteOrderMark, csvLines, workbookOf, type Cell, type Sheet } from '../platform/text/spreadsheet.js';

type Ask = InputOf<typeof exportAnalytics>['query'];
type Language = Ask['language'];
const pageSize = 500;
/** What a workbook holds in memory; a CSV file has no such end. */
const longestWorkbook = 50_000;
const types = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;

/** Figures and cases as files. Who took what is recorded before the first byte leaves. */
@Injectable()
export class ExportService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly queries: AnalyticsQueries,
    private readonly cases: CaseQueries,
  ) {}

  /** @throws Refusal access.denied, request.invalid */
  async file(actor: Actor, { content, format, language, figure, by, part, ...filter }: Ask): Promise<StreamableFile> {
    const selection: Omit<CaseAsk, 'cursor' | 'limit'> = { ...filter, figure, ...(by && { by }), ...(part !== undefined && { part }) };
    const first = content === 'cases' ? await this.cases.list(actor, { ...selection, limit: pageSize }) : null;
    const invented = await this.recorded(actor, `analytics.export_${content}`);
    const head = [...(invented ? [exportWords[language].demonstration] : []), commonMethod[language]];
    const disposition = `attachment; filename="${content}.${format}"`;
    const made = (body: Readable | Buffer) => new StreamableFile(body as Buffer, { type: types[format], disposition });
    if (!first) return made(await this.figures(actor, filter, format, language, head));
    const pages = this.pages(actor, selection, first);
    if (format === 'csv') return made(Readable.from(caseText(pages, language, head)));
    const rows: Cell[][] = [];
    for await (const page of pages) if (rows.length < longestWorkbook) rows.push(...page.map((one) => caseRow(one, language)));
    return made(
      await workbookOf([{ name: exportWords[language].cases, header: exportWords[language].caseColumns, rows }, notes(language, head)]),
    );
  }

  private async figures(
    actor: Actor,
    filter: AnalyticsFilter,
    format: 'csv' | 'xlsx',
    language: Language,
    head: string[],
  ): Promise<Buffer> {
    const { figures, span, asOf, hospital } = await this.queries.figures(actor, { ...filter, compare: 'previous' });
    const times = [];
    for (const timing of timings) times.push(...(await this.queries.times(actor, { ...filter, timing })).times);
    const words = exportWords[language];
    const shares = figures.map(({ figure, of, among, before }): Cell[] => [
      methods[figure].name[language],
      ...[of, among, among ? Math.round((1000 * of) / among) / 10 : null, before?.of ?? null, before?.among ?? null],
      methods[figure].method[language],
    ]);
    const durations = times.map(({ timing, urgency, cases, medianMinutes, ninthDecileMinutes }): Cell[] => [
      `${timingMethods[timing].name[language]} · ${urgency ? codeWords[language].urgency[urgency] : words.all}`,
      ...[cases, medianMinutes, ninthDecileMinutes],
      timingMethods[timing].method[language],
    ]);
    const about = [`${span.from} – ${span.to}`, ...(hospital ? [hospital.name] : []), `${words.asOf} ${asOf ?? words.none}`];
    const sheets: Sheet[] = [
      { name: words.figures, header: words.figureColumns, rows: shares },
      { name: words.times, header: words.timeColumns, rows: durations },
      notes(language, [...about, ...head]),
    ];
    if (format === 'xlsx') return workbookOf(sheets);
    const text = sheets.map(({ header, rows }) => csvLines([header, ...rows])).join('\r\n');
    return Buffer.from(byteOrderMark + text);
  }

  /** Each page in a transaction of its own: a long export holds nothing up. */
  private async *pages(
    actor: Actor,
    selection: Omit<CaseAsk, 'cursor' | 'limit'>,
    first: { items: AnalyticsCase[]; nextCursor: string | null },
  ) {
    for (let page = first; ;) {
      yield page.items;
      if (!page.nextCursor) return;
      page = await this.cases.list(actor, { ...selection, limit: pageSize, cursor: page.nextCursor });
    }
  }

  /** @returns whether the hospital is invented: then every file says so */
  private recorded(actor: Actor, action: string): Promise<boolean> {
    return this.database.write(actor, async (tx) => {
      await this.audit.seen(tx, actor, { action, objectKind: 'institution', objectIds: [actor.institutionId] });
      const [row] = await tx.rows<{ invented: boolean }>('select invented from institution where id = $1', [actor.institutionId]);
      return row?.invented ?? false;
    });
  }
}

const notes = (language: Language, lines: readonly string[]): Sheet => ({
  name: exportWords[language].methods,
  header: [exportWords[language].methods],
  rows: [...lines, ...Object.values(methods).map(({ name, method }) => `${name[language]}：${method[language]}`)].map((line) => [line]),
});

async function* caseText(pages: AsyncIterable<readonly AnalyticsCase[]>, language: Language, head: readonly string[]) {
  yield byteOrderMark + csvLines([exportWords[language].caseColumns]);
  for await (const page of pages) yield csvLines(page.map((one) => caseRow(one, language)));
  yield `\r\n${csvLines(head.map((line) => [line]))}`;
}

const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });
function caseRow(one: AnalyticsCase, language: Language): Cell[] {
  const words = exportWords[language];
  const { direction, service, urgency, step, ended, returnReason, declineReason, returnOutcome } = codeWords[language];
  return [
    ...[one.number, shanghai.format(new Date(one.sentAt)), one.sender.name, one.receiver?.name ?? words.offPlatform],
    ...told(direction, one.direction),
    ...told(service, one.service),
    ...told(urgency, one.urgency),
    ...told(step, one.step),
    ...[one.responseMinutes, one.arrivalMinutes],
    ...told({ ...declineReason, ...returnReason }, one.returnReason),
    ...told(returnOutcome, one.returnOutcome),
    ...told(ended, one.endedAs),
  ];
}

/** A code in words for people, and as it is for machines. A code newer than the words stands for itself. */
const told = (words: Readonly<Record<string, string>>, code: string | null): Cell[] =>
  code === null ? [null, null] : [words[code] ?? code, code];
