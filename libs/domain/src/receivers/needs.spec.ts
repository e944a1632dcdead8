import { describe, expect, it } from '@jest/globals';
import { needs, needsOfTarget, offers, readNeeds, writeNeeds, type Alternatives } from './needs.js';

describe('what a criterion’s target asks of a hospital', () => {
  it.each<[string, readonly Alternatives[]]>([
    ['PCI机构', [['primary_pci_24h']]],
    ['胸痛中心', [['chest_pain_centre', 'primary_pci_24h']]],
    ['综合卒中中心', [['thrombectomy']]],
    ['NICU(亚低温)', [['therapeutic_cooling']]],
    ['母胎+新生儿中心', [['maternal_critical_care'], ['newborn_critical_care', 'neonatal_icu']]],
    ['急诊/肾内', [['subject:20', 'subject:03.06', 'dialysis_24h']]],
    ['三级医院', [['level:tertiary']]],
    ['县级及以上', [['level:secondary']]],
    // one of the alternatives asks for nothing in particular, so the whole does not
    ['县级/乡镇', []],
    ['康复/乡镇', []],
    ['上级', []],
    ['村卫生室', []],
    ['somewhere', []],
  ])('%s', (target, expected) => {
    expect(needsOfTarget(target)).toEqual(expected);
  });

  it('travels as text and comes back the same', () => {
    const all = needs.map((need, i) => [need, needs[(i * 7) % needs.length] as (typeof needs)[number]]);
    expect(readNeeds(writeNeeds(all))).toEqual(all);
    expect(readNeeds('')).toEqual([]);
    expect(readNeeds('primary_pci_24h,miracles')).toBeUndefined();
  });
});

describe('a hospital', () => {
  const county = { level: 'secondary', capabilities: ['thrombolysis'], subjects: ['03.04', '20'] } as const;
  it.each<[Alternatives, boolean]>([
    [['thrombolysis'], true],
    [['primary_pci_24h'], false],
    [['primary_pci_24h', 'thrombolysis'], true],
    [['level:secondary'], true],
    [['level:primary'], true],
    [['level:tertiary'], false],
    [['subject:20'], true],
    [['subject:03'], true],
    [['subject:28'], false],
  ])('of the county offers %j: %s', (alternatives, expected) => {
    expect(offers(county, alternatives)).toBe(expected);
  });

  it('of an unknown level does not offer a level', () => {
    expect(offers({ ...county, level: 'unknown' }, ['level:village'])).toBe(false);
  });
});
