import type { InboundView } from '@alliance/contracts/inbound.contract';

/** The segment that a place is in: `OBX[3].5` and `patient` and `performedAt`. */
const elsewhere: Readonly<Record<string, string>> = {
  patient: 'PID[1]',
  performedAt: 'OBR[1]',
  issuedAt: 'OBR[1]',
  number: 'OBR[1]',
  state: 'OBR[1]',
  title: 'OBR[1]',
};
const segmentOf = (at: string): string | undefined =>
  /^[A-Z][A-Z0-9]{2}\[\d+\]/.exec(at)?.[0] ?? (/^[A-Z][A-Z0-9]{2}$/.test(at) ? `${at}[1]` : elsewhere[at.split('.')[0] ?? '']);

/** A message line by line, those marked in which something is wrong. */
export function linesOf(text: string, problems: InboundView['problems']): { line: string; marked: boolean }[] {
  const places = new Set(problems.flatMap(({ at }) => segmentOf(at) ?? []));
  const counts = new Map<string, number>();
  return text.split(/\r\n?|\n/).flatMap((line) => {
    if (!line.trim()) return [];
    const name = line.slice(0, 3);
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    return [{ line, marked: places.has(`${name}[${nth}]`) }];
  });
}
