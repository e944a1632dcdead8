import type { FactDefinition, FactGroup, Words } from './fact.types.js';

type More = Pick<FactDefinition, 'loinc' | 'molarMass' | 'scale' | 'hint'>;
type Codes = Readonly<Record<string, readonly [zh: string, en: string]>>;

/** Writes dictionary entries of one group in a line each. */
export function factsOf(group: FactGroup) {
  const named = (key: string, zh: string, en: string) => ({ key, name: { zh, en }, group });
  return {
    /** @param unit UCUM code; @param limits the lowest and the highest value that can be */
    quantity: (
      key: string,
      zh: string,
      en: string,
      unit: string,
      [low, high]: readonly [low: number, high: number],
      more: More = {},
    ): FactDefinition => ({ ...named(key, zh, en), kind: 'quantity', unit, low, high, ...more }),
    /** The name is the statement that is true or not. */
    statement: (key: string, zh: string, en: string, more: More = {}): FactDefinition => ({
      ...named(key, zh, en),
      kind: 'boolean',
      ...more,
    }),
    code: (key: string, zh: string, en: string, codes: Codes, more: More = {}): FactDefinition => ({
      ...named(key, zh, en),
      kind: 'code',
      codes: Object.entries(codes).map(([code, [ofZh, ofEn]]) => ({ code, name: { zh: ofZh, en: ofEn } })),
      ...more,
    }),
    instant: (key: string, zh: string, en: string, more: More = {}): FactDefinition => ({
      ...named(key, zh, en),
      kind: 'instant',
      ...more,
    }),
  };
}

export const hint = (zh: string, en: string): { readonly hint: Words } => ({ hint: { zh, en } });
