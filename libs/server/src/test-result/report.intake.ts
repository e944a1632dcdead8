import { editionOf } from '@alliance/domain/recognition/intake/edition';
import { checkReport, patientDiffers, type CheckedReport } from '@alliance/domain/recognition/intake/report-check';
import { resultRow, testClassOf, type CodedItem } from '@alliance/domain/recognition/intake/result-row';
import type { IncomingReport, IncomingResult, Problem } from '@alliance/domain/recognition/incoming-report';
import { criticalFlags, type ReportSource } from '@alliance/domain/recognition/recognition.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { MarkReader } from '../certificate/mark.reader.js';
import { PatientLedger } from '../patient/patient.ledger.js';
import type { Work } from '../platform/command/work.js';
import { canonical, digest } from '../platform/crypto/digest.js';
import { FieldCipher } from '../platform/crypto/field-cipher.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { OverturnLedger } from '../recognition/overturn.ledger.js';
import { ReportStore, type KnownRow, type ReportRow, type StandingRow } from './report.store.js';

export type Filed =
  | { readonly kind: 'filed'; readonly reportId: string; readonly edition: number }
  | { readonly kind: 'repeated'; readonly reportId: string | null }
  | { readonly kind: 'quarantined'; readonly problems: readonly Problem[] };
export interface Entry {
  readonly messageId: string;
  readonly source: ReportSource;
  readonly report: IncomingReport | { readonly problems: readonly Problem[] };
  readonly correctionReason: string | null;
}

interface Checked extends CheckedReport {
  readonly entry: Entry;
  /** Keyed hash of the patient's number, in hexadecimal; null for somebody registered before. */
  readonly index: string | null;
}
interface Known {
  /** The calendar of this hospital. */
  readonly days: Intl.DateTimeFormat;
  readonly codes: ReadonlyMap<string, CodedItem>;
  readonly reports: ReadonlyMap<string, StandingRow>;
  /** By the keyed hash of the number, and by id. */
  readonly patients: Map<string, KnownRow>;
}
type Decided = { readonly row: ReportRow; readonly supersedes: StandingRow | undefined } | { readonly revoke: StandingRow } | Filed;

type Person = Pick<KnownRow, 'id' | 'name'>;

const differs: Problem = { problem: 'patient_differs', at: 'patient' };
const quarantined = (...problems: Problem[]): Filed => ({ kind: 'quarantined', problems });
const codeKey = ({ code, loinc }: Pick<IncomingResult, 'code' | 'loinc'>): string => (loinc ? `loinc ${code}` : `local ${code}`);

/** Files reports whose originals are kept: checks, patients, units, marks, editions. No two of one call have the same number. */
@Injectable()
export class ReportIntake {
  constructor(
    private readonly store: ReportStore,
    private readonly patients: PatientLedger,
    private readonly marks: MarkReader,
    private readonly overturned: OverturnLedger,
    private readonly cipher: FieldCipher,
  ) {}

  /** @returns what became of each, in the order given */
  async settle(work: Work, entries: readonly Entry[]): Promise<Filed[]> {
    const checked = entries.map((entry) => this.check(work, entry));
    const sound = checked.filter((one) => 'entry' in one);
    if (!sound.length) return checked as Filed[];
    const known = await this.known(work, sound);
    const decided: Decided[] = [];
    for (const one of checked) decided.push('entry' in one ? await this.decide(work, one, known) : one);
    await this.write(work, decided);
    return decided.map((one) => filedOf(one));
  }

  private check(work: Work, entry: Entry): Checked | Filed {
    if ('problems' in entry.report) return quarantined(...entry.report.problems);
    const found = checkReport(entry.report, work.now, today(work.now));
    if ('problems' in found) return quarantined(...found.problems);
    const { patient } = found;
    const index = 'patientId' in patient ? null : this.cipher.blindIndex(patient.identifierKind, patient.identifier ?? '').toString('hex');
    return { ...found, entry, index };
  }

  private async known(work: Work, checked: readonly Checked[]): Promise<Known> {
    const results = checked.flatMap(({ report }) => report.results);
    const codes = (loinc: boolean) => [...new Set(results.filter((result) => result.loinc === loinc).map(({ code }) => code))];
    const found = await this.store.surroundings(work, {
      local: codes(false),
      loinc: codes(true),
      indexes: [...new Set(checked.flatMap(({ index }) => index ?? []))],
      patientIds: checked.flatMap(({ patient }) => ('patientId' in patient ? [patient.patientId] : [])),
      numbers: checked.map(({ report }) => report.number.trim()),
    });
    const coded = found.codes.map(({ local, method, ...item }) => {
      const key = codeKey(local === null ? { code: item.code, loinc: true } : { code: local, loinc: false });
      return [key, { item, method }] as const;
    });
    return {
      days: new Intl.DateTimeFormat('sv-SE', { timeZone: found.timeZone }),
      codes: new Map(coded),
      reports: new Map(found.reports.map((report) => [report.number, report])),
      patients: new Map(found.patients.flatMap((row) => [[row.id, row] as const, ...(row.index ? [[row.index, row] as const] : [])])),
    };
  }

