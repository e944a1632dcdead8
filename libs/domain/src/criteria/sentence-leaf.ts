import type { FactDefinition, FactScalar } from './fact.types.js';
import type { Comparison, Leaf, Since, Trend } from './rule.types.js';
import { amountWords, inLanguage, isTime, type Language } from './sentence-unit.js';

/** Definitions by key, and the language to speak. */
export interface Speaker {
  readonly language: Language;
  readonly facts: ReadonlyMap<string, FactDefinition>;
}

export const symbols: Readonly<Record<Comparison, string>> = { '>=': '≥', '>': '>', '<=': '≤', '<': '<', '==': '=', '!=': '≠' };
const properNames = /^(Apgar|Glasgow|Killip|Wagner|Rankin|Bishop|Braden|Barthel|Murphy|Kussmaul|Wells|Doppler|Kubota|Chinese)/;

/** An English name as it stands inside a sentence: "SpO2" and "Apgar score" keep their capitals. */
function inside(name: string, language: Language): string {
  const [first = ''] = name.split(/[\s(,]/, 1);
  const ordinary = language === 'en' && /^[A-Z][a-z]+([-/][a-z]+)*$/.test(first) && !properNames.test(first);
  return ordinary ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** How a fact is called inside a sentence; its key where nobody defined it. */
export function factName({ facts, language }: Speaker, key: string): string {
  const definition = facts.get(key);
  return definition ? inside(inLanguage(definition.name, language), language) : key;
}

/** A value of a fact in words: number with unit, name of a code, 是/否. */
export function valueWords({ facts, language }: Speaker, key: string, value: FactScalar, unit?: string | null): string {
  const definition = facts.get(key);
  const zh = language === 'zh';
  if (typeof value === 'boolean') return zh ? (value ? '是' : '否') : value ? 'yes' : 'no';
  if (typeof value === 'string') {
    const code = definition?.codes?.find((one) => one.code === value);
    return code ? inside(inLanguage(code.name, language), language) : value;
  }
  const shown = unit ?? definition?.unit;
  if (zh && definition?.group === 'person' && shown === 'a') return `${value} 岁`;
  if (zh && definition?.name.zh.endsWith('分级') && shown === '{score}') return `${value} 级`;
  return amountWords(value, shown, language);
}

/** What a number is held against: `≥ 180 mmHg`, or `180 mmHg or more`. */
export function limitWords({ language }: Speaker, op: Comparison, limit: string): string {
  if (language === 'zh') return `${symbols[op]} ${limit}`;
  const said: Readonly<Record<Comparison, string>> = {
    '>=': `${limit} or more`,
    '>': `above ${limit}`,
    '<=': `${limit} or less`,
    '<': `below ${limit}`,
    '==': limit,
    '!=': `not ${limit}`,
  };
  return said[op];
}

/** One of several values of a fact: "红色、橙色或紫色", "red, orange or purple"; numbers have their unit once. */
export function oneOfValues(speaker: Speaker, key: string, values: readonly FactScalar[], unit?: string | null): string {
  const zh = speaker.language === 'zh';
  const said = values.map((one, i) =>
    typeof one === 'number' && i < values.length - 1 ? String(one) : valueWords(speaker, key, one, unit),
  );
  const [last, gap] = [said.at(-1) ?? '', zh && typeof values[0] === 'number' ? ' ' : ''];
  if (said.length < 2) return `${gap}${last}`;
  return zh ? `${gap}${said.slice(0, -1).join('、')}${gap}或${gap}${last}` : `${said.slice(0, -1).join(', ')} or ${last}`;
}

/** "is", where the name is one thing: "episodes within 30 days: 2 or more". */
function copula({ facts }: Speaker, key: string, name: string): string {
  const several = facts.get(key)?.unit === '{count}' || name.includes(',') || /^[A-Z]?[a-z]+[^s]s\b/.test(name);
  return several ? `${name}:` : `${name} is`;
}
/** Times and changes are more or less than, not above or below. */
const ofTime = (said: string): string => said.replace('above', 'more than').replace('below', 'less than');

/** One condition as a statement without full stop; in English as it stands inside a sentence. */
export function leafWords(speaker: Speaker, leaf: Leaf): string {
  if ('since' in leaf) return sinceWords(speaker, leaf);
  if ('trend' in leaf) return trendWords(speaker, leaf);
  const zh = speaker.language === 'zh';
  const name = factName(speaker, leaf.fact);
  if (leaf.op === 'between') {
    const [low, high] = leaf.value;
    const top = valueWords(speaker, leaf.fact, high, leaf.unit);
    return zh ? `${name}在 ${low} 至 ${top} 之间（含）` : `${copula(speaker, leaf.fact, name)} from ${low} to ${top}`;
  }
  if (leaf.op === 'in') {
    const said = oneOfValues(speaker, leaf.fact, leaf.value);
    return zh ? `${name}为${said}` : `${copula(speaker, leaf.fact, name)} ${said}`;
  }
  if (leaf.op === 'is' || typeof leaf.value === 'boolean')
    return statement(speaker, leaf.fact, (leaf.value === true) === (leaf.op !== '!='));
  if (typeof leaf.value === 'object') return name;
  const said = valueWords(speaker, leaf.fact, leaf.value, leaf.unit);
  if (typeof leaf.value === 'string') {
    if (zh) return `${name}${leaf.op === '!=' ? '不为' : '为'}${said}`;
    return `${copula(speaker, leaf.fact, name)} ${leaf.op === '!=' ? 'not ' : ''}${said}`;
  }
  const limit = limitWords(speaker, leaf.op, said);
  if (zh) return `${name} ${limit}`;
  const definition = speaker.facts.get(leaf.fact);
  const isDuration = isTime(leaf.unit ?? definition?.unit) && definition?.group !== 'person';
  return `${copula(speaker, leaf.fact, name)} ${isDuration ? ofTime(limit) : limit}`;
}

/** Denied so often that people have words for it; everything else is "…：否". */
const denied: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  pregnant: { zh: '未妊娠', en: 'not pregnant' },
  angina: { zh: '无心绞痛', en: 'no angina' },
  lactating: { zh: '非哺乳期', en: 'not breastfeeding' },
};
function statement(speaker: Speaker, key: string, holds: boolean): string {
  const name = factName(speaker, key);
  if (holds) return name;
  return denied[key]?.[speaker.language] ?? (speaker.language === 'zh' ? `${name}：否` : `${name}: no`);
}

function sinceWords(speaker: Speaker, { since, op, value, unit }: Since): string {
  const name = factName(speaker, since);
  const time = amountWords(value, unit, speaker.language);
  if (speaker.language === 'zh') return `${name}距今 ${symbols[op]} ${time}`;
  const said: Readonly<Record<Comparison, string>> = {
    '>=': `at least ${time} ago`,
    '>': `more than ${time} ago`,
    '<=': `at most ${time} ago`,
    '<': `less than ${time} ago`,
    '==': `exactly ${time} ago`,
    '!=': `not exactly ${time} ago`,
  };
  return `${name} was ${said[op]}`;
}

function trendWords(speaker: Speaker, rule: Trend): string {
  const { language } = speaker;
  const zh = language === 'zh';
  const name = factName(speaker, rule.trend);
  const within = amountWords(rule.within.value, rule.within.unit, language);
  const window = zh ? `${within}内` : `within ${within}`;
  if (rule.measure === 'ratio') {
    const times = limitWords(speaker, rule.op, zh ? `${rule.value} 倍` : `${rule.value} times`);
    return zh ? `${window}${name}为原值的 ${times}` : `${name} is ${times} its earlier value ${window}`;
  }
  // a fall is negative: "≤ -5" is a fall of 5 or more
  const falls = rule.value < 0 && (rule.op === '<=' || rule.op === '<');
  const rises = rule.value > 0 && (rule.op === '>=' || rule.op === '>');
  const op = falls ? (rule.op === '<' ? '>' : '>=') : rule.op;
  const amount = falls ? -rule.value : rule.value;
  const unit = rule.measure === 'percent' ? '%' : speaker.facts.get(rule.trend)?.unit;
  const limit = limitWords(speaker, op, amountWords(amount, unit, language));
  const yearly = rule.measure === 'per_year';
  if (zh) return `${window}${name}${yearly ? '每年' : ''}${falls ? '下降' : rises ? '上升' : '变化'} ${limit}`;
  const verb = falls ? 'fell by' : rises ? 'rose by' : 'changed by';
  return `${name} ${verb} ${ofTime(limit)}${yearly ? ' per year' : ''} ${window}`;
}
