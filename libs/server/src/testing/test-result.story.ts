import * as machine from '@alliance/contracts/machine.contract';
import * as result from '@alliance/contracts/result.contract';
import type { AskOf } from '@alliance/contracts/route';
import type { IncomingPatient, IncomingReport, IncomingResult } from '@alliance/domain/recognition/incoming-report';
import { randomUUIDv7 } from 'node:crypto';
import { MachineModule } from '../machine/machine.module.js';
import { Commands } from '../platform/command/commands.js';
import { PatientModule } from '../patient/patient.module.js';
import { ReportLedger, type FileReport, type Settled } from '../test-result/report.ledger.js';
import { TestResultModule, ReportFilingModule } from '../test-result/test-result.module.js';
import type { Serving, TestApi } from './app.js';
import { numberOf, patientSlice } from './patient.story.js';
import type { TestDatabase } from './services.js';
import type { Hospital } from './world.js';

/** Reports filed from inside, and patients. */
export const filingSlice: Serving = { features: [PatientModule, ReportFilingModule], contracts: patientSlice.contracts };

/** Every route of results, and patients. */
export const resultSlice: Serving = { features: [PatientModule, TestResultModule], contracts: [...patientSlice.contracts, result] };

/** The same, and machine clients that file reports. */
export const resultsOfMachines: Serving = {
  features: [...resultSlice.features, MachineModule],
  contracts: [...resultSlice.contracts, machine],
};

/** A report as it is typed. */
export const typed = (more: Partial<AskOf<typeof result.fileReport>['body']> = {}): AskOf<typeof result.fileReport>['body'] => {
  const { state, patient, results, ...rest } = aReport();
  return { ...rest, state: state as 'final', patient: patient as IncomingPatient, results: [...results], ...more };
};

/** Haemoglobin in g/L and creatinine in µmol/L, as the dictionary has them, and a hospital's own codes for both. */
export async function mapCodes({ owner }: TestDatabase, ...hospitals: readonly Hospital[]): Promise<void> {
  await owner.query(`insert into test_item (code, test_class, test_group, scale, name_zh, name_en, specimen, unit, molar_mass) values
    ('718-7', 'laboratory', 'haematology', 'quantitative', '血红蛋白', 'Haemoglobin', 'blood', 'g/L', null),
    ('14682-9', 'laboratory', 'chemistry', 'quantitative', '肌酐', 'Creatinine', 'serum', 'umol/L', 113.12) on conflict do nothing`);
  for (const { id } of hospitals)
    await owner.query(
      `insert into local_test_code (institution_id, code, name, item_code, method) values ($1, 'HGB', '血红蛋白', '718-7', null), ($1, 'CREA', '肌酐', '14682-9', '酶法')`,
      [id],
    );
}

export const someone = (more: Partial<IncomingPatient> = {}): IncomingPatient => ({
  identifierKind: 'citizen_id',
  identifier: numberOf('female'),
  name: '王芳',
  sex: 'unknown',
  birthDate: null,
  ...more,
});
export const aResult = (more: Partial<IncomingResult> = {}): IncomingResult => ({
  ...{ code: 'HGB', name: '血红蛋白', loinc: false, value: 128, comparator: null, unit: 'g/L' },
  ...{ referenceLow: 115, referenceHigh: 150, referenceText: null, flag: null, method: null, specimen: null, bodySite: null },
  ...more,
});

let numbers = 0;
export const aReport = (more: Partial<IncomingReport> = {}): IncomingReport => ({
  number: `R${++numbers}`,
  state: 'final',
  patient: someone(),
  title: '血常规',
  ...{ performedAt: '2026-11-20T08:00:00+08:00', issuedAt: '2026-11-20T09:30:00+08:00' },
  ...{ department: '检验科', reportedBy: '陈静', reviewedBy: '刘洋', conclusion: null, studyUid: null, imagesAvailable: false },
  results: [aResult()],
  ...more,
});

/** Files reports as a hospital's own sender does, each in a command of its own. */
export function sender(api: TestApi, { id }: Hospital) {
  const ledger = api.app.get(ReportLedger, { strict: false });
  const commands = api.app.get(Commands, { strict: false });
  const messageOf = (report: FileReport['report'], more: Partial<FileReport> = {}): FileReport => ({
    ...{ source: 'hl7' as const, origin: 'LIS', controlId: randomUUIDv7(), content: JSON.stringify(report), report },
    ...more,
  });
  return {
    file: (report: FileReport['report'], more?: Partial<FileReport>): Promise<Settled> =>
      commands.run({ institutionId: id }, (work) => ledger.file(work, messageOf(report, more))),
    fileMany: (asks: readonly (Partial<FileReport> & Pick<FileReport, 'report'>)[]): Promise<Settled[]> =>
      commands.run({ institutionId: id }, (work) =>
        ledger.fileMany(
          work,
          asks.map(({ report, ...more }) => messageOf(report, more)),
        ),
      ),
    refile: (messageId: string, report: FileReport['report'], mended: string | null = null) =>
      commands.run({ institutionId: id }, (work) => ledger.refile(work, { messageId, report, mended })),
  };
}
