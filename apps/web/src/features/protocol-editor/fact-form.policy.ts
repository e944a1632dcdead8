import type { FactDefinition } from '@alliance/domain/criteria/fact.types';

type Codes = NonNullable<FactDefinition['codes']>;

/** Values of a code as lines: `pale 淡白 / pale`. */
export const codesText = (codes: Codes): string =>
  codes.map(({ code, name }) => `${code} ${name.zh}${name.en ? ` / ${name.en}` : ''}`).join('\n');

/** The values that lines name; undefined when one says no code or no name, or a code twice. */
export function codesIn(text: string): Codes | undefined {
  const lines = text.split('\n').filter((line) => line.trim());
  const codes = lines.map((line) => {
    const [, code = '', words = ''] = /^\s*(\S{1,40})\s+(.+?)\s*$/.exec(line) ?? [];
    const [zh = '', ...en] = words.split(/\s+\/\s+/);
    return { code, name: { zh, ...(en.length ? { en: en.join(' / ') } : {}) } };
  });
  const fits = codes.length > 0 && codes.every(({ code, name }) => code && name.zh);
  return fits && new Set(codes.map(({ code }) => code)).size === codes.length ? codes : undefined;
}
