import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factDictionary } from '../criteria/dictionary.js';
import { urgencies } from '../referral/referral.codes.js';
import { checklists, commonItems, otherItems } from './checklist.data.js';
import { checklistOf, completenessOf, completenessThreshold, type CheckedReferral } from './completeness.js';

const nothing: CheckedReferral = {
  ...{ urgency: 'routine', diagnosisCode: null, summary: null, senderDepartmentId: null },
  ...{ transport: null, consentName: null, facts: null, documents: 0 },
};
const written: CheckedReferral = {
  ...nothing,
  ...{ diagnosisCode: 'I10.x00', summary: '血压 180/110', senderDepartmentId: 'd', transport: 'own_way', consentName: '张三' },
};
const measured = { sbp: 180, antihypertensive_count: 3, egfr: 80, k: 4.1 };

describe('how complete a referral is', () => {
  it('grows with what is filled in, to 100 % where nothing is missing', () => {
    expect(completenessOf(nothing)).toMatchObject({ percent: 0, checklist: null, asksReason: true });
    expect(completenessOf(written)).toMatchObject({ percent: 60, checklist: 'hypertension', asksReason: true });
    const complete = completenessOf({ ...written, facts: measured });
    expect(complete).toEqual({ percent: 100, threshold: 85, checklist: 'hypertension', missing: [], asksReason: false });
  });

  it.each([
    ['routine', 'egfr', 93, false],
    ['urgent', 'egfr', 93, false],
    ['routine', 'sbp', 86, false],
    ['urgent', 'sbp', 86, true],
    ['immediate', 'sbp', 86, false],
  ] as const)('%s without %s: %i %%, a reason is asked for: %s', (urgency, without, percent, asksReason) => {
    const facts = Object.fromEntries(Object.entries(measured).filter(([key]) => key !== without));
    expect(completenessOf({ ...written, urgency, facts })).toMatchObject({ percent, asksReason });
  });

  it('an immediate case is never asked why (RF-06)', () => {
    expect(completenessThreshold.immediate).toBeNull();
    expect(completenessOf({ ...nothing, urgency: 'immediate' }).asksReason).toBe(false);
  });

  it('blank is missing; no and zero are said', () => {
    const missing = (more: Partial<CheckedReferral>) => completenessOf({ ...written, ...more }).missing.map(({ key }) => key);
    expect(missing({ summary: '  ' })).toContain('summary');
    expect(missing({ facts: { sbp: '' } })).toContain('blood_pressure');
    expect(missing({ facts: { antihypertensive_count: 0 } })).not.toContain('antihypertensive_count');
    expect(missing({ diagnosisCode: 'O14.1', facts: { fm_reduced: false } })).not.toContain('fetus');
    expect(missing({ facts: { k: [{ value: '' }] } })).toContain('k');
    expect(missing({ facts: { k: [{ value: 4 }] } })).not.toContain('k');
  });

  it('the weightiest is said first', () => {
    const weights = completenessOf(nothing).missing.map(({ weight }) => weight);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
  });
});

describe('the checklists', () => {
  it.each([
    ['I21.0', 'coronary'],
    ['I63.9', 'stroke'],
    ['I10', 'hypertension'],
    ['J44.1', 'airways'],
    ['E11.9', 'diabetes'],
    ['N18.5', 'kidney'],
    ['O14.1', 'obstetric'],
    ['P07.3', 'newborn'],
    ['S72.0', 'injury'],
    ['K35', null],
    [null, null],
  ])('%s is held against %s', (diagnosisCode, code) => {
    expect(checklistOf({ diagnosisCode, urgency: 'routine' }).code).toBe(code);
  });

  it('ask for facts of the dictionary, each once, each with a weight', () => {
    const known = new Set(factDictionary.map(({ key }) => key));
    for (const items of [...checklists.map((list) => [...commonItems, ...list.items]), [...commonItems, ...otherItems]]) {
      expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
      for (const { facts = [], fields = [], weight } of items) {
        expect(facts.filter((key) => !known.has(key))).toEqual([]);
        expect(facts.length + fields.length).toBeGreaterThan(0);
        expect(weight).toBeGreaterThan(0);
      }
    }
  });
});

const anyReferral: fc.Arbitrary<CheckedReferral> = fc.record({
  urgency: fc.constantFrom(...urgencies, null),
  diagnosisCode: fc.constantFrom(null, 'I21', 'I10', 'O14.1', 'K35', 'S72'),
  summary: fc.constantFrom(null, '', 'x'),
  senderDepartmentId: fc.constantFrom(null, 'd'),
  transport: fc.constantFrom(null, 'ambulance'),
  consentName: fc.constantFrom(null, 'x'),
  facts: fc.option(fc.dictionary(fc.constantFrom('sbp', 'hr', 'gcs', 'spo2', 'onset_min'), fc.constantFrom<number | string>(1, '')), {
    nil: null,
  }),
  documents: fc.nat(2),
});
describe('whatever is written', () => {
  it('another answer never lowers it, and 100 % is said only where nothing is missing', () => {
    fc.assert(
      fc.property(anyReferral, (referral) => {
        const { percent, missing } = completenessOf(referral);
        expect(percent === 100).toBe(missing.length === 0);
        for (const more of [{ summary: 'x' }, { documents: 1 }, { transport: 'own_way' }, { facts: { ...referral.facts, sbp: 120 } }])
          expect(completenessOf({ ...referral, ...more }).percent).toBeGreaterThanOrEqual(percent);
      }),
    );
  });
});
