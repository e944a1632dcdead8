import { inboundProblems, type InboundProblem } from '@alliance/domain/recognition/recognition.codes';
import { problemOf } from '../../platform/refusal';
import { fromLocalField } from '../../ui/moment';
import type { ReportDraft } from './report-form-draft';

/** What keeps a draft from being sent. */
export type Gap = 'needed' | 'number' | 'limits' | 'order' | 'future' | 'tests';
/** By place, as the server names it: `performedAt`, `results[2].value`. */
export type Wrong = ReadonlyMap<string, Gap | InboundProblem>;

const isNumber = (typed: string): boolean => !typed.trim() || Number.isFinite(Number(typed));
/** Clocks of two hospitals differ; so much the server grants. */
const aheadMs = 10 * 60_000;

/** @param ask `now` in milliseconds; `whose` where the patient is asked for too */
export function wrongIn(draft: ReportDraft, { now, whose }: { readonly now: number; readonly whose: boolean }): Wrong {
  const wrong = new Map<string, Gap>();
  const note = (place: string, gap: Gap, is: boolean) => is && !wrong.has(place) && wrong.set(place, gap);
  if (whose) {
    note('patient', 'needed', draft.by === 'registered' && !draft.patient);
    for (const [place, typed] of [
      ['patient.identifier', draft.identifier],
      ['patient.name', draft.patientName],
    ] as const)
      note(place, 'needed', draft.by === 'paper' && !typed.trim());
    note('number', 'needed', !draft.number.trim());
  }
  note('title', 'needed', !draft.title.trim());
  for (const place of ['performedAt', 'issuedAt'] as const) {
    note(place, 'needed', !draft[place]);
    note(place, 'future', Date.parse(fromLocalField(draft[place]) ?? '') > now + aheadMs);
  }
  note('performedAt', 'order', Boolean(draft.issuedAt) && draft.performedAt > draft.issuedAt);
  note('results', 'tests', draft.lines.length === 0);
  for (const [at, line] of draft.lines.entries()) {
    const place = `results[${at + 1}].`;
    note(`${place}code`, 'needed', !line.code.trim());
    note(`${place}value`, 'needed', !line.value.trim());
    note(`${place}referenceLow`, 'number', !isNumber(line.low));
    note(`${place}referenceHigh`, 'number', !isNumber(line.high));
    note(`${place}referenceLow`, 'limits', Boolean(line.low.trim() && line.high.trim()) && Number(line.low) > Number(line.high));
  }
  return wrong;
}

const isProblem = (word: string): word is InboundProblem => inboundProblems.some((one) => one === word);

/** What the server found in a report, by place; empty for any other error. */
export function problemsIn(error: unknown): Wrong {
  const problem = problemOf(error);
  const said = problem?.code === 'report.problems' ? problem.facts?.['problems'] : undefined;
  const pairs = (Array.isArray(said) ? said : []).flatMap((one): [string, InboundProblem][] => {
    const [word = '', at = ''] = String(one).split(' ');
    if (!isProblem(word)) return [];
    // another report stands under this number
    return [[word === 'report_differs' && at === 'state' ? 'number' : at, word]];
  });
  return new Map(pairs);
}
