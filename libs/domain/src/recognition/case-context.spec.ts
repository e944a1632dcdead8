import { describe, expect, it } from '@jest/globals';
import { contextsOf, orderedActs, type OrderedCase } from './case-context.js';
import { askedAt, before } from './recognition.example.js';

const quiet: OrderedCase = {
  ...{
    acts: [],
    encounter: 'AMB',
    immediate: false,
    diagnosisCodes: [],
    pregnant: null,
    temperature: null,
    transfusedAt: null,
    exposedAt: null,
  },
};
const contexts = (more: Partial<OrderedCase>) => [...contextsOf({ ...quiet, ...more }, askedAt)];

describe('circumstances of an order set', () => {
  it('of a quiet visit are none', () => expect(contexts({})).toEqual([]));
  it('every act has one', () => {
    expect(new Set(contexts({ acts: [...orderedActs] })).size).toBe(orderedActs.length);
    expect(contexts({ acts: ['transfusion'] })).toEqual(['before_transfusion']);
  });
  const day = 24;
  it.each<[string, Partial<OrderedCase>, string[]]>([
    ['an emergency visit', { encounter: 'EMER' }, ['emergency']],
    ['an immediate referral', { immediate: true }, ['emergency']],
    ['pregnancy as said', { pregnant: true }, ['pregnancy']],
    ['pregnancy as coded', { diagnosisCodes: ['Z34.900'] }, ['pregnancy']],
    ['labour', { diagnosisCodes: [' o80.9'] }, ['pregnancy']],
    ['haemolysis', { diagnosisCodes: ['D59.1'] }, ['haemolytic_anaemia']],
    ['iron deficiency', { diagnosisCodes: ['D50.9'] }, []],
    ['infarction', { diagnosisCodes: ['I21.900'] }, ['acute_attack']],
    ['stable angina', { diagnosisCodes: ['I20.8'] }, []],
    ['fever', { temperature: 37.3 }, ['fever']],
    ['no fever', { temperature: 37.2 }, []],
    ['a transfusion 120 days ago', { transfusedAt: before(120 * day) }, ['transfused_recently']],
    ['a transfusion before that', { transfusedAt: before(120 * day + 1) }, []],
    ['an exposure 90 days ago', { exposedAt: before(90 * day) }, ['exposure_window']],
    ['an exposure before that', { exposedAt: before(90 * day + 1) }, []],
  ])('%s', (_, more, found) => expect(contexts(more)).toEqual(found));
});