  private async decide(work: Work, checked: Checked, known: Known): Promise<Decided> {
    const { report, issuedAt } = checked;
    const standing = known.reports.get(report.number.trim());
    // nobody is registered for the sake of a report that is not here
    const patient = !standing && report.state === 'revoked' ? null : await this.patientOf(work, checked, known);
    if (patient && 'problem' in patient) return quarantined(patient);
    const said = digest(canonical(report));
    const edition = editionOf(standing ? { ...standing, issuedAt: new Date(standing.issuedAt) } : null, {
      ...{ state: report.state, issuedAt, patientId: patient?.id ?? null, identical: standing?.digest === said },
    });
    if (typeof edition === 'object') return quarantined(edition);
    if (edition === 'repeated') return { kind: 'repeated', reportId: standing?.id ?? null };
    if (edition === 'revoke') return { revoke: standing as StandingRow };
    return { row: rowOf(checked, known, patient as Person, (standing?.edition ?? 0) + 1, said), supersedes: standing };
  }

  /** Finds the patient, or registers one whom this hospital does not know yet. */
  private async patientOf(work: Work, { patient, index }: Checked, { patients }: Known): Promise<Person | Problem> {
    if ('patientId' in patient) return patients.get(patient.patientId) ?? { problem: 'patient_unknown', at: 'patient' };
    const row = patients.get(index as string);
    if (row) return patientDiffers(row, patient) ? differs : row;
    try {
      const id = await this.patients.write(work, patient, {}, {});
      patients.set(index as string, { ...patient, id, index });
      return { id, name: patient.name };
    } catch (error) {
      // somebody wrote another name for this number meanwhile
      if (error instanceof Refusal && error.code === 'patient.name_differs') return differs;
      throw error;
    }
  }

  private async write(work: Work, decided: readonly Decided[]): Promise<void> {
    const filed = decided.filter((one) => 'row' in one);
    const marked = await this.marked(
      work,
      filed.map(({ row }) => row),
    );
    const superseded = filed.flatMap(({ supersedes }) => supersedes?.id ?? []);
    if (superseded.length) await this.store.supersede(work, superseded);
    if (filed.length) {
      const readers = await this.store.write(work, marked);
      work.audit({ action: 'report.file', objectKind: 'report', objectIds: filed.map(({ row }) => row.id) });
      for (const { row } of filed) this.tell(work, row, readers.get(row.patientId) ?? []);
    }
    // what was preliminary could not be taken over
    for (const { supersedes } of filed)
      if (supersedes && supersedes.state !== 'preliminary')
        await this.overturned.overturned(work, { reportId: supersedes.id, by: 'corrected' });
    for (const one of decided) if ('revoke' in one) await this.revoke(work, one.revoke.id, null);
  }

  /** With HR as it stood on the day of each test; reports of one day ask once. */
  private async marked(work: Work, rows: readonly ReportRow[]): Promise<ReportRow[]> {
    const found = new Map<string, ReportRow>();
    for (const [, sameDay] of Map.groupBy(rows, ({ localDay }) => localDay)) {
      const itemCodes = [...new Set(sameDay.flatMap(({ results }) => results.flatMap(({ itemCode }) => itemCode ?? [])))];
      const ask = { institutionId: work.actor.institutionId, itemCodes, performedAt: (sameDay[0] as ReportRow).performedAt };
      const marks = itemCodes.length ? await this.marks.at(work, ask) : new Map<string, never>();
      for (const row of sameDay)
        found.set(row.id, { ...row, results: row.results.map((result) => ({ ...result, mark: marks.get(result.itemCode ?? '') })) });
    }
    return rows.map(({ id }) => found.get(id) as ReportRow);
  }

  /** It was never true. */
  async revoke(work: Work, reportId: string, reason: string | null): Promise<void> {
    const { version, readers } = await this.store.revoke(work, reportId, reason);
    await this.overturned.overturned(work, { reportId, by: 'revoked' });
    work.audit({ action: 'report.revoke', objectKind: 'report', objectIds: [reportId] });
    const recipients = [work.actor.institutionId, ...readers];
    work.event({ kind: 'report.revoked', topic: 'report', subjectId: reportId, version, recipients });
  }

  private tell(work: Work, { id, edition, state, source, testClass, results }: ReportRow, readers: readonly string[]): void {
    const critical = results.filter(({ flag }) => flag && criticalFlags.has(flag)).length;
    const data = { edition, state, source, testClass, results: results.length, critical };
    work.event({
      kind: edition === 1 ? 'report.filed' : 'report.corrected',
      topic: 'report',
      subjectId: id,
      version: 1,
      data,
      recipients: [work.actor.institutionId, ...readers],
    });
  }
}

function filedOf(decided: Decided): Filed {
  if ('row' in decided) return { kind: 'filed', reportId: decided.row.id, edition: decided.row.edition };
  if ('revoke' in decided) return { kind: 'filed', reportId: decided.revoke.id, edition: decided.revoke.edition };
  return decided;
}

function rowOf(
  { report, performedAt, issuedAt, entry }: Checked,
  { codes, days }: Known,
  patient: Person,
  edition: number,
  said: string,
): ReportRow {
  const coded = report.results.map((result) => codes.get(codeKey(result)));
  return {
    id: newId(),
    patientId: patient.id,
    ...{
      number: report.number.trim(),
      edition,
      state: report.state,
      title: report.title,
      patientName: patient.name,
      performedAt,
      issuedAt,
    },
    localDay: days.format(performedAt),
    testClass: testClassOf(
      report,
      coded.filter((one) => one !== undefined),
    ),
    ...{ department: report.department, reportedBy: report.reportedBy, reviewedBy: report.reviewedBy, conclusion: report.conclusion },
    ...{ studyUid: report.studyUid, imagesAvailable: report.imagesAvailable, source: entry.source, messageId: entry.messageId },
    ...{ correctionReason: entry.correctionReason, digest: said },
    results: report.results.map((result, at) => ({ ...resultRow(result, coded[at]), id: newId(), mark: undefined })),
  };
}
