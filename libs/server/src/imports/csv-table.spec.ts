import { describe, expect, it } from '@jest/globals';
import { Refusal } from '@alliance/domain/refusal';
import { maxBytes, maxRows, readTable } from './csv-table.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const records = (bytes: Uint8Array) => readTable('pairings', bytes).records;
const refusal = (bytes: Uint8Array) => {
  try {
    readTable('pairings', bytes);
    return 'read';
  } catch (error) {
    return error instanceof Refusal ? error.code : error;
  }
};
/** `受援医院,支援医院⏎盘县人民医院,苏州市立医院⏎` in GB18030; the encoding is not one that the platform writes. */
const gb18030 = Uint8Array.from([
  ...[0xca, 0xdc, 0xd4, 0xae, 0xd2, 0xbd, 0xd4, 0xba, 0x2c, 0xd6, 0xa7, 0xd4, 0xae, 0xd2, 0xbd, 0xd4, 0xba, 0x0a],
  ...[0xc5, 0xcc, 0xcf, 0xd8, 0xc8, 0xcb, 0xc3, 0xf1, 0xd2, 0xbd, 0xd4, 0xba, 0x2c],
  ...[0xcb, 0xd5, 0xd6, 0xdd, 0xca, 0xd0, 0xc1, 0xa2, 0xd2, 0xbd, 0xd4, 0xba, 0x0a],
]);

describe('encodings', () => {
  const row = { row: 1, cells: ['盘县人民医院', '苏州市立医院'] };
  it('UTF-8 with and without a byte order mark, GB18030, any line end', () => {
    expect(records(utf8('recipient,supporter\r\n盘县人民医院,苏州市立医院\r\n'))).toEqual([row]);
    expect(records(utf8('\ufeffrecipient,supporter\n盘县人民医院,苏州市立医院'))).toEqual([row]);
    expect(records(utf8('recipient,supporter\r盘县人民医院,苏州市立医院\r'))).toEqual([row]);
    expect(records(gb18030)).toEqual([row]);
    expect(readTable('pairings', gb18030).encoding).toBe('gb18030');
  });

  it('a broken byte loses its own row and does not turn a UTF-8 file into GB18030', () => {
    const text = utf8('recipient,supporter\n盘县人民医院,苏州市立医院\n甲,乙\n丙县人民医院,丁医院\n');
    text[text.lastIndexOf(0xe4)] = 0xff;
    const table = readTable('pairings', text);
    expect(table.encoding).toBe('utf-8');
    expect(table.records.filter((record) => 'broken' in record)).toHaveLength(1);
    expect(table.records[0]).toEqual(row);
  });

  it('what is no text is refused', () => {
    expect(refusal(new Uint8Array())).toBe('import.unreadable');
    expect(refusal(Uint8Array.from([0xff, 0xfe, 0x72, 0x00]))).toBe('import.unreadable');
    expect(refusal(Uint8Array.from({ length: 400 }, (_, at) => (at * 37) % 256))).toBe('import.unreadable');
  });
});

describe('records', () => {
  it('quotes, line breaks in cells, other separators and a title line are read', () => {
    expect(records(utf8('recipient,supporter\n"甲,""县""医院","乙\n医院"\n'))).toEqual([{ row: 1, cells: ['甲,"县"医院', '乙\n医院'] }]);
    expect(records(utf8('受援医院\t支援医院\n甲\t乙\n'))).toEqual([{ row: 1, cells: ['甲', '乙'] }]);
    expect(records(utf8('结对关系表,\nrecipient,supporter\n甲,乙\n'))).toEqual([{ row: 1, cells: ['甲', '乙'] }]);
  });

  it('a quote that nobody closes breaks its own row only', () => {
    expect(records(utf8('recipient,supporter\n甲,乙\n"丙,丁\n戊,己\n庚,"辛"\n'))).toEqual([
      { row: 1, cells: ['甲', '乙'] },
      { row: 2, broken: 'bad_quotes' },
      { row: 3, cells: ['戊', '己'] },
      { row: 4, cells: ['庚', '辛'] },
    ]);
  });

  it('two unclosed quotes do not hide the rows between them', () => {
    const rows = records(utf8('recipient,supporter\n"甲,乙\n丙,丁\n戊,己"\n庚,辛\n'));
    expect(rows.map((row) => ('cells' in row ? row.cells.join() : row.broken))).toEqual(['bad_quotes', '丙,丁', 'bad_quotes', '庚,辛']);
  });
});

it('unknown headers and too large files are refused', () => {
  expect(refusal(utf8('a,b\n1,2\n'))).toBe('import.headers_unknown');
  expect(refusal(utf8(`recipient,supporter\n${'甲,乙\n'.repeat(maxRows + 1)}`))).toBe('request.too_large');
  expect(refusal(new Uint8Array(maxBytes + 1).fill(0x61))).toBe('request.too_large');
});
