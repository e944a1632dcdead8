import * as machine from '@alliance/contracts/machine.contract';
import * as recognition from '@alliance/contracts/recognition.contract';
import * as result from '@alliance/contracts/result.contract';
import type { RecognitionCheck } from '@alliance/contracts/recognition.contract';
import type { IncomingReport } from '@alliance/domain/recognition/incoming-report';
import { randomUUIDv7 } from 'node:crypto';
import { MachineModule } from '../machine/machine.module.js';
import { PatientModule } from '../patient/patient.module.js';
import { RecognitionModule } from '../recognition/recognition.module.js';
import { ReportFilingModule, TestResultModule } from '../test-result/test-result.module.js';
import type { Person, Serving, TestApi } from './app.js';
import { numberOf, patientSlice, withNumber } from './patient.story.js';
import type { TestDatabase } from './services.js';
import { aReport, aResult, mapCodes, sender, someone } from './test-result.story.js';
import type { World } from './world.js';

export const recognitionSlice: Serving = {
  features: [PatientModule, ReportFilingModule, TestResultModule, RecognitionModule, MachineModule],
  contracts: [...patientSlice.contracts, recognition, result, machine],
};

/** Fifteen items of a blood count as `X-CBC-1` … with one panel `X-CBC`, recognised nationally for seven days, one when acute. */
export async function makeCatalogue(database: TestDatabase, world: World): Promise<void> {
  const { owner } = database;
  await mapCodes(database, world.county, world.lead, world.other);
  await owner.query(`
    insert into test_item (code, test_class, test_group, scale, name_zh, name_en, specimen, unit, price_fen, blood_microlitres)
    select 'X-CBC-' || n, 'laboratory', 'haematology', 'quantitative', '血常规' || n, 'Count ' || n, 'blood', 'g/L', 100 * n, 200 from generate_series(1, 15) n;
    insert into test_item (code, test_class, test_group, scale, name_zh, name_en, specimen)
    values ('883-9', 'laboratory', 'urine_gas_blood_group', 'nominal', 'ABO血型', 'ABO group', 'blood');
    insert into test_panel (code, name_zh, name_en, item_codes) select 'X-CBC', '血常规', 'Blood count', array_agg('X-CBC-' || n order by n) from generate_series(1, 15) n;
    insert into recognition_catalogue (id, title, number, valid_from, created_at, updated_at) values ('00000000-0000-7000-8000-000000000001', 'national', 1, '2020-01-01', now(), now());
    insert into recognition_entry (catalogue_id, item_code, valid_days_stable, valid_days_acute, exclusions, assessed_by)
    select '00000000-0000-7000-8000-000000000001', code, 7, 1, '[]', 'province' from test_item;`);
  await owner.query(
    `insert into local_test_code (institution_id, code, item_code) select h, code, code from unnest($1::uuid[]) h, test_item where code like 'X-%' or code = '883-9'`,
    [[world.county.id, world.lead.id, world.other.id]],
  );
  await markAll(database, world.county.id, '[2020-01-01,)');
}

/** A national mark of every item at a hospital. */
export async function markAll({ owner }: TestDatabase, institutionId: string, valid: string): Promise<void> {
  const client = await owner.connect();
  try {
    // what a certificate looks like is told where certificates are tested
    await client.query(`set session_replication_role = 'replica'`);
    await client.query(
      `insert into recognition_mark (institution_id, item_code, valid, level, label, certificate_id) select $1, code, $2, 'national', '全国HR', $3 from test_item`,
      [institutionId, valid, randomUUIDv7()],
    );
    await client.query(`set session_replication_role = 'origin'`);
  } finally {
    client.release();
  }
}

export const hoursBefore = (now: Date, hours: number): string => new Date(now.getTime() - hours * 3_600_000).toISOString();

/** Somebody whom the lead's doctor treats with consent, and whom the county hospital measured. */
export class RecognitionStory {
  readonly number = numberOf('female');
  patientId = '';
  constructor(
    readonly api: TestApi,
    readonly world: World,
    readonly doctor: Person,
  ) {}

  static async begin(api: TestApi, world: World, doctor: Person, consent = true): Promise<RecognitionStory> {
    const story = new RecognitionStory(api, world, doctor);
    ({ id: story.patientId } = (await withNumber(doctor, '王芳', story.number)) as { id: string });
    if (consent) await story.consent(true);
    return story;
  }

  consent(given: boolean) {
    return this.doctor.get(result.recordResultConsent, { params: { id: this.patientId }, body: { given, giver: 'patient' } as never });
  }

  /** Files a report of a hospital and answers its id. */
  async measured(results: IncomingReport['results'], more: Partial<IncomingReport> = {}, hospital = this.world.county): Promise<string> {
    const performedAt = hoursBefore(this.api.clock.now(), 20);
    const report = aReport({
      ...{ patient: someone({ identifier: this.number }), performedAt, issuedAt: hoursBefore(this.api.clock.now(), 19), results },
      ...more,
    });
    const filed = await sender(this.api, hospital).file(report);
    if (filed.kind !== 'filed') throw new Error(JSON.stringify(filed));
    return filed.reportId;
  }

  check(codes: readonly string[], more: object = {}, by = this.doctor) {
    return by.get(recognition.checkOrders, {
      body: { patientId: this.patientId, items: [...codes], state: 'stable', ...more } as never,
    });
  }
}

export const counts = (from: number, to: number, value = 5): IncomingReport['results'] =>
  Array.from({ length: to - from + 1 }, (_, n) =>
    aResult({ code: `X-CBC-${from + n}`, name: '血常规', value, referenceLow: null, referenceHigh: null }),
  );

export const codeOf = (n: number): string => `X-CBC-${n}`;

export interface Line {
  readonly itemCode: string;
  readonly decision: 'accepted' | 'repeated' | 'ordered';
  readonly reason?: string;
  readonly text?: string;
  readonly explained?: boolean;
}
export const decideBy = (by: Person, { id, version }: RecognitionCheck, items: readonly Line[]) =>
  by.ask(recognition.decideCheck, { body: { checkId: id, version, items } as never });
/** Takes over whatever is recommended and orders the rest. */
export const takeAll = ({ items }: RecognitionCheck): Line[] =>
  items.map(({ itemCode, verdict }) => ({ itemCode, decision: verdict === 'recognisable' || verdict === 'own' ? 'accepted' : 'ordered' }));
