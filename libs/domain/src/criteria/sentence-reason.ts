import type { FactScalar } from './fact.types.js';
import type { Reason } from './finding.types.js';
import type { Comparison } from './rule.types.js';
import { factName, oneOfValues, symbols, valueWords, type Speaker } from './sentence-leaf.js';
import { amountWords } from './sentence-unit.js';

/** The words of `reasonText`, as they stand inside a sentence. */
export function becauseOf(by: Speaker, reason: Reason): string {
  const { fact, op, threshold, unit, value, outcome } = reason;
  const zh = by.language === 'zh';
  const name = factName(by, fact);
  const limits: readonly FactScalar[] = Array.isArray(threshold) ? threshold : [threshold as FactScalar];
  if (op === 'since' || op === 'trend') return overTime(by, reason, limits);

  const [limit] = limits;
  const counts = typeof limit === 'number';
  if (!counts) {
    const wanted = `${op === '!=' ? (zh ? '不为' : 'not ') : ''}${oneOfValues(by, fact, limits)}`;
    const said = value === null ? (zh ? '待定' : 'not known') : valueWords(by, fact, value);
    if (outcome === 'met' && value !== null) return zh ? `${name}：${said}` : `${name}: ${said}`;
    return zh ? `${name}：${said}（须${/^不为/.test(wanted) ? '' : '为'}${wanted}）` : `${name}: ${said} (must be ${wanted})`;
  }

  const wanted = (withUnit: boolean): string => {
    const say = (one: FactScalar): string => (withUnit ? amount(by, fact, one, unit) : String(one));
    if (op === 'between') return `${String(limit)}–${say(limits[1] ?? limit)}`;
    return op === 'in' ? oneOfValues(by, fact, limits, unit).trim() : `${symbols[op as Comparison] ?? ''} ${say(limit)}`;
  };
  if (outcome === 'unknown') return zh ? `${name}待定（须 ${wanted(true)}）` : `${name} not known (must be ${wanted(true)})`;
  // a score computed from part of its inputs can decide before it has a value
  if (value === null) return `${name}${outcome === 'met' ? ' ' : zh ? ' 不会 ' : ' cannot be '}${wanted(true)}`;
  const said = `${name} ${amount(by, fact, value, unit, limits)}`;
  if (outcome === 'met')
    return op === 'between' || op === 'in' ? `${said}${zh ? `（${wanted(false)}）` : ` (${wanted(false)})`}` : `${said} ${wanted(false)}`;
  return zh ? `${said}，须 ${wanted(false)}` : `${said}, must be ${wanted(false)}`;
}

const amount = (by: Speaker, fact: string, value: FactScalar, unit: string | null, limits: readonly FactScalar[] = []): string =>
  typeof value === 'number' ? valueWords(by, fact, readable(value, limits), unit) : String(value);
/** Two decimals are enough to read, unless they would make a value look like the limit that it misses. */
function readable(value: number, limits: readonly FactScalar[]): number {
  const rounded = Math.abs(value) < 1 ? Number(value.toPrecision(3)) : Number(value.toFixed(2));
  return limits.includes(rounded) ? value : rounded;
}

function overTime(by: Speaker, { fact, op, unit, value }: Reason, [limit]: readonly FactScalar[]): string {
  const zh = by.language === 'zh';
  const name = factName(by, fact);
  const say = (one: FactScalar | null | undefined): string =>
    typeof one === 'number' ? amountWords(readable(one, [limit ?? 0]), unit ?? undefined, by.language) : zh ? '待定' : 'not known';
  if (zh) return `${name}${op === 'since' ? '距今' : '变化'} ${say(value)}（界值 ${say(limit)}）`;
  const said = typeof value !== 'number' ? `: ${say(null)}` : op === 'since' ? ` ${say(value)} ago` : ` changed by ${say(value)}`;
  return `${name}${said} (limit ${say(limit)})`;
}
