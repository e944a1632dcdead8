import { derivedFacts } from './derived.js';
import type { DoubtedFact, FactDefinition, FactDoubt, FactScalar, GivenFacts } from './fact.types.js';
import { momentOf } from './derived.time.js';
import { convert } from './units.js';

export interface DatedValue {
  readonly value: FactScalar;
  /** Milliseconds since 1970. */
  readonly at: number;
}
/** A fact as rules use it. */
export interface FactReading {
  /** A quantity in `unit`, an instant as milliseconds since 1970, else as given. */
  readonly value: FactScalar;
  /** Unit of the fact's definition; null for what has none. */
  readonly unit: string | null;
  /** The dated values, oldest first; empty when none is dated. The last one is `value`. */
  readonly series: readonly DatedValue[];
}
export type FactReadings = ReadonlyMap<string, FactReading>;
export interface FactsRead {
  readonly values: FactReadings;
  readonly doubted: readonly DoubtedFact[];
}

interface Doubt {
  readonly doubt: FactDoubt;
  readonly detail: DoubtedFact['detail'];
}
interface Entry {
  readonly value: FactScalar | undefined;
  readonly at: number | undefined;
  readonly doubt: Doubt | undefined;
}
type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads given facts into the units of their definitions; what cannot be used is doubted and left out. Never throws, whatever JSON came.
 * @param definitions by key
 * @param given as somebody gave them; a bare value is in the fact's own unit
 * @param at moment of judgement, for comparing a given score with the computed one
 */
export function readFacts(definitions: ReadonlyMap<string, FactDefinition>, given: GivenFacts, at: Date): FactsRead {
  const values = new Map<string, FactReading>();
  const doubted: DoubtedFact[] = [];
  for (const fact of Object.keys(isObject(given) ? given : {})) {
    const definition = definitions.get(fact);
    if (!definition) {
      doubted.push({ fact, doubt: 'unknown_fact', detail: {} });
      continue;
    }
    const { reading, doubts } = read(definition, given[fact]);
    if (reading) values.set(fact, reading);
    for (const doubt of doubts) doubted.push({ fact, ...doubt });
  }
  const contradicted = [...values].flatMap(([fact, reading]) => {
    const doubt = differs(fact, reading, values, at);
    return doubt ? [{ fact, ...doubt }] : [];
  });
  for (const { fact } of contradicted) if (!isConfirmed(given[fact])) values.delete(fact);
  return { values, doubted: [...doubted, ...contradicted] };
}

function read(definition: FactDefinition, given: unknown): { reading: FactReading | undefined; doubts: Doubt[] } {
  const unit = definition.unit ?? null;
  if (!Array.isArray(given)) {
    const { value, at, doubt } = entryOf(definition, given);
    if (value === undefined) return { reading: undefined, doubts: doubt ? [doubt] : [] };
    return { reading: { value, unit, series: at === undefined ? [] : [{ value, at }] }, doubts: [] };
  }
  if (given.length === 1) return read(definition, given[0]);
  const entries = given.map((one) => entryOf(definition, one));
  const dated = entries.filter((entry): entry is Entry & { at: number } => entry.at !== undefined).sort((a, b) => a.at - b.at);
  const series = dated.flatMap(({ value, at }): DatedValue[] => (value === undefined ? [] : [{ value, at }]));
  // of several values only the dated ones say which came last; a newest value in doubt must not be replaced by an older one
  const newest = dated.at(-1)?.value;
  const undated = entries.some((entry) => entry.at === undefined && !entry.doubt) || entries.length === 0;
  const doubts = [...entries.map((entry) => entry.doubt), undated ? invalid(definition) : undefined];
  const first = doubts.filter((doubt, i) => doubt && doubts.findIndex((other) => other?.doubt === doubt.doubt) === i) as Doubt[];
  return { reading: newest === undefined ? undefined : { value: newest, unit, series }, doubts: first };
}

function entryOf(definition: FactDefinition, given: unknown): Entry {
  const fields: Fields = isObject(given) ? given : { value: given };
  const at = fields['at'] === undefined ? undefined : momentOf(fields['at']);
  if (fields['at'] !== undefined && at === undefined) return { value: undefined, at, doubt: invalid(definition) };
  const result = valueOf(definition, fields);
  return typeof result === 'object' ? { value: undefined, at, doubt: result } : { value: result, at, doubt: undefined };
}

function valueOf(definition: FactDefinition, fields: Fields): FactScalar | Doubt {
  const { kind, unit: own } = definition;
  const { value, unit = own } = fields;
  if (unit !== own && (typeof unit !== 'string' || own === undefined)) return unconvertible(unit, own);
  if (kind === 'boolean') return typeof value === 'boolean' ? value : invalid(definition);
  if (kind === 'code') return codeOf(definition, value) ?? invalid(definition);
  if (kind === 'instant') return momentOf(value, definition.key.endsWith('_date')) ?? invalid(definition);
  if (typeof value !== 'number' || !Number.isFinite(value)) return invalid(definition);
  const converted = unit === own ? value : convert(value, unit as string, own as string, definition);
  if (converted === undefined) return unconvertible(unit, own);
  const { low, high } = definition;
  const beyond = (low !== undefined && converted < low) || (high !== undefined && converted > high);
  if (!beyond || fields['confirmed'] === true) return converted;
  return {
    doubt: 'outside_limits',
    detail: { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }), value: converted },
  };
}

const codeOf = (definition: FactDefinition, value: unknown): string | undefined =>
  definition.codes?.find(({ code }) => code === value)?.code;
const invalid = ({ kind }: FactDefinition): Doubt => ({ doubt: 'value_invalid', detail: { expected: kind } });
const unconvertible = (unit: unknown, expected = ''): Doubt => ({
  doubt: 'unit_unconvertible',
  detail: { unit: typeof unit === 'string' ? unit.slice(0, 40) : '', expected },
});
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A given score that its inputs contradict: they count, until somebody says that it is right all the same. */
function differs(fact: string, reading: FactReading, values: FactReadings, at: Date): Doubt | undefined {
  const derived = derivedFacts.get(fact);
  const given = reading.value;
  if (!derived || typeof given !== 'number') return undefined;
  const computed = derived.compute(values, at);
  if (!computed) return undefined;
  const unit = reading.unit ?? '1';
  const [low, high] = [convert(computed.low, derived.unit, unit), convert(computed.high, derived.unit, unit)];
  if (low === undefined || high === undefined || (given >= low - derived.tolerance && given <= high + derived.tolerance)) return undefined;
  const nearest = given < low ? low : high;
  return { doubt: 'differs_from_computed', detail: { computed: Math.round(nearest * 100) / 100, given } };
}

const isConfirmed = (given: unknown): boolean =>
  (Array.isArray(given) ? given : [given]).some((one: unknown) => isObject(one) && one['confirmed'] === true);
