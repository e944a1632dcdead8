import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { acknowledgements } from './acknowledgement.js';
import { readHeader, refusedBecause } from './header.js';
import { parseOru } from './parse-oru.js';
import { reportsIn } from './reports-in.js';

const good = [
  'MSH|^~\\&|LIS|县医院|PORTAL|LEAD|20261121093000+0800||ORU^R01^ORU_R01|M1|P|2.5.1|||||CHN|UNICODE UTF-8',
  'PID|1||110105194912310029^^^公安部^NI||王^芳||19491231|F',
  'OBR|1|A1|L2026-1^LIS|XCG^血常规^L|||20261121080000+0800|||||||||||||||20261121093000+0800||检验科|F',
  'OBX|1|SN|K^钾^L||<^4|mmol/L|3.5-5.5|L|||F',
  'SPM|1|||SER',
  'NTE|1||\\.br\\x',
].join('\r');
describe('whatever comes', () => {
  const tried = (text: string) => {
    const header = readHeader(text);
    if (header) refusedBecause(header);
    const parts = reportsIn(text, 'x').map((part) => parseOru(part.text, 'Asia/Shanghai'));
    const answers = acknowledgements(header ?? null, { outcome: 'error', problems: [], at: '', id: '' });
    return parts.every((part) => 'number' in part || part.problems.length > 0) && answers.every((answer) => answer.startsWith('MSH|'));
  };
  it('nothing is thrown: it is a report or says what is wrong, and can be answered', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => tried(text)),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(mutated(good), (text) => tried(text)),
      { numRuns: 3_000 },
    );
  });
  /** A few characters changed, removed or repeated. */
  function mutated(text: string) {
    const edit = fc.record({
      at: fc.nat(text.length - 1),
      length: fc.nat(30),
      with: fc.oneof(
        fc.constantFrom('|', '^', '~', '\\', '&', '\r', '\n', '', '|||', 'OBX|', 'MSH|^~\\&|', '\\X', '"', '\u0000', '￿'),
        fc.string({ maxLength: 5 }),
      ),
    });
    return fc
      .array(edit, { minLength: 1, maxLength: 6 })
      .map((edits) => edits.reduce((now, { at, length, with: put }) => now.slice(0, at) + put + now.slice(at + length), text));
  }
});
