import { fileFhir, getReport, listReports } from '@alliance/contracts/result.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Person, startApi, type TestApi } from '../testing/app.js';
import { machineToken, newMachineKey, registerMachine } from '../testing/machine.js';
import { numberOf } from '../testing/patient.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { mapCodes, resultsOfMachines } from '../testing/test-result.story.js';
import { makeWorld, type World } from '../testing/world.js';
import { ReportParsers } from './report-parsers.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let county: Person;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await mapCodes(database, world.county);
  api = await startApi(database, resultsOfMachines);
  county = await api.as('county.doctor');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

type Json = Readonly<Record<string, unknown>>;
let count = 0;
const quantity = (loinc: string, value: number, unit: string, more: Json = {}): Json => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: loinc }] },
  valueQuantity: { value, unit, code: unit, system: 'http://unitsofmeasure.org' },
  ...more,
});
/** A report with one patient and its observations, as entries of a bundle. */
function entries({
  report = {},
  patient = {},
  observations = [quantity('718-7', 9.8, 'g/dL')],
}: { report?: Json; patient?: Json; observations?: Json[] } = {}): Json[] {
  const n = ++count;
  return [
    {
      fullUrl: `urn:uuid:report-${n}`,
      resource: {
        ...{ resourceType: 'DiagnosticReport', identifier: [{ value: `F${n}` }], status: 'final', code: { text: '血常规' } },
        ...{
          subject: { reference: `urn:uuid:patient-${n}` },
          effectiveDateTime: '2026-11-20T08:00:00+08:00',
          issued: '2026-11-20T09:00:00+08:00',
        },
        ...{ performer: [{ type: 'Organization', display: '检验科' }, { display: '陈静' }], resultsInterpreter: [{ display: '刘洋' }] },
        result: observations.map((_, at) => ({ reference: `urn:uuid:observation-${n}-${at}` })),
        ...report,
      },
    },
    {
      fullUrl: `urn:uuid:patient-${n}`,
      resource: {
        ...{ resourceType: 'Patient', identifier: [{ system: 'urn:oid:2.16.156.10011.1.3', value: numberOf('female') }] },
        ...{ name: [{ text: '王芳' }], gender: 'female' },
        ...patient,
      },
    },
    ...observations.map((resource, at) => ({ fullUrl: `urn:uuid:observation-${n}-${at}`, resource })),
  ];
}
const bundle = (entry: readonly Json[], more: Json = {}): Json => ({ resourceType: 'Bundle', type: 'transaction', entry, ...more });
const send = (by: Person, content: Json | string) =>
  by.ask(fileFhir, { body: new Blob([typeof content === 'string' ? content : JSON.stringify(content)]) });
const viewOf = async (number: string) => {
  const { items } = await county.get(listReports, { query: { number } });
  return county.get(getReport, { params: { id: items[0]?.id as string } });
};

