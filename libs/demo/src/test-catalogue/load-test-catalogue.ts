import { initialsOf, pinyinOf } from '@alliance/server/platform/text/pinyin';
import { today } from '@alliance/server/platform/today';
import type pg from 'pg';
import { demoId } from '../demo-id.js';
import { fill } from '../history/fill.js';
import { bloodCount, chemistry, electrocardiogram, heart, methodAt, restOfAdmission } from '../results/measured.data.js';
import { hospitals } from '../hospitals.data.js';
import { costOf, panels } from './panels.data.js';
import { publishedItems, regionalReasons, type PublishedItem } from './published-items.js';

const province = '演示省';
const monthsBack = 14;
const searched = (zh: string) => ({ name_zh: zh, pinyin: pinyinOf(zh), initials: initialsOf(zh) });
/** Without pictures nothing could be recognised, and a series is watched on purpose: neither counts (MR-11). */
const notCounted = new Set(['NR07', 'NR10']);
const english: Readonly<Record<string, string>> = {
  NR06: 'Older than its validity',
  NR07: 'Picture or report not good enough for a diagnosis',
  NR08: 'Site or protocol does not fit this case',
  NR09: 'The issuing hospital failed, lacks or let lapse the quality assessment of the item',
  NR10: 'Method, unit or reference interval do not compare (serial monitoring)',
  NR11: 'The patient asked for it, informed and of free will',
};

/** Dictionary, panels, catalogues in force, rules of direction, reasons and the hospitals' own codes. */
export async function loadTestCatalogue(owner: pg.ClientBase, now: Date): Promise<void> {
  const items = publishedItems();
  await fill(owner, 'test_item', items.map(itemRow(now)));
  await fill(
    owner,
    'test_panel',
    panels.map(({ code, zh, en, items: codes }) => ({
      code,
      ...searched(zh),
      name_en: en,
      item_codes: codes,
      version: 1,
      updated_at: now,
    })),
  );
  const since = new Date(now.getTime() - monthsBack * 30 * 86_400_000);
  await loadCatalogues(owner, items, since);
  await loadRules(owner, since);
  await loadLocalCodes(owner, since);
}

const itemRow = (now: Date) => (item: PublishedItem) => {
  const { fen, microsievert, microlitres } = costOf(item);
  return {
    ...{ code: item.code, test_class: item.testClass, test_group: item.group, scale: item.scale, ...searched(item.zh), name_en: item.en },
    ...{
      specimen: item.specimen,
      modality: item.modality,
      body_site: item.bodySite,
      unit: item.unit,
      molar_mass: null,
      method_bound: item.methodBound,
    },
    ...{
      price_fen: fen,
      dose_microsievert: microsievert,
      blood_microlitres: microlitres,
      position: item.position,
      version: 1,
      updated_at: now,
    },
  };
};

/** The province's first version was closed by its second; the cardiovascular alliance keeps a shorter list of its own. */
async function loadCatalogues(owner: pg.ClientBase, items: readonly PublishedItem[], since: Date): Promise<void> {
  const second = new Date(since.getTime() + 200 * 86_400_000);
  const common = {
    city: null,
    source: '演示数据，非官方目录 demonstration',
    version: 1,
    created_by: demoId('person office'),
    created_at: since,
    updated_at: since,
  };
  const closed = today(new Date(second.getTime() - 86_400_000));
  const all = [
    {
      key: 'province 1',
      alliance_id: null,
      province,
      title: '演示省检查检验结果互认目录',
      number: 1,
      valid_from: today(since),
      valid_until: closed,
    },
    {
      key: 'province 2',
      alliance_id: null,
      province,
      title: '演示省检查检验结果互认目录',
      number: 2,
      valid_from: today(second),
      valid_until: null,
    },
    {
      ...{ key: 'cardiovascular', alliance_id: demoId('alliance cardiovascular'), province: null, title: '心血管专科联盟互认目录' },
      ...{ number: 1, valid_from: today(since), valid_until: null },
    },
  ];
  await fill(
    owner,
    'recognition_catalogue',
    all.map(({ key, ...row }) => ({ id: demoId(`recognition catalogue ${key}`), ...row, ...common })),
  );
  const ofHeart = new Set<PublishedItem['group']>(['haematology', 'coagulation', 'chemistry', 'cardiac_inflammation']);
  const inAlliance = items.filter(({ group, code }) => ofHeart.has(group) || code === electrocardiogram.code);
  const entries = [
    ...items.slice(0, 84).map(entryRow('province 1')),
    ...items.map(entryRow('province 2')),
    // members of one alliance take over what the alliance assessed itself
    ...inAlliance.map((item) => ({ ...entryRow('cardiovascular')(item), assessed_by: 'alliance' })),
  ];
  await fill(owner, 'recognition_entry', entries);
}
const entryRow = (key: string) => (item: PublishedItem) => ({
  ...{ catalogue_id: demoId(`recognition catalogue ${key}`), item_code: item.code, valid_days_stable: item.validStable },
  ...{
    valid_days_acute: item.validAcute,
    exclusions: item.exclusions,
    assessed_by: item.assessedBy,
    needs_images: item.needsImages,
    note: item.note,
  },
});

async function loadRules(owner: pg.ClientBase, since: Date): Promise<void> {
  const rules = [
    { key: 'lower', alliance_id: null, province, kind: 'lower_accepts_upper' },
    { key: 'level', alliance_id: null, province, kind: 'same_level' },
    { key: 'alliance', alliance_id: demoId('alliance cardiovascular'), province: null, kind: 'within_alliance' },
  ];
  await fill(
    owner,
    'recognition_direction',
    rules.map(({ key, ...rule }) => ({
      ...{ id: demoId(`recognition direction ${key}`), ...rule, city: null, test_class: null, item_codes: null },
      ...{ source: '演示数据 demonstration', valid_from: today(since), valid_until: null, version: 1 },
    })),
  );
  await fill(
    owner,
    'repeat_reason',
    regionalReasons().map(({ code, zh }, i) => ({
      ...{ code, name_zh: zh, name_en: english[code] ?? zh, national: false, province, counts: !notCounted.has(code), needs_text: false },
      ...{ position: 10 + i, ended_on: null },
    })),
  );
}

/** The hospitals' own codes; some were never mapped, as everywhere. */
async function loadLocalCodes(owner: pg.ClientBase, since: Date): Promise<void> {
  const measured = [...bloodCount, ...chemistry, ...restOfAdmission, ...heart, electrocardiogram];
  const all = hospitals.flatMap(({ key }) =>
    measured.map(({ code, local: [own, name] }) => ({
      ...{ institution_id: demoId(`institution ${key}`), code: own, name, item_code: code, version: 1, mapped_by: null, mapped_at: since },
      method: methodAt[code]?.[key] ?? methodAt[code]?.['else'] ?? null,
    })),
  );
  await fill(owner, 'local_test_code', all);
}
