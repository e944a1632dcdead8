import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { passwordRule } from './password-rule.js';

const who = { minimum: 10, username: 'wangxiaoming4821', name: '王小明', pinyin: 'wangxiaoming', common: new Set(['qwertyuiop']) };

describe('a password (AUT-07)', () => {
  it.each([
    ['correct horse', null],
    ['窗前明月光疑是地上霜', null],
    ['seven77', 'password.too_short'],
    ['ｆｕｌｌ－ｗｉｄ', 'password.too_short'],
    ['QwertyUIOP', 'password.common'],
    ['１１１１１１１１１１', 'password.common'],
    ['ababababababab', 'password.common'],
    ['my-WangXiaoMing4821!', 'password.contains_name'],
    ['Wang.Xiao.Ming 2026', 'password.contains_name'],
    ['我是王小明没错就是我', 'password.contains_name'],
    ['ＷＡＮＧｘｉａｏｍｉｎｇ99', 'password.contains_name'],
  ])('%s: %s', (password, refusal) => expect(passwordRule(password, who)).toBe(refusal));

  it('parts of a name count, but not those of two letters', () => {
    const ann = { ...who, username: 'ann.li9', name: 'Ann-Marie Li', pinyin: 'annmarieli' };
    expect(passwordRule('brillant-plan-annmarie', ann)).toBe('password.contains_name');
    expect(passwordRule('brilliant planning', ann)).toBeNull();
  });

  it('is never taken below the minimum, whatever its characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.integer({ min: 8, max: 64 }), (password, minimum) => {
        const taken = passwordRule(password, { ...who, minimum }) === null;
        return !taken || Array.from(password.normalize('NFKC')).length >= minimum;
      }),
    );
  });

  it('is never taken with the user name inside, in any case and with anything between', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom('', '-', ' ', '_'), (before, after, between) => {
        const inside = Array.from(who.username).join(between).toUpperCase();
        return passwordRule(`${before}${inside}${after}`, who) !== null;
      }),
    );
  });
});
