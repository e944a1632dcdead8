import { describe, expect, it } from '@jest/globals';
import { readTable } from '@alliance/server/imports/csv-table';
import { institutionTypeOf } from '@alliance/domain/alliance/institution-name';
import type { ImportKind } from '@alliance/domain/imports/import.types';
import { planInstitutions, type InstitutionPlan } from '@alliance/domain/imports/institution-plan';
import { readInstitutionRows } from '@alliance/domain/imports/institution-row';
import { planPairings } from '@alliance/domain/imports/pairing-plan';
import { readPairingRows } from '@alliance/domain/imports/pairing-row';
import { schemes } from '@alliance/domain/imports/scheme.data';
import { readFileSync } from 'node:fs';

const bytes = (file: string) => readFileSync(new URL(`../data/${file}`, import.meta.url));
const table = (kind: ImportKind, file: string) => readTable(kind, bytes(file));
const [guizhou, jiangsu] = schemes.map(({ source, period }) => ({ source, from: period.from, to: period.to, knownSources: [] }));
if (!guizhou || !jiangsu) throw new Error('both programmes are needed');

const institutionRows = () => {
  const { header, records } = table('institutions', 'institutions.csv');
  return readInstitutionRows(header, records, null);
};
const known = ({ create }: InstitutionPlan) => create.map(({ ref, fields }) => ({ ...fields, id: `id of ${ref}` }));
const registry = known(planInstitutions([], institutionRows()));
const plan = (file: string, facts: typeof guizhou, institutions = registry) => {
  const { header, records } = table('pairings', file);
  expect(header.unknown).toEqual([]);
  return planPairings({ institutions, pairings: [] }, readPairingRows(header, records, facts));
};
const flags = (planned: ReturnType<typeof plan>, reason: string) => planned.flagged.filter((one) => one.reason === reason);

describe('institutions.csv', () => {
  it('all 217 are read; the masked one and the two of Kunshan are flagged', () => {
    const planned = planInstitutions([], institutionRows());
    expect([planned.create.length, planned.rejected]).toEqual([217, []]);
    expect(planned.flagged.map(({ reason, value }) => `${reason} ${value}`)).toEqual([
      'possible_duplicate js-kunshanshi-tcm-hospital',
      'masked_name ***区第二人民医院',
      'possible_duplicate js-kunshanshi-tcm-yuan',
    ]);
  });

  it('the name alone tells the type that the table states', () => {
    expect(registry.filter(({ name, type }) => institutionTypeOf(name) !== type).map(({ name, type }) => `${name} ${type}`)).toEqual([]);
  });

  it('loading it again changes nothing', () => {
    const again = planInstitutions(registry, institutionRows());
    expect([again.create, again.update, again.rows.filter(({ outcome }) => outcome === 'unchanged').length]).toEqual([[], [], 217]);
  });
});

describe('the annex of 247号', () => {
  const planned = plan('pairings-guizhou-2016.csv', guizhou);

  it('75 pairs of 74 lines in five categories, nobody unknown', () => {
    expect([planned.create.length, planned.rejected, planned.institutions]).toEqual([75, [], []]);
    const categories = Map.groupBy(planned.create, ({ fields }) => fields.category);
    expect([...categories.values()].map((pairs) => pairs.length)).toEqual([37, 16, 9, 8, 5]);
  });

  it('row 42 names two supporters, row 29 is masked, row 53 is of an eighth city; all three are kept', () => {
    expect(flags(planned, 'several_supporters').map(({ value }) => value)).toEqual(['大连市第七人民医院', '大连市结核病医院']);
    expect(flags(planned, 'masked_name').map(({ row, value }) => [row, value])).toEqual([[29, '***区第二人民医院']]);
    expect(flags(planned, 'city_outside_scheme').map(({ value }) => value)).toEqual(['无锡市']);
  });

  it('says nothing about leads', () => {
    expect(planned.create.every(({ fields }) => fields.lead === null && fields.leadBasis === 'not_stated')).toBe(true);
  });

  it('imported into an empty registry it creates every institution once, flagged', () => {
    const alone = plan('pairings-guizhou-2016.csv', guizhou, []);
    expect(alone.create).toHaveLength(75);
    expect(alone.institutions).toHaveLength(registry.filter(({ source }) => /004#\d/u.test(source ?? '')).length);
    expect(alone.institutions.every(({ flags: marks }) => marks.includes('created_by_pairing_import'))).toBe(true);
    const typed = new Map(registry.map(({ name, type }) => [name, type]));
    expect(alone.institutions.filter(({ name, type }) => typed.get(name) !== type)).toEqual([]);
  });
});

it('the body of 247号 names six more pairs', () => {
  const planned = plan('pairings-guizhou-2016-body.csv', guizhou);
  expect([planned.create.length, planned.rejected, planned.institutions, planned.flagged]).toEqual([6, [], [], []]);
});

describe('the Jiangsu annexes', () => {
  const planned = plan('pairings-jiangsu-2022.csv', jiangsu);

  it('37 pairs; printed names are found by alias; the county without a TCM pair is a gap, not an error', () => {
    expect([planned.create.length, planned.rejected, planned.institutions]).toEqual([37, [], []]);
    expect(planned.gaps.map(({ county, type }) => [county, type])).toEqual([['灌南县', 'tcm_hospital']]);
    expect(new Set(flags(planned, 'found_by_alias').map(({ value }) => value?.split(' → ')[0]))).toEqual(
      new Set([
        '苏州昆山市第一人民医院',
        '苏州常熟市第二人民医院',
        '省人民医院',
        '省第二中医院',
        '省中西医结合医院',
        '苏州昆山市中医医院',
        '苏州张家港市中医医院',
        '省疾控中心',
      ]),
    );
  });

  it('at most one lead per recipient: six led, two undecided, the three doubtful ones to be confirmed', () => {
    const led = planned.create.filter(({ fields }) => fields.lead);
    expect(led).toHaveLength(6);
    expect(new Set(led.map(({ recipient }) => recipient)).size).toBe(6);
    expect(new Set(flags(planned, 'lead_undetermined').map(({ row }) => planned.rows[row - 1]?.label.split(' ← ')[0]))).toEqual(
      new Set(['东海县人民医院', '灌南县第一人民医院']),
    );
    expect(new Set(flags(planned, 'lead_to_confirm').map(({ row }) => planned.rows[row - 1]?.label.split(' ← ')[0]))).toEqual(
      new Set(['灌云县人民医院', '涟水县人民医院', '盱眙县人民医院']),
    );
  });

  it('the default rule finds every lead and basis by itself when the file leaves them out', () => {
    const { header, records } = table('pairings', 'pairings-jiangsu-2022.csv');
    const silent = records.map((record) =>
      'cells' in record ? { ...record, cells: record.cells.with(4, '').with(5, '').with(8, '') } : record,
    );
    const ruled = planPairings({ institutions: registry, pairings: [] }, readPairingRows(header, silent, jiangsu));
    const decided = (one: typeof ruled) =>
      one.create.map(({ recipient, supporter, fields: { lead, leadBasis } }) => [recipient, supporter, lead, leadBasis]);
    expect(decided(ruled)).toEqual(decided(planned));
    expect(flags(ruled, 'lead_to_confirm').map(({ row }) => row)).toEqual(flags(planned, 'lead_to_confirm').map(({ row }) => row));
  });
});
