import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { capabilities } from '../administration/capability.js';
import { treatmentSubjectCodes } from '../administration/department.js';
import { institutionLevels } from '../referral/direction.js';
import { directions, services, urgencies } from '../referral/referral.codes.js';
import type { Asked, CandidateFacts, DepartmentFacts } from './candidate.types.js';
import { distanceKm } from './distance.js';
import { rankReceivers } from './rank.js';
import { waitOf } from './waiting.js';

const now = new Date('2026-11-21T08:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const asked: Asked = { service: 'inpatient', urgency: 'routine', direction: 'up', subjects: ['03.04'], needs: [], now };
const department: DepartmentFacts = { id: 'cardiology', subjects: ['03.04'], sameSpecialty: true, free: null, wait: null };
const hospital: CandidateFacts = {
  ...{ id: 'a', name: 'A', level: 'tertiary', direction: 'up', takesPart: true },
  ...{ capabilities: [], distanceKm: 20, departments: [department] },
};
const other = { ...hospital, id: 'b', name: 'B' };
const order = (members: readonly CandidateFacts[], more: Partial<Asked> = {}) =>
  rankReceivers(members, { ...asked, ...more }).candidates.map(({ id }) => id);
const having = (of: CandidateFacts, more: Partial<DepartmentFacts>): CandidateFacts => ({
  ...of,
  departments: [{ ...department, ...more }],
});
const beds = (count: number | null, confirmedAt: Date | null = hoursAgo(1)) => ({ free: { beds: count, nextSlotAt: null, confirmedAt } });

describe('receivers are ordered', () => {
  it('by what the criteria point to first: without it, free beds are no help', () => {
    const far = { ...other, capabilities: ['primary_pci_24h' as const], distanceKm: 300 };
    const { candidates } = rankReceivers([having(hospital, beds(9)), far], { ...asked, needs: [['primary_pci_24h']] });
    expect(candidates.map(({ id, target }) => [id, target])).toEqual([
      ['b', 'met'],
      ['a', 'missing'],
    ]);
    expect(candidates[1]?.missing).toEqual([['primary_pci_24h']]);
  });

  it('a hospital that has stated nothing at all stands between the two', () => {
    const silent = having({ ...hospital, id: 'silent' }, { subjects: [] });
    const able = { ...other, id: 'able', capabilities: ['ecmo' as const] };
    expect(order([{ ...hospital, id: 'lacking', capabilities: ['mri'] }, silent, able], { needs: [['ecmo']] })).toEqual([
      'able',
      'silent',
      'lacking',
    ]);
  });

  it('by the wanted direction, then a stated licence', () => {
    expect(order([{ ...hospital, direction: 'level' }, other])).toEqual(['b', 'a']);
    expect(order([having(hospital, { subjects: [] }), other])).toEqual(['b', 'a']);
  });

  it('by free beds that somebody confirmed; a stale figure counts as none published', () => {
    expect(order([having(hospital, beds(0)), other])).toEqual(['b', 'a']);
    expect(order([hospital, having(other, beds(1))])).toEqual(['b', 'a']);
    expect(order([hospital, having(other, beds(5, hoursAgo(13)))])).toEqual(['a', 'b']);
    expect(order([hospital, having(other, beds(5, null))])).toEqual(['a', 'b']);
    expect(order([having(hospital, beds(0)), having(other, beds(null))])).toEqual(['b', 'a']);
  });

  it('an emergency goes to the nearest, whatever its beds; a planned stay to the shortest wait', () => {
    const near = having({ ...hospital, distanceKm: 5 }, { ...beds(0), wait: waitOf(20, 20 * 1440) });
    const quick = having({ ...other, distanceKm: 90 }, { ...beds(3), wait: waitOf(20, 1440) });
    expect(order([quick, near], { service: 'emergency', subjects: ['20', '03.04'] })).toEqual(['a', 'b']);
    expect(order([near, quick])).toEqual(['b', 'a']);
  });

  it('too few cases put a hospital neither first nor last', () => {
    const unknown = having({ ...hospital, id: 'unknown' }, { wait: waitOf(5, 1) });
    const quick = having({ ...hospital, id: 'quick' }, { wait: waitOf(6, 2 * 1440) });
    const slow = having({ ...hospital, id: 'slow' }, { wait: waitOf(6, 12 * 1440) });
    expect(order([slow, unknown, quick])).toEqual(['quick', 'unknown', 'slow']);
  });
});

describe('members are not offered, and it is said why', () => {
  it.each<[string, CandidateFacts]>([
    ['not_taking_part', { ...hospital, takesPart: false }],
    ['no_department', { ...hospital, departments: [] }],
    ['unregistered', having(hospital, { subjects: ['05.02'] })],
  ])('%s', (why, member) => {
    expect(rankReceivers([member, other], asked)).toMatchObject({ candidates: [{ id: 'b' }], excluded: [{ id: 'a', why }] });
  });

  it('of its departments only those that may be asked; the emergency department first in an emergency', () => {
    const member = {
      ...hospital,
      departments: [
        { ...department, id: 'obstetrics', subjects: ['05.02' as const] },
        department,
        { ...department, id: 'unsaid', subjects: [] },
        { ...department, id: 'emergency', subjects: ['20' as const], sameSpecialty: false },
      ],
    };
    const choices = (more: Partial<Asked>) => rankReceivers([member], { ...asked, ...more }).candidates[0]?.departments;
    expect(choices({ service: 'emergency', subjects: ['03.04', '20'] })).toEqual([
      { id: 'emergency', registration: 'registered' },
      { id: 'cardiology', registration: 'registered' },
      { id: 'unsaid', registration: 'not_stated' },
    ]);
    expect(choices({})?.map(({ id }) => id)).toEqual(['cardiology', 'unsaid']);
  });
});

const anyDepartment: fc.Arbitrary<DepartmentFacts> = fc.record({
  id: fc.uuid(),
  subjects: fc.subarray(treatmentSubjectCodes, { maxLength: 3 }),
  sameSpecialty: fc.boolean(),
  free: fc.option(
    fc.record({
      beds: fc.option(fc.nat(6), { nil: null }),
      nextSlotAt: fc.option(fc.constant(now), { nil: null }),
      confirmedAt: fc.option(fc.integer({ min: 0, max: 20 }).map(hoursAgo), { nil: null }),
    }),
    { nil: null },
  ),
  wait: fc.option(
    fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(40_000)).map(([cases, median]) => waitOf(cases, median)),
    { nil: null },
  ),
});
const anyMember: fc.Arbitrary<CandidateFacts> = fc.record({
  id: fc.uuid(),
  name: fc.string({ maxLength: 4 }),
  level: fc.constantFrom(...institutionLevels),
  direction: fc.constantFrom(...directions),
  takesPart: fc.boolean(),
  capabilities: fc.subarray([...capabilities], { maxLength: 4 }),
  distanceKm: fc.option(fc.nat(400), { nil: null }),
  departments: fc.array(anyDepartment, { maxLength: 3 }),
});
const anyAsked: fc.Arbitrary<Asked> = fc.record({
  service: fc.constantFrom(...services),
  urgency: fc.option(fc.constantFrom(...urgencies), { nil: null }),
  direction: fc.option(fc.constantFrom(...directions), { nil: null }),
  subjects: fc.subarray(treatmentSubjectCodes, { maxLength: 4 }),
  needs: fc.array(fc.subarray([...capabilities], { minLength: 1, maxLength: 3 }), { maxLength: 2 }),
  now: fc.constant(now),
});
const members = fc.uniqueArray(anyMember, { selector: ({ id }) => id, maxLength: 6 });
const place = (all: readonly CandidateFacts[], question: Asked, id: string): number =>
  rankReceivers(all, question).candidates.findIndex((candidate) => candidate.id === id);

