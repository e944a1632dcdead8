import type { FactDefinition } from './fact.types.js';
import { alternatives, atoms, none, prefixes, type Dimension } from './units.data.js';

interface Unit {
  readonly factor: number;
  readonly dimension: Dimension;
  /** Degrees at 0 K (Celsius, Fahrenheit). */
  readonly zero: number | undefined;
  /** Written with an amount of substance: tells mmol/mol from %. */
  readonly molar: boolean;
}
/** What a fact says about its own conversions. */
export type About = Pick<FactDefinition, 'unit' | 'molarMass' | 'scale'>;

const mass = 1;
const amount = 4;
const longest = 40;

/** Whether the text is a unit of the UCUM subset (case sensitive). */
export const isUnit = (code: string): boolean => unitOf(code) !== undefined;

/**
 * A value in another unit, to 12 significant digits. Mass and amount of substance are converted with `about.molarMass`, other scales
 * (HbA1c) with `about.scale`.
 * @param from UCUM code of the value
 * @param to UCUM code wanted
 * @returns undefined when a unit is unknown or the two do not measure the same thing
 */
export function convert(value: number, from: string, to: string, about?: About): number | undefined {
  const source = unitOf(from);
  const target = unitOf(to);
  if (!source || !target) return undefined;
  if (from === to) return value;
  return about?.scale ? overScale(value, source, target, about, about.scale) : between(value, source, target, about?.molarMass);
}

/** Units in which a form takes a fact, its own first. Empty for what has none. */
export function unitsOf(definition: FactDefinition): string[] {
  const { unit, scale } = definition;
  if (unit === undefined) return [];
  const others = [...(alternatives[unit] ?? []), ...(scale ? [scale.from] : [])];
  return [unit, ...others.filter((other) => convert(1, other, unit, definition) !== undefined)];
}

function between(value: number, source: Unit, target: Unit, molarMass: number | undefined): number | undefined {
  let factor = 1;
  const moved = (source.dimension[mass] ?? 0) - (target.dimension[mass] ?? 0);
  for (const [i, power] of source.dimension.entries()) {
    const apart = power - (target.dimension[i] ?? 0);
    const expected = i === mass ? moved : i === amount ? -moved : 0;
    if (apart !== expected) return undefined;
  }
  if (moved !== 0) {
    if (!molarMass) return undefined;
    factor = molarMass ** -moved;
  }
  const base = source.zero === undefined ? value * source.factor : (value + source.zero) * source.factor;
  const result = (base * factor) / target.factor - (target.zero ?? 0);
  return Number.isFinite(result) ? Number(result.toPrecision(12)) : undefined;
}

/** mmol/mol and % of HbA1c are both plain numbers, yet 48 mmol/mol are 6.5 % and not 4.8: a unit is read on the scale it is written for. */
function overScale(value: number, source: Unit, target: Unit, about: About, scale: NonNullable<About['scale']>): number | undefined {
  const own = unitOf(about.unit ?? '1');
  const other = unitOf(scale.from);
  if (!own || !other) return undefined;
  const onOther = (unit: Unit): boolean => unit.molar === other.molar && sameDimension(unit, other);
  if (onOther(source) === onOther(target)) return between(value, source, target, about.molarMass);
  if (onOther(source)) {
    const read = between(value, source, other, undefined);
    return read === undefined ? undefined : between(scale.slope * read + scale.offset, own, target, about.molarMass);
  }
  const read = between(value, source, own, about.molarMass);
  return read === undefined ? undefined : between((read - scale.offset) / scale.slope, other, target, undefined);
}

const sameDimension = (one: Unit, other: Unit): boolean => one.dimension.every((power, i) => power === other.dimension[i]);

// units come from outside: the ones in use are few, a flood of invented ones must not stay
const known = new Map<string, Unit | undefined>();
function unitOf(code: string): Unit | undefined {
  if (known.has(code)) return known.get(code);
  const unit = code.length <= longest ? new Reader(code).read() : undefined;
  if (known.size >= 500) known.clear();
  known.set(code, unit);
  return unit;
}

const one: Unit = { factor: 1, dimension: none, zero: undefined, molar: false };
const symbols = [...atoms.keys()].sort((a, b) => b.length - a.length);

/** Recursive descent over UCUM §7–12: term = component (('.' | '/') component)*, with a leading '/'. */
class Reader {
  private at = 0;
  constructor(private readonly text: string) {}

  read(): Unit | undefined {
    const unit = this.term();
    return unit && this.at === this.text.length ? unit : undefined;
  }

  private term(): Unit | undefined {
    let left: Unit | undefined = this.take('/') ? power(this.component(), -1) : this.component();
    for (;;) {
      const sign = this.take('/') ? -1 : this.take('.') ? 1 : 0;
      if (!left || sign === 0) return left;
      left = times(left, power(this.component(), sign));
    }
  }

  private component(): Unit | undefined {
    if (this.take('(')) {
      const inner = this.term();
      return this.take(')') ? inner : undefined;
    }
    if (this.match(/\{[^{}]*\}/y)) return one;
    // 10* is an atom, 24 a number
    const number = this.match(/[1-9]\d*(?![*^\d])/y);
    if (number) return { ...one, factor: Number(number) };
    const unit = this.symbol();
    if (!unit) return undefined;
    const exponent = this.match(/[+-]?\d+/y);
    this.match(/\{[^{}]*\}/y);
    return exponent ? power(unit, Number(exponent)) : unit;
  }

  private symbol(): Unit | undefined {
    for (const prefix of ['', 'da', ...Object.keys(prefixes)]) {
      if (!this.text.startsWith(prefix, this.at)) continue;
      const code = symbols.find((symbol) => this.text.startsWith(symbol, this.at + prefix.length) && this.ends(prefix + symbol));
      const found = code === undefined ? undefined : atoms.get(code);
      if (!found || code === undefined || (prefix && !found.metric)) continue;
      this.at += prefix.length + code.length;
      const { factor, dimension, zero } = found;
      return { factor: factor * (prefixes[prefix] ?? 1), dimension, zero, molar: dimension[amount] !== 0 };
    }
    return undefined;
  }

  /** After a symbol only an exponent, an annotation, an operator or the end. */
  private ends(symbol: string): boolean {
    const next = this.text.slice(this.at + symbol.length, this.at + symbol.length + 1);
    return next === '' || /[\d+\-{./()]/.test(next);
  }
  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }
  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }
}

/** Degrees take no part in products (UCUM §21). */
function times(left: Unit, right: Unit | undefined): Unit | undefined {
  if (!right || left.zero !== undefined || right.zero !== undefined) return undefined;
  const dimension = left.dimension.map((value, i) => value + (right.dimension[i] ?? 0));
  return { factor: left.factor * right.factor, dimension, zero: undefined, molar: left.molar || right.molar };
}
function power(unit: Unit | undefined, exponent: number): Unit | undefined {
  if (!unit || (unit.zero !== undefined && exponent !== 1)) return undefined;
  return { ...unit, factor: unit.factor ** exponent, dimension: unit.dimension.map((value) => value * exponent) };
}
