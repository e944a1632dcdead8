import type { RecognitionFigures, exportRecognition } from '@alliance/contracts/recognition-figures.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Injectable, StreamableFile } from '@nestjs/common';
import { byteOrderMark, csvLines, type Cell } from '../platform/text/spreadsheet.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Database } from '../platform/db/database.js';
import { recognitionExportWords } from './recognition-export.words.js';
import { RecognitionFiguresQueries } from './recognition-figures.queries.js';

type Ask = InputOf<typeof exportRecognition>['query'];
type Language = Ask['language'];

/** The figures as a file. Who took it is recorded before it leaves. */
@Injectable()
export class RecognitionExportService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly queries: RecognitionFiguresQueries,
  ) {}

  /** @throws Refusal access.denied, request.invalid */
  async file(actor: Actor, { language, ...ask }: Ask): Promise<StreamableFile> {
    const figures = await this.queries.figures(actor, ask);
    const invented = await this.recorded(actor);
    const words = recognitionExportWords[language];
    const notes = [...(invented ? [words.demonstration] : []), `${figures.span.from} – ${figures.span.to}`, words.method];
    const body = byteOrderMark + [...blocks(figures, language), notes.map((line): Cell[] => [line])].map(csvLines).join('\r\n');
    return new StreamableFile(Buffer.from(body), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="recognition.csv"',
    });
  }

  /** @returns whether the hospital is invented: then the file says so */
  private recorded(actor: Actor): Promise<boolean> {
    return this.database.write(actor, async (tx) => {
      const { institutionId } = actor;
      await this.audit.seen(tx, actor, { action: 'recognition.exported', objectKind: 'institution', objectIds: [institutionId] });
      const [row] = await tx.rows<{ invented: boolean }>('select invented from institution where id = $1', [institutionId]);
      return row?.invented ?? false;
    });
  }
}

type Counted = Pick<RecognitionFigures['total'], 'offered' | 'accepted' | 'repeated' | 'counted' | 'ordered'>;
const counts = ({ offered, accepted, repeated, counted, ordered }: Counted): Cell[] => {
  const among = accepted + counted;
  return [offered, accepted, repeated, counted, ordered, among ? Math.round((1000 * accepted) / among) / 10 : null];
};

function blocks({ total, hospitals, items, months, pairs, reasons }: RecognitionFigures, language: Language): Cell[][][] {
  const words = recognitionExportWords[language];
  const [ofAll, ofHospital, ofItem, ofMonth, ofPair] = words.parts;
  const told = ({ zh, en }: { zh: string; en?: string | undefined }) => (language === 'en' ? (en ?? zh) : zh);
  const saved = [total.repeatsAvoided, total.fen / 100, total.microsievert / 1000, total.microlitres / 1000];
  return [
    [
      [...words.columns],
      [ofAll, words.total, ...counts(total)],
      ...hospitals.map((one): Cell[] => [ofHospital, one.hospital.name, ...counts(one)]),
      ...items.map((one): Cell[] => [ofItem, told(one.item.name), ...counts(one)]),
      ...months.map((one): Cell[] => [ofMonth, one.month, ...counts(one)]),
      ...pairs.map((one): Cell[] => [ofPair, `${one.issuer.name} → ${one.receiver.name}`, ...counts(one)]),
    ],
    [[...words.ledger], ...words.savings.map((name, at): Cell[] => [name, saved[at] ?? null])],
    [[...words.reasons], ...reasons.map(({ name, repeated, counted }): Cell[] => [told(name), repeated, counted])],
  ];
}
