import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dutyRungs, emergencyNumber, line, whoIsOnDuty, type Reachable, type Rungs } from './ladder.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 21) + minutes * 60_000);
const now = at(0);
const somebody = (person: string, from = -60, to = 60, takenOver = false): Reachable => ({
  person,
  phone: `phone of ${person}`,
  backup: null,
  during: { from: at(from), to: at(to) },
  takenOver,
});
const all: Rungs = {
  department: [somebody('department')],
  duty_office: [somebody('duty office')],
  round_the_clock_line: [line('0872-1')],
  lead_duty_office: [somebody('lead')],
  lead_line: [line('0871-1')],
  management_office: [line('0871-2')],
};

describe('the ladder', () => {
  it('goes down rung by rung as they fall away, and ends at the emergency number', () => {
    for (const [i, rung] of dutyRungs.entries()) {
      const left = Object.fromEntries(Object.entries(all).slice(i)) as Rungs;
      expect(whoIsOnDuty(left, now).rung).toBe(rung);
    }
    expect(whoIsOnDuty({}, now)).toMatchObject({ rung: 'emergency_number', phone: emergencyNumber, person: null });
  });

  it('does not know yesterday’s shift, tomorrow’s, nor one without a number', () => {
    const department = [somebody('yesterday', -900, 0), somebody('tomorrow', 1, 900), { ...somebody('unreachable'), phone: ' ' }];
    expect(whoIsOnDuty({ ...all, department }, now).rung).toBe('duty_office');
  });

  it('of two at one place takes the one who took over, then the one who came last; people before lines', () => {
    const department = [somebody('early', -90), somebody('late', -10), somebody('taken', -120, 60, true)];
    expect(whoIsOnDuty({ department }, now).person).toBe('taken');
    expect(whoIsOnDuty({ department: department.slice(0, 2) }, now).person).toBe('late');
    expect(whoIsOnDuty({ duty_office: [line('0872-2'), somebody('office')] }, now).person).toBe('office');
  });

  it('answers exactly once for every input: somebody reachable now, at the first rung that has one', () => {
    const reachable: fc.Arbitrary<Reachable> = fc.record({
      person: fc.option(fc.string()),
      phone: fc.constantFrom('', ' ', '13900000000', '120'),
      backup: fc.constant(null),
      during: fc.option(
        fc
          .tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 50 }))
          .map(([from, length]) => ({ from: at(from), to: at(from + length) })),
      ),
      takenOver: fc.boolean(),
    });
    const list = fc.array(reachable, { maxLength: 3 });
    const rungs = dutyRungs.filter((rung) => rung !== 'emergency_number');
    const input = fc.record(Object.fromEntries(rungs.map((rung) => [rung, list])), { requiredKeys: [] }) as fc.Arbitrary<Rungs>;
    fc.assert(
      fc.property(input, (given) => {
        const answer = whoIsOnDuty(given, now);
        expect(answer.phone.trim()).not.toBe('');
        const there = (rung: (typeof rungs)[number]) =>
          (given[rung] ?? []).filter(({ phone, during }) => phone.trim() && (!during || (during.from <= now && now < during.to)));
        const first = rungs.find((rung) => there(rung).length) ?? 'emergency_number';
        expect(answer.rung).toBe(first);
      }),
      { numRuns: 2_000 },
    );
  });
});
