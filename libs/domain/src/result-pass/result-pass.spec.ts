import { describe, expect, it } from '@jest/globals';
import { passStandings, showsValues, standingOf, type CarriedReport } from './result-pass.js';

const carriedReport = (more: Partial<CarriedReport> = {}): CarriedReport => ({
  ...{ edition: 1, currentEdition: 1, currentState: 'final', genuine: true },
  ...more,
});

describe('a report on a pass', () => {
  it.each<[Partial<CarriedReport>, string]>([
    [{}, 'unchanged'],
    [{ edition: 2, currentEdition: 2, currentState: 'corrected' }, 'unchanged'],
    [{ currentEdition: 2, currentState: 'corrected' }, 'corrected'],
    [{ currentState: 'revoked' }, 'revoked'],
    [{ currentEdition: 2, currentState: 'revoked' }, 'revoked'],
    [{ genuine: false }, 'broken'],
    [{ genuine: false, currentEdition: 2 }, 'broken'],
    [{ genuine: false, currentState: 'revoked' }, 'revoked'],
  ])('%j is %s', (more, standing) => {
    expect(standingOf(carriedReport(more))).toBe(standing);
  });
  it('shows its values unless it was revoked or is not what was signed', () => {
    expect(passStandings.filter(showsValues)).toEqual(['unchanged', 'corrected']);
  });
});
