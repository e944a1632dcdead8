// How many rules one core judges, whether it judges right, and what the judge weighs in a browser. Needs no server: also `node test/bench/criteria.mjs [--quick]`.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { compileCriteria } from '@alliance/domain/criteria/criteria-set';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import { say } from '@alliance/domain/criteria/find';
import { readFacts } from '@alliance/domain/criteria/given';
import { judge } from '@alliance/domain/criteria/judge';
import { ruleErrors } from '@alliance/domain/criteria/rule.check';
import { Sight } from '@alliance/domain/criteria/sight';
import { randomFacts, randomFrom, valuesToTry } from '@alliance/domain/criteria/testing/random';
import { referenceVerdict } from '@alliance/domain/criteria/testing/reference';
import { build } from 'vite';
import { Report, median, percentile } from './bars.mjs';

const root = resolve(import.meta.dirname, '../..');
const at = new Date('2026-11-22T02:00:00Z');
const directions = ['up', 'down'];
/** Per rule; a quick run tries a hundredth. */
const factSets = 100_000;
const broken = 50_000;
const casesPerGroup = 300;
const roundMs = 1_500;

/** The published rules as criteria, by their specialty group. */
function groups() {
  const found = new Map();
  for (const { code, direction, urgency, expr: rule, population, label, target, source } of JSON.parse(
    readFileSync(join(root, 'libs/demo/data/transfer_criteria.json'), 'utf8'),
  ).rules) {
    const group = code.split('-')[0];
    const criterion = { code, direction, urgency, rule, population, source, label: { zh: label }, target: { zh: target } };
    found.set(group, [...(found.get(group) ?? []), { ...criterion, levels: [], grades: ['G'] }]);
  }
  return [...found.values()];
}
const valuesOf = (criteria) =>
  valuesToTry(
    factDictionary,
    criteria.flatMap(({ rule, population }) => [rule, population]),
  );

/** Fact sets of a group from nearly empty to complete, with its compiled criteria. */
function casesOf(criteria, random) {
  const set = compileCriteria(factDictionary, criteria);
  const values = valuesOf(criteria);
  return Array.from({ length: casesPerGroup }, () => ({ set, facts: randomFacts(values, random, random()) }));
}

/** Repeats a pass for a while. @returns what it counted, per second */
function perSecond(pass) {
  const began = performance.now();
  let counted = 0;
  while (performance.now() - began < roundMs) counted += pass();
  return (counted / (performance.now() - began)) * 1_000;
}

function measureSpeed(report, cases, rounds) {
  const judged = () => {
    let findings = 0;
    for (const { set, facts } of cases)
      for (const direction of directions) findings += judge(set, facts, { direction, at }).findings.length;
    return findings;
  };
  const seen = cases.map(({ set, facts }) => ({ set, readings: readFacts(set.facts, facts, at).values }));
  let nodes = 0;
  const said = () => {
    let verdicts = 0;
    for (const { set, readings } of seen) {
      const sight = new Sight(set.slots, readings, at);
      for (const direction of directions)
        for (const compiled of set.criteria[direction]) {
          if (say(compiled, sight, null).verdict) verdicts++;
          nodes += compiled.nodes.length;
        }
    }
    return verdicts;
  };
  perSecond(judged);
  perSecond(said);
  const rates = Array.from({ length: rounds }, () => perSecond(judged));
  report.tell('rule judgements with reasons, missing and settling facts, one core', median(rates), '/s', { atLeast: 200_000 });
  nodes = 0;
  const began = performance.now();
  const verdicts = Array.from({ length: rounds }, () => perSecond(said));
  report.tell('verdicts alone', median(verdicts), '/s');
  report.tell('nodes of rules', (nodes / (performance.now() - began)) * 1_000, '/s');
}

/** Forty criteria at once, as a form judges them after a keystroke. */
function measureKeystroke(report, criteria, random) {
  const forty = criteria.slice(0, 40);
  const set = compileCriteria(factDictionary, forty);
  const values = valuesOf(forty);
  const took = Array.from({ length: 2_000 }, () => {
    const facts = randomFacts(values, random, random());
    const began = performance.now();
    judge(set, facts, { direction: 'up', at });
    judge(set, facts, { direction: 'down', at });
    return performance.now() - began;
  });
  report.tell('40 criteria in both directions after a keystroke, p99', percentile(took, 99), 'ms', { atMost: 16 });
  report.tell('the slowest', percentile(took, 100), 'ms');
}

