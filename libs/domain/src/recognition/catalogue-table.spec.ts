import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readEntryRow, writeEntryRow, type TableEntry } from './catalogue-table.js';
import { assessorLevels, exclusionEffects, recognitionContexts } from './recognition.codes.js';

const row = (...cells: string[]) => readEntryRow(cells);

describe('a row of a catalogue', () => {
  it.each<[string, string[], Partial<TableEntry>]>([
    ['days', ['718-7', '血红蛋白', '7', '1'], { validDaysStable: 7, validDaysAcute: 1, assessedBy: 'province', exclusions: [] }],
    ['nothing written leaves it to the physician', ['718-7', '', '', ''], { validDaysStable: null, validDaysAcute: null }],
    ['0 is never', ['2744-1', '', '0', '0'], { validDaysStable: 0, validDaysAcute: 0 }],
    [
      'circumstances, with and without what they do',
      ['883-9', '', '365', '0', 'before_transfusion；before_operation：physician_decides'],
      {
        exclusions: [
          { context: 'before_transfusion', effect: 'not_recognised' },
          { context: 'before_operation', effect: 'physician_decides' },
        ],
      },
    ],
    [
      'levels in words',
      ['718-7', '', '7', '1', '', '国家级室间质评', '是', '说明'],
      { assessedBy: 'national', needsImages: true, note: '说明' },
    ],
  ])('%s', (_, cells, expected) => {
    const { entry, fault } = readEntryRow(cells);
    expect(fault).toBeUndefined();
    expect(entry).toMatchObject(expected);
  });

  it.each<[string, string[], object]>([
    ['no code', ['', '血红蛋白', '7', '1'], { column: '项目代码', reason: 'missing' }],
    ['days that are no number', ['718-7', '', '一周', '1'], { column: '稳定期有效天数', reason: 'invalid' }],
    ['more than a hundred years', ['718-7', '', '7', '36501'], { column: '急性期有效天数', reason: 'invalid' }],
    ['a circumstance nobody knows', ['718-7', '', '7', '1', 'full_moon'], { column: '不互认情形', reason: 'invalid' }],
    ['a level nobody knows', ['718-7', '', '7', '1', '', '县'], { column: '质评级别', reason: 'invalid' }],
    ['neither yes nor no', ['718-7', '', '7', '1', '', '省', '也许'], { column: '须有图像', reason: 'invalid' }],
  ])('is refused for %s', (_, cells, fault) => {
    expect(row(...cells).fault).toEqual(fault);
  });

  it('that is written is read back the same', () => {
    const entry = fc.record({
      itemCode: fc.stringMatching(/^[0-9]{1,5}-[0-9]$/),
      validDaysStable: fc.option(fc.integer({ min: 0, max: 36_500 })),
      validDaysAcute: fc.option(fc.integer({ min: 0, max: 36_500 })),
      exclusions: fc.array(fc.record({ context: fc.constantFrom(...recognitionContexts), effect: fc.constantFrom(...exclusionEffects) }), {
        maxLength: 5,
      }),
      assessedBy: fc.constantFrom(...assessorLevels),
      needsImages: fc.boolean(),
      note: fc.option(fc.stringMatching(/^[a-z]{1,20}$/)),
    });
    fc.assert(
      fc.property(entry, (one) => {
        const cells = writeEntryRow({ ...one, name: { zh: '项目' } }).map(String);
        expect(readEntryRow(cells)).toEqual({ entry: one });
      }),
    );
  });
});
