import { readCitizenId } from '@alliance/domain/identity/citizen-id';
import { flagOfWord } from '@alliance/domain/recognition/intake/flag-words';
import type { IncomingPatient, IncomingReport, IncomingResult, Problem } from '@alliance/domain/recognition/incoming-report';
import type { ReportState } from '@alliance/domain/recognition/recognition.codes';
import type { z } from 'zod';
import { FhirBundle, type Entry } from './fhir-bundle.js';
import {
  Bundle,
  DiagnosticReport,
  Observation,
  Patient,
  type Concept,
  type Identifier,
  type Measured,
  type Reference,
  type Resource,
} from './fhir.schema.js';

type Read = IncomingReport | { readonly problems: readonly Problem[] };

const loinc = 'http://loinc.org';
/** `registered` and `unknown` say nothing that could be filed. */
const states: Readonly<Record<string, ReportState>> = {
  ...{ partial: 'preliminary', preliminary: 'preliminary', final: 'final' },
  ...{ amended: 'corrected', corrected: 'corrected', appended: 'corrected' },
  ...{ cancelled: 'revoked', 'entered-in-error': 'revoked' },
};
/** Papers by HL7 table 0203, and the citizen number by its Chinese OID; a hospital's own number is nobody's elsewhere. */
const papers: Readonly<Record<string, IncomingPatient['identifierKind']>> = {
  ...{
    NI: 'citizen_id',
    NNCHN: 'citizen_id',
    'urn:oid:2.16.156.10011.1.3': 'citizen_id',
    'urn:oid:2.16.840.1.113883.2.23.1.9.1': 'citizen_id',
  },
  ...{ PPN: 'passport', PRC: 'residence_permit' },
};
const deepest = 3;

class Unreadable extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super('unreadable');
  }
}
const refuse = (problem: Problem['problem'], at: string) => new Unreadable([{ problem, at }]);

/** Reads a kept original again: a bundle of one report. */
export function parseFhir(content: string): Read {
  try {
    const bundle = new FhirBundle(Bundle.parse(JSON.parse(content)));
    const [entry] = bundle.of('DiagnosticReport');
    return entry ? reportOf(bundle, entry) : { problems: [{ problem: 'kind_refused', at: 'Bundle.entry' }] };
  } catch {
    return { problems: [{ problem: 'unreadable', at: 'Bundle' }] };
  }
}

/** One DiagnosticReport (FHIR R4) with its patient and observations. */
export function reportOf(bundle: FhirBundle, { resource }: Entry): Read {
  try {
    return read(bundle, resource);
  } catch (error) {
    if (error instanceof Unreadable) return { problems: error.problems };
    throw error;
  }
}

function read(bundle: FhirBundle, resource: Resource): IncomingReport {
  const report = parsed(DiagnosticReport, resource, 'DiagnosticReport');
  const state = states[report.status];
  if (!state) throw refuse('kind_refused', 'DiagnosticReport.status');
  const observed = (report.result ?? []).map((reference, at) =>
    observationOf(bundle, reference, resource, `DiagnosticReport.result[${at}]`),
  );
  const results = observed.flatMap((one) => resultsOf(bundle, one, 1));
  const [study] = report.imagingStudy ?? [];
  const images = bundle.find(study, resource)?.resource;
  const [department, reportedBy] = [true, false].map((house) => report.performer?.find((one) => isHouse(one) === house)?.display ?? null);
  return {
    number: report.identifier?.find(({ value }) => value)?.value ?? '',
    state,
    patient: patientOf(bundle, report, resource),
    title: wordsOf(report.code) ?? '',
    performedAt: report.effectiveDateTime ?? report.effectivePeriod?.start ?? observed[0]?.observation.effectiveDateTime ?? '',
    issuedAt: report.issued ?? '',
    ...{ department: department ?? null, reportedBy: reportedBy ?? null },
    reviewedBy: report.resultsInterpreter?.[0]?.display ?? null,
    conclusion: report.conclusion ?? null,
    studyUid: studyUidOf(images),
    imagesAvailable: images?.['status'] === 'available',
    results: results.length || state === 'revoked' ? results : [pictured(report)],
  };
}

/** An examination may come with words only: its own code is what was looked at. */
const pictured = (report: DiagnosticReport): IncomingResult => ({
  ...codeOf(report.code),
  ...{ value: null, comparator: null, unit: null, referenceLow: null, referenceHigh: null, referenceText: null },
  ...{ flag: null, method: null, specimen: null, bodySite: null },
});

const isHouse = ({ reference = '', type }: Reference): boolean => type === 'Organization' || reference.startsWith('Organization/');

function studyUidOf(study: Resource | undefined): string | null {
  const [identifier] = (study?.['identifier'] as Identifier[] | undefined) ?? [];
  return typeof identifier?.value === 'string' ? identifier.value.replace(/^urn:oid:/, '') : null;
}

