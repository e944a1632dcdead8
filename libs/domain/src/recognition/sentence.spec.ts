import { describe, expect, it } from '@jest/globals';
import { recognitionReasons, recognitionVerdicts } from './recognition.codes.js';
import { recognitionSentence } from './sentence.js';

const say = (language: 'zh' | 'en', more: object = {}) =>
  recognitionSentence({ verdict: 'not_recognisable', reasons: ['too_old'], ageHours: 200, ...more }, language);

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  it('every reason has a sentence of its own', () => {
    const sentences = recognitionReasons.map((reason) => say(language, { reasons: [reason] }));
    expect(new Set(sentences).size).toBe(recognitionReasons.length);
    for (const sentence of sentences) expect(sentence).toMatch(language === 'zh' ? /^[^.]{6,}。$/ : /^[A-Z][^。]{15,}\.$/);
  });
  it('every verdict is one sentence, with and without a reason, an age, a mark, a window', () => {
    for (const verdict of recognitionVerdicts)
      for (const reasons of [[], ['no_mark'], ['no_mark', 'too_old']])
        for (const more of [
          { ageHours: null },
          { ageHours: 0 },
          { ageHours: 1, label: '全国HR', validDays: 1 },
          { ageHours: 500, validDays: 0 },
        ])
          expect(say(language, { verdict, reasons, ...more })).not.toMatch(/undefined|null|NaN|\s{2}|\. .*\.$/);
  });
});
it.each([
  [
    { verdict: 'recognisable', reasons: [], ageHours: 20, label: '全国HR', validDays: 7 },
    '20 小时前的结果，标识 全国HR，在 7 天时限内，可以互认。',
    'Can be taken over: 20 hours old, marked 全国HR, within 7 days.',
  ],
  [{ verdict: 'own', reasons: [], ageHours: 49 }, '本院 2 天前已做，不必重复。', 'Done here already: 2 days old.'],
  [
    { reasons: ['too_old', 'no_mark'] },
    '不建议互认：已超过互认时限（另有 1 项原因）。',
    'Not recommended: it is older than its validity (and 1 more).',
  ],
  [{ verdict: 'no_result', reasons: ['no_result'], ageHours: null }, '没有查到既往结果。', 'No earlier result was found.'],
])('reads: %j', (more, zh, en) => expect([say('zh', more), say('en', more)]).toEqual([zh, en]));
