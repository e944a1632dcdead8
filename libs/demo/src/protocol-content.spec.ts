import { describe, expect, it } from '@jest/globals';
import { ProtocolContent } from '@alliance/contracts/protocol.schema';
import { blockersOf } from '@alliance/domain/protocol/blockers';
import { needsSignOff } from '@alliance/domain/protocol/sign-off';
import { compileCriteria } from '@alliance/domain/criteria/criteria-set';
import { judge } from '@alliance/domain/criteria/judge';
import { runTestCases } from '@alliance/domain/criteria/test-case';
import { verdicts } from '@alliance/domain/criteria/rule.types';
import { readFixtures, readRules } from './protocol/published-rules.js';
import { levelsOfLabel, localDefault } from './protocol/target.data.js';
import { demoVersions } from './protocol/versions.js';

const now = new Date('2026-03-01T10:00:00+08:00');
const versions = demoVersions({ first: '2025-03-31', second: '2026-02-17' });
const latest = versions.filter(
  ({ protocol, number }) => number === Math.max(...versions.filter((one) => one.protocol === protocol).map((one) => one.number)),
);
const criteria = latest.flatMap(({ content }) => content.criteria.map((criterion) => ({ criterion, facts: content.facts })));
const byCode = new Map(criteria.map((one) => [one.criterion.code, one.criterion]));

describe('the protocols of the demonstration', () => {
  it('carry every published rule once and unchanged', () => {
    const rules = readRules();
    expect(rules).toHaveLength(106);
    for (const { code, expr, population, direction, urgency, label, target, source, confidence } of rules)
      expect(byCode.get(code)).toMatchObject({
        ...{ rule: expr, population, direction, urgency },
        ...{ source: source.startsWith('public repo') ? expect.stringMatching(/^prior art/) : source },
        ...{ label: { zh: label }, target: { zh: target }, grades: confidence.split('+') },
      });
    expect(criteria).toHaveLength(106 + 6);
    expect(byCode.size).toBe(criteria.length);
  });

  it.each(criteria.map((one) => [one.criterion.code, one] as const))(
    '%s: every test case gives what it says',
    (_, { criterion, facts }) => {
      expect(runTestCases(facts, criterion, now).map(({ name, actual }) => [name, actual])).toEqual(
        criterion.testCases.map(({ name, expect }) => [name, expect]),
      );
    },
  );

  it('try every criterion with its fixture and in all four outcomes', () => {
    const fixtures = readFixtures();
    for (const { criterion } of criteria) {
      expect([criterion.code, [...new Set(criterion.testCases.map(({ expect }) => expect))].toSorted()]).toEqual([
        criterion.code,
        [...verdicts].toSorted(),
      ]);
      const fixture = fixtures.find(({ code }) => code === criterion.code);
      if (fixture) expect(criterion.testCases[0]).toMatchObject({ facts: fixture.facts, expect: fixture.expect });
    }
  });

  it('give nothing that is questioned: values lie within limits and units convert', () => {
    const questioned = criteria.flatMap(({ criterion, facts }) =>
      criterion.testCases.flatMap((one) => {
        const { doubted } = judge(compileCriteria(facts, [criterion]), one.facts, { direction: criterion.direction, at: now });
        return doubted.map((doubt) => [criterion.code, one.name, doubt]);
      }),
    );
    expect(questioned).toEqual([]);
  });

  it('are accepted by the contract and could be published', () => {
    for (const { content, protocol, number } of versions) {
      expect([protocol.code, number, ProtocolContent.safeParse(content).error?.issues ?? []]).toEqual([protocol.code, number, []]);
      const signOffs = content.criteria.filter(needsSignOff);
      expect([protocol.code, blockersOf(content, signOffs, now)]).toEqual([protocol.code, []]);
    }
  });

  it('say all six sections with a table and a list, and that they are no advice', () => {
    for (const { content } of versions) {
      const blocks = content.sections.flatMap((section) => section.blocks);
      expect(content.sections.every((section) => section.blocks.length >= 2 && section.blocks.length <= 5)).toBe(true);
      expect(blocks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['table', 'list', 'paragraph', 'note']));
      expect(JSON.stringify(content.sections[0])).toContain('演示内容，不构成医疗建议');
    }
    expect(latest.filter(({ content }) => content.quiz)).toHaveLength(5);
  });

  it('name the level where a criterion is asked', () => {
    expect(byCode.get('HTN-D01')?.levels).toEqual(['county']);
    expect(byCode.get('HTN-D04')?.levels).toEqual(['township']);
    expect(byCode.get('CKD-U08')?.levels).toEqual(['county']);
    expect(byCode.get('OB-U06')?.levels).toEqual(['village', 'township']);
    expect(byCode.get('ACS-U01')?.levels).toEqual(['village', 'township', 'county']);
    expect(byCode.get('DM-D01')?.levels).toEqual(['county', 'tertiary']);
    for (const { criterion } of criteria) expect(criterion.levels.length).toBeGreaterThan(0);
    expect(levelsOfLabel.every(([words]) => criteria.some(({ criterion }) => criterion.label.zh.includes(words)))).toBe(true);
  });

  it('refer to the documents of their rules, not to local defaults', () => {
    const references = latest.flatMap(({ content }) => content.references);
    expect(references).not.toContain(localDefault);
    // without the local default, and prior art of two repositories counts once
    expect(new Set(references).size).toBe(new Set(readRules().map(({ source }) => source)).size - 2);
  });
});
