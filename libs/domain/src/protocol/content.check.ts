import type { FactDefinition } from '../criteria/fact.types.js';
import { isUnit } from '../criteria/units.js';
import { ruleErrors } from '../criteria/rule.check.js';
import { isLinkAllowed } from './content.check-link.js';
import { ruleFitErrors, type RuleFitErrorCode } from './content.check-rule.js';
import type { Block, ProtocolContent, Quiz, TextRun } from './protocol.types.js';

/** What can be wrong between the parts of a version. Their own shapes are the contract's, that of a rule `ruleErrors`. */
export type ContentErrorCode =
  | RuleFitErrorCode
  | 'code_twice'
  | 'code_against_direction'
  | 'fact_twice'
  | 'unit_missing'
  | 'limits_reversed'
  | 'codes_missing'
  | 'value_twice'
  | 'section_twice'
  | 'link_refused'
  | 'question_twice'
  | 'option_undefined'
  | 'option_twice';
export interface ContentError<Code extends string = ContentErrorCode> {
  readonly path: Path;
  readonly code: Code;
}
export type Path = readonly (string | number)[];
type Found = readonly (readonly [code: ContentErrorCode, ...at: (string | number)[]])[];

/** What does not fit inside a version – criteria against facts, units, test cases, quiz, links –, each with the path of its place; empty when all fits. */
export function contentErrors({ criteria, facts, sections, quiz }: ProtocolContent): ContentError[] {
  const found: Found = [
    ...twice(criteria.map(({ code }) => code)).map((i) => ['code_twice', 'criteria', i, 'code'] as const),
    ...twice(facts.map(({ key }) => key)).map((i) => ['fact_twice', 'facts', i, 'key'] as const),
    ...twice(sections.map(({ kind }) => kind)).map((i) => ['section_twice', 'sections', i, 'kind'] as const),
    ...facts.flatMap((fact, i) => under(definitionErrors(fact), 'facts', i)),
    ...sections.flatMap(({ blocks }, i) => under(linkErrors(blocks), 'sections', i, 'blocks')),
    ...(quiz ? under(quizErrors(quiz), 'quiz') : []),
  ];
  const definitions = new Map(facts.map((fact) => [fact.key, fact]));
  return [
    ...found.map(([code, ...path]) => ({ code, path })),
    ...criteria.flatMap((criterion, i) =>
      criterionErrors(criterion, definitions).map(({ code, path }) => ({ code, path: ['criteria', i, ...path] })),
    ),
  ];
}

function criterionErrors(criterion: ProtocolContent['criteria'][number], facts: ReadonlyMap<string, FactDefinition>): ContentError[] {
  const { code, direction, testCases } = criterion;
  const errors: ContentError[] = [];
  if (!code.includes(direction === 'up' ? '-U' : '-D')) errors.push({ path: ['code'], code: 'code_against_direction' });
  for (const part of ['rule', 'population'] as const) {
    // a value that is no rule has its own errors
    if (ruleErrors(criterion[part]).length === 0) errors.push(...ruleFitErrors(criterion[part], facts, [part]));
  }
  testCases.forEach((testCase, i) => {
    for (const key of Object.keys(testCase.facts))
      if (!facts.has(key)) errors.push({ path: ['testCases', i, 'facts', key], code: 'fact_undefined' });
  });
  return errors;
}

function definitionErrors({ kind, unit, low, high, codes, scale }: FactDefinition): Found {
  const errors: Found[number][] = [];
  if (kind === 'quantity' && unit === undefined) errors.push(['unit_missing', 'unit']);
  if (unit !== undefined && !isUnit(unit)) errors.push(['unit_unknown', 'unit']);
  if (scale && !isUnit(scale.from)) errors.push(['unit_unknown', 'scale', 'from']);
  if (low !== undefined && high !== undefined && low >= high) errors.push(['limits_reversed', 'high']);
  if (kind === 'code' && !codes?.length) errors.push(['codes_missing', 'codes']);
  return [...errors, ...twice((codes ?? []).map(({ code }) => code)).map((i) => ['value_twice', 'codes', i, 'code'] as const)];
}

function quizErrors({ questions }: Quiz): Found {
  return [
    ...twice(questions.map(({ id }) => id)).map((i) => ['question_twice', 'questions', i, 'id'] as const),
    ...questions.flatMap(({ options, right }, i): Found => [
      ...right.flatMap((place, k) => (place < options.length ? [] : [['option_undefined', 'questions', i, 'right', k] as const])),
      ...twice(right).map((k) => ['option_twice', 'questions', i, 'right', k] as const),
    ]),
  ];
}

function linkErrors(blocks: readonly Block[]): Found {
  const inRuns = (runs: readonly TextRun[], ...at: (string | number)[]): Found =>
    runs.flatMap(({ link }, i) => (link === undefined || isLinkAllowed(link) ? [] : [['link_refused', ...at, i, 'link'] as const]));
  return blocks.flatMap((block, i): Found => {
    if (block.kind === 'list') return block.items.flatMap((runs, k) => inRuns(runs, i, 'items', k));
    if (block.kind === 'table') return block.rows.flatMap((row, k) => row.flatMap((runs, c) => inRuns(runs, i, 'rows', k, c)));
    return inRuns(block.runs, i, 'runs');
  });
}

const under = (found: Found, ...at: (string | number)[]): Found => found.map(([code, ...path]) => [code, ...at, ...path] as const);

/** Places of what has been there before. */
function twice(values: readonly (string | number)[]): number[] {
  return values.flatMap((value, i) => (values.indexOf(value) < i ? [i] : []));
}
