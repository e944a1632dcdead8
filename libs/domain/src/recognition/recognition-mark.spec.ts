import { expect, it } from '@jest/globals';
import { assessedWidely, markHolds, type RecognitionMark } from './recognition-mark.js';
import { lead } from './recognition.example.js';
import { assessorLevels } from './recognition.codes.js';

const mark = (more: Partial<RecognitionMark>): RecognitionMark => ({
  ...{ level: 'province', province: '贵州省', city: '毕节市', allianceId: 'a1', label: 'HR' },
  ...more,
});
it.each([
  [{ level: 'national', province: null }, true],
  [{ level: 'province' }, true],
  [{ level: 'province', province: '江苏省' }, false],
  [{ level: 'province', province: null }, false],
  [{ level: 'city' }, true],
  [{ level: 'city', city: '遵义市' }, false],
  // two provinces may have a city of one name
  [{ level: 'city', province: '江苏省' }, false],
  [{ level: 'city', city: null }, false],
  [{ level: 'alliance' }, true],
  [{ level: 'alliance', allianceId: 'a2' }, false],
  [{ level: 'alliance', allianceId: null }, false],
] as const)('holds where its region is: %j %s', (more, holds) => expect(markHolds(mark(more), lead)).toBe(holds));
it('a wider assessment is as good as the one that is asked for', () => {
  for (const [place, level] of assessorLevels.entries())
    expect(assessorLevels.filter((asked) => assessedWidely(level, asked))).toEqual(assessorLevels.slice(place));
});