describe('whatever the members are', () => {
  it('each of them is either offered or excluded with a reason, once; their order does not depend on the order they come in', () => {
    fc.assert(
      fc.property(members, anyAsked, (all, question) => {
        const { candidates, excluded } = rankReceivers(all, question);
        expect([...candidates, ...excluded].map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
        expect(rankReceivers(all.toReversed(), question).candidates).toEqual(candidates);
        for (const { departments } of candidates) expect(departments.length).toBeGreaterThan(0);
      }),
    );
  });

  it.each<[string, (member: CandidateFacts) => CandidateFacts]>([
    [
      'more free beds',
      (member) => ({
        ...member,
        departments: member.departments.map((one) => ({
          ...one,
          free: one.free && { ...one.free, beds: one.free.beds === null ? null : one.free.beds + 1 },
        })),
      }),
    ],
    [
      'a shorter wait',
      (member) => ({
        ...member,
        departments: member.departments.map((one) => ({
          ...one,
          wait: one.wait?.medianMinutes ? { ...one.wait, medianMinutes: Math.floor(one.wait.medianMinutes / 2) } : one.wait,
        })),
      }),
    ],
    ['a shorter way', (member) => ({ ...member, distanceKm: member.distanceKm && Math.floor(member.distanceKm / 2) })],
    ['one more capability', (member) => ({ ...member, capabilities: [...new Set([...member.capabilities, 'ecmo' as const])] })],
  ])('%s never ranks one lower', (_, better) => {
    fc.assert(
      fc.property(members, anyAsked, fc.nat(7), (all, question, at) => {
        const one = all[at];
        fc.pre(one !== undefined && (one.capabilities.length > 0 || one.departments.some(({ subjects }) => subjects.length > 0)));
        if (!one) return;
        const improved = all.map((member) => (member.id === one.id ? better(member) : member));
        expect(place(improved, question, one.id)).toBeLessThanOrEqual(place(all, question, one.id));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a distance', () => {
  it('is the great circle’s; unknown where one end is', () => {
    const kunming = { latitude: 25.04, longitude: 102.71 };
    expect(distanceKm(kunming, { latitude: 39.9, longitude: 116.4 })).toBeCloseTo(2090, -2);
    expect(distanceKm(kunming, kunming)).toBe(0);
    expect(distanceKm(kunming, null)).toBeNull();
    expect(distanceKm(null, kunming)).toBeNull();
  });

  it('is the same both ways, and half the earth at most', () => {
    const anywhere = fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(anywhere, anywhere, (a, b) => {
        const there = distanceKm(a, b) as number;
        expect(there).toBeCloseTo(distanceKm(b, a) as number, 6);
        expect(there).toBeLessThanOrEqual(20_016);
      }),
    );
  });
});