describe('a bundle', () => {
  it('becomes reports with values in the unit of the item', async () => {
    const made = entries({
      report: { conclusion: '轻度贫血' },
      observations: [
        quantity('718-7', 9.8, 'g/dL', {
          ...{ referenceRange: [{ low: { value: 11.5 }, high: { value: 15 } }], interpretation: [{ coding: [{ code: 'LL' }] }] },
          ...{ method: { text: '比色法' }, specimen: { display: '静脉血' } },
        }),
        {
          resourceType: 'Observation',
          status: 'final',
          code: { coding: [{ system: 'urn:lis', code: 'CREA' }] },
          valueQuantity: { value: 5, comparator: '<', code: 'umol/L' },
        },
        { resourceType: 'Observation', status: 'entered-in-error', code: { text: 'x' }, valueString: 'no' },
      ],
    });
    expect((await send(county, bundle(made))).answer).toEqual({ filed: 1, repeated: 0, quarantined: [] });
    expect(await viewOf(`F${count}`)).toMatchObject({
      ...{ title: '血常规', conclusion: '轻度贫血', department: '检验科', reportedBy: '陈静', reviewedBy: '刘洋', source: 'fhir' },
      results: [
        {
          itemCode: '718-7',
          value: 98,
          valueNumber: 9.8,
          unit: 'g/dL',
          flag: 'critical_low',
          method: '比色法',
          specimen: '静脉血',
          referenceLow: 11.5,
        },
        { itemCode: '14682-9', value: 5, comparator: '<' },
      ],
    });
  });

  it('panels are their members and components, contained ones too; an examination may come with words only', async () => {
    const contained = { ...quantity('718-7', 130, 'g/L'), id: 'a' };
    const panel = {
      resourceType: 'Observation',
      id: 'b',
      status: 'final',
      code: { text: '血压' },
      component: [{ code: { text: '收缩压' }, valueQuantity: { value: 120, code: 'mm[Hg]' } }],
    };
    const first = entries({
      report: { contained: [contained, panel], result: [{ reference: '#a' }, { reference: '#b' }] },
      observations: [],
    });
    const second = entries({
      report: { code: { coding: [{ code: 'CT-CHEST' }], text: '胸部CT' }, conclusion: '未见异常', result: [] },
      observations: [],
    });
    expect((await send(county, bundle([...first, ...second]))).answer.filed).toBe(2);
    expect((await viewOf(`F${count - 1}`)).results.map(({ localName, valueNumber }) => [localName, valueNumber])).toEqual([
      ['', 130],
      ['收缩压', 120],
    ]);
    expect((await viewOf(`F${count}`)).results).toMatchObject([{ localCode: 'CT-CHEST', localName: '胸部CT', valueNumber: null }]);
  });

  it('what cannot be filed of it is kept, and the rest is filed; the kept one can be read again', async () => {
    const made = [
      ...entries(),
      ...entries({ report: { effectiveDateTime: '2026-11-20' } }),
      ...entries({ patient: { identifier: [{ system: 'urn:lis:mrn', value: '12345' }] } }),
      ...entries({ report: { status: 'registered' } }),
      ...entries({ report: { result: [{ reference: 'Observation/missing' }] } }),
      ...entries({ observations: [quantity('718-7', 1, 'g/L', { valueQuantity: { value: 'many' } })] }),
    ];
    const { answer } = await send(county, bundle(made));
    expect([
      answer.filed,
      answer.quarantined.map(({ row, problems }) => [row, problems.map(({ problem, at }) => `${problem} ${at}`).join()]),
    ]).toEqual([
      1,
      [
        [2, 'time_without_zone performedAt'],
        [3, 'patient_unknown Patient.identifier'],
        [4, 'kind_refused DiagnosticReport.status'],
        [5, 'field_missing DiagnosticReport.result[0]'],
        [6, 'field_invalid DiagnosticReport.result[0].valueQuantity.value'],
      ],
    ]);
    const { rows } = await database.owner.query<{ content: string }>('select content from inbound_message where id = $1', [
      answer.quarantined[0]?.messageId,
    ]);
    const parse = api.app.get(ReportParsers, { strict: false }).of('fhir');
    expect(parse(rows[0]?.content ?? '', world.county.id, null)).toMatchObject({
      performedAt: '2026-11-20',
      patient: { name: '王芳' },
      results: [{ code: '718-7' }],
    });
    expect(parse('{', world.county.id, null)).toEqual({ problems: [{ problem: 'unreadable', at: 'Bundle' }] });
  });

  it('sent again changes nothing; amended it corrects, entered in error it revokes', async () => {
    const made = entries();
    const [report, ...rest] = made as [{ fullUrl: string; resource: Json }, ...Json[]];
    const as = (status: string, more: Json = {}) => bundle([{ ...report, resource: { ...report.resource, status, ...more } }, ...rest]);
    expect((await send(county, as('preliminary'))).answer.filed).toBe(1);
    expect((await send(county, as('preliminary'))).answer).toMatchObject({ filed: 0, repeated: 1 });
    expect((await send(county, as('final'))).answer.filed).toBe(1);
    expect((await send(county, as('amended', { conclusion: '更正' }))).answer.filed).toBe(1);
    expect(await viewOf(`F${count}`)).toMatchObject({ edition: 3, state: 'corrected', conclusion: '更正' });
    expect((await send(county, as('entered-in-error'))).answer.filed).toBe(1);
    expect(await viewOf(`F${count}`)).toMatchObject({ edition: 3, state: 'revoked' });
    const unknown = await send(county, bundle(entries({ report: { status: 'cancelled' } })));
    expect(unknown.answer.quarantined[0]?.problems).toEqual([{ problem: 'report_unknown', at: 'number' }]);
  });

  it('its identifier is said once: with other content it is a problem', async () => {
    const made = entries();
    const identifier = { value: 'bundle-1' };
    expect((await send(county, bundle(made, { identifier }))).answer.filed).toBe(1);
    expect((await send(county, bundle(made, { identifier }))).answer.repeated).toBe(1);
    const [report, ...rest] = made as [{ fullUrl: string; resource: Json }, ...Json[]];
    const other = await send(county, bundle([{ ...report, resource: { ...report.resource, conclusion: 'x' } }, ...rest], { identifier }));
    expect(other.answer.quarantined[0]?.problems).toEqual([{ problem: 'control_id_reused', at: 'controlId' }]);
  });

  it('a hundred and twenty reports in one', async () => {
    const { answer } = await send(county, bundle(Array.from({ length: 120 }, () => entries()).flat()));
    expect(answer).toEqual({ filed: 120, repeated: 0, quarantined: [] });
  });
});

describe('what is refused', () => {
  it.each<[string, Json | string]>([
    ['no JSON', '{'],
    ['no bundle', { resourceType: 'Patient' }],
    ['a bundle of another kind', { resourceType: 'Bundle', type: 'searchset', entry: [] }],
    ['a bundle without a report', bundle([])],
  ])('%s', async (_, content) => expect((await send(county, content)).problem.code).toBe('request.invalid'));

  it('more than a thousand reports', async () => {
    const [report] = entries();
    expect((await send(county, bundle(Array.from({ length: 1_001 }, () => report as Json)))).problem.code).toBe('request.too_large');
  });

  it('XML, with or without a DTD, and JSON under another name', async () => {
    for (const type of ['application/fhir+xml', 'application/xml', 'text/xml', 'application/json', 'application/octet-stream']) {
      const payload = type.endsWith('xml') ? '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Bundle>&x;</Bundle>' : '{}';
      const reply = await api.app.inject({
        method: 'POST',
        url: '/api/results/fhir',
        headers: { ...county.headers, 'content-type': type },
        payload,
      });
      expect([type, reply.statusCode]).toEqual([type, 415]);
    }
  });
});

it('a machine files with the scope for it, and not without', async () => {
  const admin = await api.as('county.admin');
  const tokenOf = async (scopes: Parameters<typeof registerMachine>[2]) => {
    const key = await newMachineKey();
    const client = await registerMachine(admin, key, scopes);
    const { body } = await machineToken(api, client.id, key);
    return new Person(api.app, { authorization: `Bearer ${body.access_token}` });
  };
  expect((await send(await tokenOf(['result.file']), bundle(entries()))).answer.filed).toBe(1);
  expect((await send(await tokenOf(['result.read']), bundle(entries()))).status).toBe(403);
});
