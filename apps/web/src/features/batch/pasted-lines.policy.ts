import type { Sex } from '@alliance/domain/identity/citizen-id';
import Papa from 'papaparse';
import { blankLine, type Line } from './batch-line.policy';

type Field = 'name' | 'sex' | 'age' | 'identifier' | 'label' | 'diagnosis';

/** The order in which a table without a head is read. */
const usual: readonly Field[] = ['name', 'sex', 'age', 'identifier', 'label', 'diagnosis'];
const heads: readonly (readonly [Field, RegExp])[] = [
  ['name', /^(患者)?姓名|^name$/i],
  ['sex', /^性别|^sex$|^gender$/i],
  ['age', /^年龄|^age$/i],
  ['identifier', /身份证|证件|^id( number)?$/i],
  ['label', /床|腕带|编号|^bed$/i],
  ['diagnosis', /诊断|^diagnosis$/i],
];
const sexes: readonly (readonly [Sex, RegExp])[] = [
  ['male', /^(男|m|male)/i],
  ['female', /^(女|f|female)/i],
];

/**
 * Reads a table from the clipboard, with a head or in the usual order: name, sex, age, number, bed, diagnosis. Empty rows are left out.
 * @param from the number of the first line, for keys and for beds that are not named
 */
export function linesOfTable(text: string, from: number): Line[] {
  const rows = Papa.parse<string[]>(text.replace(/\r\n?/g, '\n').trim(), { delimiter: text.includes('\t') ? '\t' : ',' }).data;
  const filled = rows.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some(Boolean));
  const [first = []] = filled;
  const headed = first.map((cell) => heads.find(([, head]) => head.test(cell))?.[0]);
  const hasHead = headed.filter(Boolean).length >= 2;
  const order: readonly (Field | undefined)[] = hasHead ? headed : usual;
  return (hasHead ? filled.slice(1) : filled).map((row, i) => {
    const at = (field: Field): string => row[order.indexOf(field)] ?? '';
    const n = from + i;
    return blankLine(`${n}`, {
      name: at('name').slice(0, 80),
      sex: sexes.find(([, word]) => word.test(at('sex')))?.[0] ?? 'unknown',
      age: /^\d+/.exec(at('age'))?.[0] ?? '',
      identifier: at('identifier').slice(0, 60),
      label: at('label').slice(0, 60) || `${n}`,
      diagnosis: at('diagnosis').slice(0, 300),
    });
  });
}
