import { describe, expect, it } from '@jest/globals';
import { deviceTrouble } from './device-trouble';
import { expectedStep, middle } from './line-check';

describe('why a device could not be used', () => {
  it.each([
    ['NotAllowedError', true, 'denied'],
    ['NotReadableError', true, 'busy'],
    ['NotFoundError', true, 'missing'],
    ['OverconstrainedError', true, 'missing'],
    ['SecurityError', true, 'insecure'],
    ['SomethingNew', true, 'unknown'],
    ['TypeError', false, 'insecure'],
  ])('%s, devices there: %s', (name, there, expected) => {
    expect(deviceTrouble(Object.assign(new Error(name), { name }), there)).toBe(expected);
  });
});

describe('what a line will carry', () => {
  it.each([
    [40, null, '720p'],
    [250, 10, '720p'],
    [251, 10, '360p'],
    [40, 1, '360p'],
    [900, null, 'audio'],
    [40, 0.2, 'audio'],
    [1_501, 10, 'board'],
    [40, 0.05, 'board'],
    [Infinity, null, 'board'],
  ] as const)('%s ms at %s Mbit/s: %s', (roundTrip, mbps, step) => {
    expect(expectedStep(roundTrip, mbps)).toBe(step);
  });
  it('one slow answer among quick ones does not count', () => {
    expect(middle([30, 900, 40, 35, 38])).toBe(38);
    expect(middle([])).toBe(Infinity);
  });
});