function patientOf(bundle: FhirBundle, { subject }: DiagnosticReport, from: Resource): IncomingPatient {
  const found = bundle.find(subject, from);
  if (!found) throw refuse('patient_unknown', 'DiagnosticReport.subject');
  const { identifier = [], name, gender, birthDate } = parsed(Patient, found.resource, 'Patient');
  const known = identifier.map((one) => ({ kind: paperOf(one), value: one.value ?? '' })).find(({ kind }) => kind);
  if (!known?.kind) throw refuse('patient_unknown', 'Patient.identifier');
  const [first] = name ?? [];
  const written = first?.text ?? [first?.family, ...(first?.given ?? [])].filter(Boolean).join('');
  // a year alone is no day of birth
  const born = birthDate?.length === 10 ? birthDate : null;
  return { identifierKind: known.kind, identifier: known.value, name: written, sex: gender ?? 'unknown', birthDate: born };
}

function paperOf({ system, value, type }: Identifier): IncomingPatient['identifierKind'] | undefined {
  const code = type?.coding?.map((coding) => papers[coding.code ?? '']).find(Boolean);
  const plain = !type && value && readCitizenId(value, '9999-12-31') ? ('citizen_id' as const) : undefined;
  return code ?? papers[system ?? ''] ?? plain;
}

interface Observed {
  readonly observation: Observation;
  readonly resource: Resource;
  readonly place: string;
}
function observationOf(bundle: FhirBundle, reference: Reference, from: Resource, place: string): Observed {
  const found = bundle.find(reference, from);
  if (!found) throw refuse('field_missing', place);
  return { observation: parsed(Observation, found.resource, place), resource: found.resource, place };
}

/** A panel is its members and components; on its own it has no value. */
function resultsOf(bundle: FhirBundle, { observation, resource, place }: Observed, depth: number): IncomingResult[] {
  if (observation.status === 'entered-in-error' || observation.status === 'cancelled') return [];
  if (depth > deepest) throw refuse('field_invalid', place);
  const members = (observation.hasMember ?? []).map((one, at) => observationOf(bundle, one, resource, `${place}.hasMember[${at}]`));
  const specimen = observation.specimen && (observation.specimen.display ?? specimenOf(bundle.find(observation.specimen, resource)));
  const made = { method: wordsOf(observation.method), specimen: specimen ?? null, bodySite: wordsOf(observation.bodySite) };
  const below = [
    ...(observation.component ?? []).map((one) => ({ ...measuredOf(one), ...made })),
    ...members.flatMap((one) => resultsOf(bundle, one, depth + 1)),
  ];
  const own = { ...measuredOf(observation), ...made };
  return below.length && own.value === null ? below : [own, ...below];
}

const specimenOf = (entry: Entry | undefined): string | null => wordsOf(entry?.resource['type'] as Concept | undefined);

type Value = Omit<IncomingResult, 'method' | 'specimen' | 'bodySite'>;
function measuredOf(one: Measured): Value {
  const { valueQuantity: quantity, interpretation, referenceRange } = one;
  const [range] = referenceRange ?? [];
  const comparator = ['<', '<=', '>', '>='].find((sign) => sign === quantity?.comparator) as IncomingResult['comparator'] | undefined;
  const words =
    one.valueString ?? wordsOf(one.valueCodeableConcept) ?? (one.valueBoolean === undefined ? null : one.valueBoolean ? '阳性' : '阴性');
  return {
    ...codeOf(one.code),
    value: quantity?.value ?? one.valueInteger ?? words,
    comparator: comparator ?? null,
    unit: quantity?.code ?? quantity?.unit ?? null,
    ...{ referenceLow: range?.low?.value ?? null, referenceHigh: range?.high?.value ?? null, referenceText: range?.text ?? null },
    flag: flagOfWord(interpretation?.[0]?.coding?.[0]?.code ?? interpretation?.[0]?.text),
  };
}

/** LOINC where it is given, else the hospital's own code. */
function codeOf(code: Concept): Pick<IncomingResult, 'code' | 'name' | 'loinc'> {
  const standard = code.coding?.find(({ system }) => system === loinc);
  const chosen = standard ?? code.coding?.[0];
  return { code: chosen?.code ?? code.text ?? '', name: code.text ?? chosen?.display ?? '', loinc: standard !== undefined };
}
const wordsOf = (concept: Concept | undefined): string | null =>
  concept?.text ?? concept?.coding?.[0]?.display ?? concept?.coding?.[0]?.code ?? null;

/** @throws Unreadable naming every place that is not as FHIR has it */
function parsed<Schema extends z.ZodType>(schema: Schema, resource: Resource, place: string): z.output<Schema> {
  const { success, data, error } = schema.safeParse(resource);
  if (success) return data;
  throw new Unreadable(error.issues.map(({ path }) => ({ problem: 'field_invalid', at: [place, ...path].join('.') })));
}
