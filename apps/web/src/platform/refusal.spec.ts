import { refusalCodes } from '@alliance/domain/refusal';
import { describe, expect, it } from '@jest/globals';
import { refusalsEn } from './refusal.en';
import { refusalsZh } from './refusal.zh';

const wordsFor = (tree: Readonly<Record<string, Readonly<Record<string, string>>>>, code: string) => {
  const [subject = '', reason = ''] = code.split('.');
  return tree[subject]?.[reason];
};

describe('refusals in words', () => {
  it.each(refusalCodes)('%s has a sentence that says what to do, in both languages', (code) => {
    expect(wordsFor(refusalsZh, code)).toMatch(/，.*。/);
    expect(wordsFor(refusalsEn, code)).toMatch(/ .*\.$/);
  });
});
