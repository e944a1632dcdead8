import { expect, it } from '@jest/globals';
import { Refusal } from '../refusal.js';
import { checkConsent, type SaidConsent } from './report-consent.js';

const said: SaidConsent = { given: true, giver: 'patient', giverName: null, rescueReason: null };

it.each<[string, Partial<SaidConsent>, string | null, string]>([
  ['a grown patient', {}, '1980-01-01', 'fine'],
  ['somebody whose age nobody knows', {}, null, 'fine'],
  ['a patient of 14 today', {}, '2012-11-22', 'fine'],
  ['a child of 13', {}, '2012-11-23', 'giver'],
  ['the guardian of a child, by name', { giver: 'guardian', giverName: '王强' }, '2020-01-01', 'fine'],
  ['a guardian without a name', { giver: 'guardian' }, '2020-01-01', 'giverName'],
  ['a relative without a name', { giver: 'relative' }, '1980-01-01', 'giverName'],
  ['a rescue with its reason', { giver: 'rescue', rescueReason: '昏迷，联系不上家属' }, '2020-01-01', 'fine'],
  ['a rescue without one', { giver: 'rescue' }, '1980-01-01', 'rescueReason'],
  ['a reason without a rescue', { rescueReason: '昏迷' }, '1980-01-01', 'rescueReason'],
  ['a rescue that withdraws', { giver: 'rescue', rescueReason: '昏迷', given: false }, '1980-01-01', 'given'],
  ['a patient who withdraws', { given: false }, '1980-01-01', 'fine'],
])('%s: %j', (_, more, birthDate, expected) => {
  let found = 'fine';
  try {
    checkConsent({ ...said, ...more }, birthDate, '2026-11-22');
  } catch (error) {
    found = error instanceof Refusal ? String((error.facts['fields'] as readonly string[])[0]) : String(error);
  }
  expect(found).toBe(expected);
});