function measureAgreement(report, criteria, random, tried) {
  const prepared = criteria.map((criterion) => ({
    criterion,
    values: valuesOf([criterion]),
    set: compileCriteria(factDictionary, [criterion]),
  }));
  const met = new Map();
  let different = 0;
  for (let n = 0; n < tried * prepared.length; n++) {
    const { criterion, values, set } = prepared[n % prepared.length];
    const facts = randomFacts(values, random, 0.4 + 0.6 * random());
    const { verdict } = judge(set, facts, { direction: criterion.direction, at }).findings[0];
    met.set(verdict, (met.get(verdict) ?? 0) + 1);
    if (verdict !== referenceVerdict(criterion, { values: facts, at: at.getTime() })) different++;
  }
  report.tell(`of ${tried} fact sets per rule those in which the second implementation says something else`, different, '', { atMost: 0 });
  report.tell('their verdicts', [...met].map(([verdict, count]) => `${verdict} ${count}`).join(', '));
}

const words = [
  'all',
  'any',
  'not',
  'of',
  'atLeast',
  'fact',
  'since',
  'trend',
  'within',
  'op',
  'value',
  'unit',
  'cases',
  'when',
  'at',
  '__proto__',
];
const scraps = [
  null,
  true,
  0,
  -1,
  1e308,
  NaN,
  '',
  'sbp',
  'sex',
  'glucose',
  'birth_date',
  '>=',
  'is',
  'in',
  'mg/dL',
  'h',
  '2026-11-22T02:00:00Z',
  [],
  {},
];
const pick = (list, random) => list[Math.floor(random() * list.length)];

/** Anything, with the words of the rule language in places where they do not belong. */
function scrap(random, depth = 5) {
  const kind = depth > 0 ? random() : 1;
  if (kind < 0.25) return Array.from({ length: Math.floor(random() * 4) }, () => scrap(random, depth - 1));
  if (kind > 0.75) return pick(scraps, random);
  return Object.fromEntries(Array.from({ length: Math.floor(random() * 5) }, () => [pick(words, random), scrap(random, depth - 1)]));
}
/** A sound rule in which one value is something else, as JSON could bring it. */
function spoilt(rule, random) {
  const copy = structuredClone(rule);
  let place = copy;
  for (let next = copy; typeof next === 'object' && next !== null && random() < 0.8; next = pick(Object.values(next), random)) place = next;
  const key = pick([...Object.keys(place), ...words], random);
  Object.defineProperty(place, key, { value: scrap(random, 2), enumerable: true, writable: true, configurable: true });
  return copy;
}

function measureBroken(report, criteria, random) {
  const sound = compileCriteria(factDictionary, criteria);
  const keys = factDictionary.map(({ key }) => key);
  let [thrown, refused] = [0, 0];
  for (let n = 0; n < broken; n++) {
    const rule = n % 2 ? scrap(random) : spoilt(pick(criteria, random).rule, random);
    const facts = Object.fromEntries(Array.from({ length: 1 + Math.floor(random() * 12) }, () => [pick(keys, random), scrap(random, 3)]));
    try {
      if (ruleErrors(rule).length) refused++;
      judge(compileCriteria(factDictionary.slice(0, 60), [{ ...criteria[0], rule }]), facts, { direction: 'up', at });
      judge(sound, facts, { direction: n % 3 ? 'up' : 'down', at });
    } catch {
      thrown++;
    }
  }
  report.tell(`throws over ${broken} spoilt rules and fact sets`, thrown, '', { atMost: 0 });
  report.tell('spoilt rules that were refused', (refused / broken) * 100, '%');
}

/** The judge with units and computed facts, as vite bundles it, without what else a page would share with it. */
async function measureWeight(report) {
  const { output } = await build({
    root: join(root, 'apps/web'),
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['@alliance/source', 'module', 'browser', 'production'] },
    build: { write: false, lib: { entry: join(root, 'libs/domain/src/criteria/judge.ts'), formats: ['es'] }, minify: 'oxc' },
  }).then((built) => [built].flat()[0]);
  const kilobytes = output.reduce((sum, chunk) => sum + gzipSync(chunk.code ?? '').length / 1_000, 0);
  report.tell('the judge in a browser: units and computed facts included, gzip', kilobytes, 'kB', { atMost: 30 });
}

export async function measureCriteria({ report, rounds }) {
  const random = randomFrom(4);
  const grouped = groups();
  const criteria = grouped.flat();
  measureSpeed(report, grouped.flatMap((group) => casesOf(group, random)), rounds); // prettier-ignore
  measureKeystroke(report, criteria, random);
  measureAgreement(report, criteria, random, rounds < 5 ? factSets / 100 : factSets);
  measureBroken(report, criteria, random);
  await measureWeight(report);
}

if (process.argv[1] === import.meta.filename) {
  const report = new Report();
  const rounds = process.argv.includes('--quick') ? 3 : 5;
  await measureCriteria({ report, rounds });
  report.close(resolve(root, 'test/results/criteria.json'), { rounds });
}
