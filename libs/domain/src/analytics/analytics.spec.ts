import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { roles } from '../access/actor.js';
import { permissionsOf } from '../access/may.js';
import { scopesOf, seesOwnDepartmentOnly } from './analytics.policy.js';
import { controlChart } from './control-chart.js';
import { diagnosisChapters } from './diagnosis-chapter.js';
import { figures } from './figure.js';
import { funnelOf, funnelSteps } from './funnel.js';
import { methods } from './method.js';
import { percentileOf } from './percentile.js';
import { addDays, daysIn, longestDays, previousOf, spanOf } from './period.js';
import { hiddenCells, smallestCell } from './small-cells.js';

const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
const days = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

describe('a period', () => {
  it.each([
    ['month', '2026-03-31', { from: '2026-03-01', to: '2026-03-31' }],
    ['month', '2026-03-01', { from: '2026-03-01', to: '2026-03-01' }],
    ['quarter', '2026-12-05', { from: '2026-10-01', to: '2026-12-05' }],
    ['quarter', '2026-01-01', { from: '2026-01-01', to: '2026-01-01' }],
    ['days_90', '2026-03-01', { from: '2025-12-02', to: '2026-03-01' }],
  ] as const)('%s on %s', (choice, today, span) => expect(spanOf(choice, today)).toEqual(span));

  it('of one’s own has both days, in order, and is no longer than three years', () => {
    const custom = (from?: string, to?: string) => spanOf('custom', '2026-03-01', { ...(from && { from }), ...(to && { to }) });
    expect([custom(), custom('2026-01-01'), custom('2026-02-01', '2026-01-01'), custom('2020-01-01', '2026-01-01')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(custom('2026-01-01', '2026-01-01')).toEqual({ from: '2026-01-01', to: '2026-01-01' });
    expect(custom('2026-01-01', addDays('2026-01-01', longestDays))).toBeNull();
  });

  it('is compared with as many days that end right before it', () => {
    fc.assert(
      fc.property(days, fc.nat(800), (from, more) => {
        const span = { from, to: addDays(from, more) };
        const before = previousOf(span);
        return daysIn(before) === daysIn(span) && addDays(before.to, 1) === span.from;
      }),
    );
  });
});

describe('a percentile', () => {
  it('is the nearest rank of the cases written out, and none below five', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ minutes: fc.nat(500), cases: fc.integer({ min: 1, max: 9 }) }), { maxLength: 30 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (counts, p) => {
          const all = counts.flatMap(({ minutes, cases }) => Array.from({ length: cases }, () => minutes)).sort((a, b) => a - b);
          expect(percentileOf(counts, p)).toBe(all.length < 5 ? null : all[Math.max(1, Math.ceil(p * all.length)) - 1]);
        },
      ),
    );
  });
});

describe('small groups of others', () => {
  it('are hidden, and never one alone that the total would give away', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 9 }), (cells) => {
        const hidden = hiddenCells(cells);
        cells.forEach((cell, place) => cell > 0 && cell < smallestCell && expect(hidden[place]).toBe(true));
        cells.forEach((cell, place) => cell === 0 && expect(hidden[place]).toBe(false));
        const filled = cells.filter((cell) => cell > 0).length;
        if (hidden.some(Boolean) && filled > 1) expect(sum(hidden.map(Number))).toBeGreaterThan(1);
      }),
    );
  });
  it.each([
    [
      [3, 20, 9],
      [true, false, true],
    ],
    [
      [3, 2, 9],
      [true, true, false],
    ],
    [
      [5, 20, 0],
      [false, false, false],
    ],
    [[4], [true]],
  ])('of %j hides %j', (cells, hidden) => expect(hiddenCells(cells)).toEqual(hidden));
});

describe('the funnel', () => {
  it('never widens, holds everybody at its first step and loses nobody', () => {
    const stopped = fc.record({
      furthest: fc.integer({ min: 1, max: 6 }),
      standing: fc.constantFrom('open', 'cancelled'),
      cases: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.array(stopped, { maxLength: 20 }), (all) => {
        const rows = funnelOf(all);
        expect(rows.map(({ step }) => step)).toEqual(funnelSteps);
        expect(rows[0]?.reached).toBe(sum(all.map(({ cases }) => cases)));
        rows.slice(1).forEach((row, place) => {
          const before = rows[place] as (typeof rows)[number];
          expect(before.reached - sum(before.stopped.map(({ cases }) => cases))).toBe(row.reached);
        });
      }),
    );
  });
});

describe('the control chart', () => {
  it('has the mean of all weeks, limits around it and no share where nothing was', () => {
    const { mean, points } = controlChart([
      { week: 'a', of: 90, among: 100 },
      { week: 'b', of: 0, among: 0 },
      { week: 'c', of: 60, among: 100 },
    ]);
    expect(mean).toBe(0.75);
    expect(points.map(({ share, signal }) => [share, signal])).toEqual([
      [0.9, 'high'],
      [null, null],
      [0.6, 'low'],
    ]);
    expect(controlChart([{ week: 'a', of: 0, among: 0 }]).mean).toBeNull();
  });
  it('takes a week for a signal only outside of three standard errors', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: 1, max: 400 }).chain((among) => fc.nat(among).map((of) => ({ week: 'w', of, among }))),
          { minLength: 1 },
        ),
        (weeks) => {
          const { mean, points } = controlChart(weeks);
          for (const { share, among, signal } of points) {
            const far =
              Math.abs((share as number) - (mean as number)) / (3 * Math.sqrt(((mean as number) * (1 - (mean as number))) / among) || 1);
            expect(signal !== null).toBe(far > 1 + 1e-9 || (far > 1 - 1e-9 && signal !== null));
          }
        },
      ),
    );
  });
});

describe('who may ask', () => {
  it('the office for all, a lead for its alliances and its own, everybody else for the own hospital', () => {
    expect(roles.filter((role) => scopesOf(role).includes('all'))).toEqual(['management_office']);
    expect(roles.filter((role) => scopesOf(role).includes('alliances'))).toEqual(['lead_administrator']);
    expect(scopesOf('management_office')).not.toContain('own');
  });
  it('those who answer for figures, and a doctor for the own department', () => {
    expect(roles.filter((role) => permissionsOf[role].includes('analytics.read'))).toEqual([
      ...['doctor', 'coordinator', 'quality_manager', 'lead_administrator', 'member_administrator', 'management_office'],
    ]);
    expect(roles.filter(seesOwnDepartmentOnly)).toEqual(['doctor']);
  });
});

it('every figure has a name and a method in both languages', () => {
  expect(Object.keys(methods).sort()).toEqual([...figures].sort());
  for (const { name, method } of Object.values(methods))
    for (const text of [name.zh, name.en, method.zh, method.en]) expect(text.length).toBeGreaterThan(1);
});
it('chapters of diagnoses do not overlap', () => {
  const sorted = [...diagnosisChapters].filter(([chapter]) => chapter !== 'XXII');
  sorted.slice(1).forEach(([, from], place) => expect(from > (sorted[place]?.[2] ?? '')).toBe(true));
});
