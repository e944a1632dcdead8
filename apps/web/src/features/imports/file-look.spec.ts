import { importKinds, importReasons, registryKinds, rejectReasons } from '@alliance/domain/imports/import.types';
import { describe, expect, it } from '@jest/globals';
import { gapsOf, lookAt, templates } from './file-look';
import { reasonsEn, reasonsZh } from './reason.locale';

const utf8 = (text: string) => new TextEncoder().encode(text);

it.each(importReasons)('the reason %s has words in both languages', (reason) => {
  expect(reasonsZh[reason]).toMatch(/^[^a-z]{4,}/u);
  expect(reasonsEn[reason]).toMatch(/ /);
});
it('every reason of a rejected row says what to do about it', () => {
  const doing = rejectReasons.filter((reason) => !/请|须|只能|多半|是同一家|读不出来/u.test(reasonsZh[reason]));
  expect(doing).toEqual([]);
});

it.each(importKinds)('the importer knows every column of the %s template, in both languages', (kind) => {
  for (const head of Object.values(templates[kind])) expect(gapsOf(kind, head)).toEqual({ missing: [], unknown: [] });
});

describe('a file before it is sent', () => {
  it('shows its header, its rows and what it does not say', () => {
    const look = lookAt(utf8('\uFEFF受援机构,支援机构,颜色\r\n盘县人民医院,苏州市立医院,红\r\n'), registryKinds);
    expect(look).toMatchObject({ encoding: 'UTF-8', fits: ['pairings'], sample: [['盘县人民医院', '苏州市立医院', '红']] });
    expect(gapsOf('pairings', ['受援机构', '支援机构', '颜色'])).toEqual({ missing: ['source', 'from', 'to'], unknown: ['颜色'] });
  });

  it('is read from GB18030, under a title line, parted by tabs', () => {
    // 名称⏎盘县人民医院
    const gb = Uint8Array.from([0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0xc5, 0xcc, 0xcf, 0xd8, 0xc8, 0xcb, 0xc3, 0xf1, 0xd2, 0xbd, 0xd4, 0xba]);
    expect(lookAt(gb, registryKinds)).toMatchObject({ encoding: 'GB18030', fits: ['institutions'], sample: [['盘县人民医院']] });
    expect(lookAt(utf8('结对关系表\nrecipient\tsupporter\n甲\t乙\n'), registryKinds)).toMatchObject({
      fits: ['pairings'],
      sample: [['甲', '乙']],
    });
  });

  it('is told apart from a workbook, a document, UTF-16 and nothing', () => {
    expect(lookAt(utf8('PK\u0003\u0004'), registryKinds)).toEqual({ problem: 'workbook' });
    expect(lookAt(utf8('%PDF-1.7'), registryKinds)).toEqual({ problem: 'document' });
    expect(lookAt(Uint8Array.from([0xff, 0xfe, 0x72, 0]), registryKinds)).toEqual({ problem: 'encoding' });
    expect(lookAt(utf8(' \n'), registryKinds)).toEqual({ problem: 'empty' });
    expect(lookAt(utf8('a,b\n1,2'), registryKinds)).toMatchObject({ fits: [] });
  });
});
