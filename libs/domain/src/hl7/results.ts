import type { IncomingResult, Problem } from '../recognition/incoming-report.js';
import type { Reading, Segment } from './message.js';
import { isWithdrawn } from './state.js';
import { flagOf, isPointer, valueOf } from './value.js';

export interface Found {
  readonly results: readonly IncomingResult[];
  readonly conclusion: string | null;
  readonly studyUid: string | null;
  /** A picture or document is pointed to. */
  readonly pointed: boolean;
  readonly problems: readonly Problem[];
}

/** Diagnosis, impression and conclusion, as codes and as Chinese systems call them (MR-01: apart from the data). */
const conclusions = /^(GDT|IMP|18782-3|19005-8|55110-1|CONCLUSION|ZDYJ|JCJL)$/i;
const conclusionWords = /^(诊断意见|诊断结论|检查结论|影像诊断|超声提示|印象|结论|诊断|提示|impression|conclusion)$/i;
/** DICOM 113014 and 110180: the number of the study. */
const study = /^(113014|110180|STUDYUID|STUDY_UID)$/i;

interface Coded {
  readonly code: string;
  readonly name: string;
  readonly loinc: boolean;
}
/** OBX-3: a LOINC code wherever it stands, else the hospital's own. */
function codeOf(reading: Reading, segment: Segment, at: number): Coded {
  const said = (component: number) => reading.text(segment, at, component);
  const [first, other] = [
    { code: said(1), name: said(2), system: said(3) },
    { code: said(4), name: said(5), system: said(6) },
  ];
  const isLoinc = ({ code, system }: { code: string; system: string }) => /^(LN|LOINC)$/i.test(system) && code !== '';
  const chosen = [first, other].find(isLoinc) ?? (first.code ? first : other);
  return { code: chosen.code, name: chosen.name || first.name || other.name, loinc: isLoinc(chosen) };
}

/** Observations as results; what a physician concluded and what somebody noted stands apart. */
export function resultsOf(reading: Reading, obr: Segment): Found {
  const results: IncomingResult[] = [];
  const problems: Problem[] = [];
  const said: string[] = [];
  let studyUid: string | null = null;
  let pointed = false;
  let last: Coded | undefined;
  for (const segment of reading.segments) {
    if (segment.name === 'OBR') last = undefined;
    if (segment.name === 'NTE') {
      const note = reading.repetitions(segment, 3).map((one) => reading.decode(one).trim());
      if (note.length) said.push(`${last?.name ? `${last.name}：` : ''}${note.join('\n')}`);
    }
    if (segment.name !== 'OBX') continue;
    last = codeOf(reading, segment, 3);
    if (isWithdrawn(reading, segment)) continue;
    const value = valueOf(reading, segment);
    if (!last.code) problems.push({ problem: 'field_missing', at: `OBX[${segment.nth}].3` });
    if ('problem' in value) problems.push(value);
    else if (study.test(last.code)) studyUid = String(value.value ?? '') || null;
    else if (isPointer(reading, segment)) pointed = true;
    else if (concludes(reading, segment, last)) said.push(String(value.value ?? ''));
    else results.push(resultOf(reading, segment, last, value));
  }
  const conclusion = said.filter(Boolean).join('\n') || null;
  // pictures with nothing but words: the examination itself is what was done
  if (!results.length && conclusion && !problems.length) results.push(examination(codeOf(reading, obr, 4)));
  return { results: joined(results), conclusion, studyUid, pointed, problems };
}

const concludes = (reading: Reading, obx: Segment, { code, name }: Coded): boolean =>
  ['TX', 'FT', 'ST'].includes(reading.text(obx, 2)) &&
  !reading.text(obx, 6) &&
  (conclusions.test(code) || conclusions.test(code.split('&')[1] ?? '') || conclusionWords.test(name));

function resultOf(reading: Reading, obx: Segment, coded: Coded, value: Pick<IncomingResult, 'value' | 'comparator'>): IncomingResult {
  return {
    ...coded,
    ...value,
    unit: reading.text(obx, 6) || reading.text(obx, 6, 2) || null,
    ...{ referenceLow: null, referenceHigh: null, referenceText: reading.text(obx, 7) || null },
    ...{ flag: flagOf(reading, obx), method: reading.words(obx, 17), specimen: null, bodySite: reading.words(obx, 20) },
  };
}

const examination = (coded: Coded): IncomingResult => ({
  ...{ ...coded, value: null, comparator: null, unit: null, referenceLow: null, referenceHigh: null, referenceText: null },
  ...{ flag: null, method: null, specimen: null, bodySite: null },
});

/** Long texts come line by line under one code: they are one text. */
function joined(results: readonly IncomingResult[]): IncomingResult[] {
  const whole: IncomingResult[] = [];
  for (const result of results) {
    const before = whole.at(-1);
    const continues =
      before?.code === result.code && typeof before.value === 'string' && typeof result.value === 'string' && !before.unit && !result.unit;
    if (before && continues) whole[whole.length - 1] = { ...before, value: `${before.value}\n${result.value}` };
    else whole.push(result);
  }
  return whole;
}
