import { createHash } from 'node:crypto';
import { demoId } from '../demo-id.js';
import { reportId, resultId, type ToldReport, type ToldResult } from './told.js';

const stamp = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().replace(/[-:T]/g, '').slice(0, 14) + '+0800';
const numberOf = ({ key }: ToldReport): string =>
  `YS${demoId(`number ${key.replace(/ corrected$/, '')}`)
    .slice(0, 8)
    .toUpperCase()}`;
const flagOf = ({ number, low, high }: ToldResult): string | null =>
  number === null || low === null || high === null ? null : number < low ? 'low' : number > high ? 'high' : 'normal';

/** What the laboratory's system sent, without anybody's number: it stays the original of the report. */
const sent = (report: ToldReport): string =>
  [
    `MSH|^~\\&|LIS|${report.hospital}|||${stamp(report.issuedAt)}||ORU^R01^ORU_R01|${reportId(report)}|P|2.5.1|||||156|UNICODE UTF-8`,
    `PID|1||演示（虚构，无证件号）||${report.patient.name}`,
    `OBR|1||${numberOf(report)}|^${report.title}|||${stamp(report.performedAt)}|||||||||||||||${stamp(report.issuedAt)}|||${report.corrects ? 'C' : 'F'}`,
    ...report.results.map(
      (one, i) =>
        `OBX|${i + 1}|${one.number === null ? 'TX' : 'NM'}|${one.local[0]}^${one.local[1]}^L||${one.number ?? one.text ?? ''}|${one.unit ?? ''}|${one.low === null ? '' : `${one.low}-${one.high}`}|||||F`,
    ),
  ].join('\r');

export function messageRow(report: ToldReport): object {
  const content = sent(report);
  return {
    ...{
      id: demoId(`message ${report.key}`),
      institution_id: demoId(`institution ${report.hospital}`),
      source: 'hl7',
      origin: 'demonstration',
    },
    ...{ control_id: reportId(report), digest: `\\x${createHash('sha256').update(content).digest('hex')}`, content, state: 'filed' },
    ...{ problems: [], attempts: 1, received_at: report.issuedAt, settled_at: report.issuedAt, version: 1 },
  };
}

const stateOf = ({ corrects }: ToldReport): string => (corrects ? 'corrected' : 'final');

export const reportRow = (report: ToldReport): object => ({
  ...{ id: reportId(report), institution_id: demoId(`institution ${report.hospital}`), patient_id: report.patient.id },
  ...{ number: numberOf(report), edition: report.corrects?.edition ?? 1, current: report.current ?? true, state: stateOf(report) },
  ...{ test_class: report.testClass, title: report.title, patient_name: report.patient.name, performed_at: report.performedAt },
  ...{ issued_at: report.issuedAt, filed_at: report.issuedAt, department: report.department, reported_by: report.by[0] },
  ...{ reviewed_by: report.by[1], conclusion: report.conclusion, images_available: report.testClass === 'examination', source: 'hl7' },
  ...{ message_id: demoId(`message ${report.key}`), correction_reason: report.corrects?.reason ?? null, version: 1 },
});

export const resultRows = (report: ToldReport): object[] =>
  report.results.map((one, position) => ({
    ...{ id: resultId(report, position), report_id: reportId(report), institution_id: demoId(`institution ${report.hospital}`) },
    ...{ patient_id: report.patient.id, item_code: one.code, local_code: one.local[0], local_name: one.local[1], position },
    ...{ current: report.current ?? true, state: stateOf(report), performed_at: report.performedAt, value_number: one.number },
    ...{ value_text: one.text, unit: one.unit, value: one.number, reference_low: one.low, reference_high: one.high, flag: flagOf(one) },
    ...{ method: one.method, specimen: one.specimen, images_available: report.testClass === 'examination' },
  }));

export const reportNumber = numberOf;
