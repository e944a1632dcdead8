import type { IncomingReport, IncomingResult, Problem } from '../recognition/incoming-report.js';
import { readMessage, Reading, type Segment } from './message.js';
import { momentOf } from './moment.js';
import { patientOf } from './patient.js';
import { resultsOf } from './results.js';
import { stateOf } from './state.js';
import { specimenWord } from './value.js';

export type ParsedOru = IncomingReport | { readonly problems: readonly Problem[] };

/**
 * The report of an ORU^R01 message (2.3 to 2.8) that holds one; several are parted by `reportsIn` first.
 * @param zone IANA zone that the hospital agreed to for moments without one; null: such a moment is a problem
 * @returns the report in the hospital's own words, or every problem that can be seen in the text, each with its place (`OBX[3].5`)
 */
export function parseOru(text: string, zone: string | null): ParsedOru {
  const message = readMessage(text);
  if (!message) return { problems: [{ problem: 'unreadable', at: 'MSH' }] };
  const reading = new Reading(message);
  const orders = reading.segments.filter(({ name }) => name === 'OBR');
  const [obr] = orders;
  const patient = patientOf(reading);
  if (!obr) return { problems: [...('problems' in patient ? patient.problems : []), { problem: 'field_missing', at: 'OBR' }] };

  const found = resultsOf(reading, obr);
  const state = stateOf(reading, obr);
  const number = reading.text(obr, 3) || reading.text(reading.first('ORC'), 3);
  const titles = orders.flatMap((order) => reading.words(order, 4) ?? []);
  const performed = firstMoment(reading, zone, [
    [obr, 7],
    [reading.first('SPM'), 17],
    [reading.first('OBX'), 14],
  ]);
  const issued = firstMoment(reading, zone, [[obr, 22]]);
  const problems: Problem[] = [
    ...('problems' in patient ? patient.problems : []),
    ...(number ? [] : [{ problem: 'field_missing' as const, at: `OBR[${obr.nth}].3` }]),
    ...(titles.length ? [] : [{ problem: 'field_missing' as const, at: `OBR[${obr.nth}].4` }]),
    ...(typeof state === 'object' ? [state] : []),
    ...('problem' in performed ? [performed] : []),
    ...('problem' in issued ? [issued] : []),
    ...found.problems,
  ];
  if (problems.length || 'problems' in patient || typeof state === 'object' || 'problem' in performed || 'problem' in issued)
    return { problems };
  const studyUid = found.studyUid ?? studyIn(reading);
  return {
    ...{ number, state, patient, title: [...new Set(titles)].join('、').slice(0, 120) },
    ...{ performedAt: performed.at, issuedAt: issued.at, department: reading.words(obr, 24) },
    reportedBy: personIn(reading, obr, 34) ?? personIn(reading, reading.first('OBX'), 16),
    reviewedBy: personIn(reading, obr, 32),
    ...{ conclusion: found.conclusion, studyUid, imagesAvailable: studyUid !== null || found.pointed },
    results: found.results.map((result) => withSpecimen(reading, obr, result)),
  };
}

type Said = { readonly at: string } | Problem;
/** The first of these fields that says anything. */
function firstMoment(reading: Reading, zone: string | null, fields: readonly (readonly [Segment | undefined, number])[]): Said {
  const spoken = fields.find(([segment, at]) => reading.text(segment, at)) ?? fields[0];
  const [segment, at] = spoken ?? [undefined, 0];
  const found = momentOf(reading.text(segment, at), zone);
  return typeof found === 'object' ? found : { problem: found, at: `${segment?.name}[${segment?.nth}].${at}` };
}

/** XCN and NDL: `D01^陈^静`, or all of it inside the first component. */
function personIn(reading: Reading, segment: Segment | undefined, at: number): string | null {
  const [said] = reading.repetitions(segment, at);
  if (said === undefined) return null;
  const names = [reading.component(said, 2), reading.component(said, 3)].filter(Boolean);
  const inner = [reading.subcomponent(said, 1, 2), reading.subcomponent(said, 1, 3)].filter(Boolean);
  return (names.length && !inner.length ? names : inner).join('') || reading.subcomponent(said, 1, 1) || null;
}

/** ZDS of IHE radiology. */
function studyIn(reading: Reading): string | null {
  return reading.text(reading.first('ZDS'), 1) || null;
}

function withSpecimen(reading: Reading, obr: Segment, result: IncomingResult): IncomingResult {
  const spm = reading.first('SPM');
  const [source = ''] = reading.repetitions(obr, 15);
  const [code, text] = spm
    ? [reading.text(spm, 4), reading.text(spm, 4, 2)]
    : [reading.subcomponent(source, 1, 1), reading.subcomponent(source, 1, 2)];
  const site = reading.words(spm, 8) ?? (reading.component(source, 4) || null);
  return { ...result, specimen: specimenWord(code, text), bodySite: result.bodySite ?? site };
}
