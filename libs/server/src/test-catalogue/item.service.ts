import type { addTestItem, changeTestItem, TestItemView } from '@alliance/contracts/test-catalogue.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { itemFaults } from '@alliance/domain/recognition/catalogue-item';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { initialsOf, pinyinOf } from '../platform/text/pinyin.js';
import { ItemQueries, itemView } from './item.queries.js';

type Written = Omit<InputOf<typeof addTestItem>['body'], 'code'>;
const columns = `test_class, test_group, scale, name_zh, name_en, pinyin, initials, specimen, modality, body_site, unit, molar_mass, method_bound, price_fen,
  dose_microsievert, blood_microlitres, updated_at`;
const valuesOf = (one: Written, now: Date): unknown[] => [
  ...[one.testClass, one.group, one.scale, one.name.zh, one.name.en ?? null, pinyinOf(one.name.zh), initialsOf(one.name.zh)],
  ...[one.specimen, one.modality, one.bodySite, one.unit, one.molarMass, one.methodBound, one.priceFen, one.doseMicrosievert],
  ...[one.bloodMicrolitres, now],
];
const places = Array.from({ length: 17 }, (_, i) => `$${i + 2}`).join(', ');

/** The dictionary is the office's to write. */
@Injectable()
export class ItemService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: ItemQueries,
  ) {}

  /** @throws Refusal access.denied for anybody but the office, catalogue.item_invalid naming the fields, test_code.taken */
  add(actor: Actor, { code, ...written }: InputOf<typeof addTestItem>['body']): Promise<TestItemView> {
    return this.write(actor, written, async (work) => {
      const added = await work.rows(
        `insert into test_item (code, ${columns}, position) values ($1, ${places}, (select coalesce(max(position), 0) + 1 from test_item))
         on conflict do nothing returning code`,
        [code, ...valuesOf(written, work.now)],
      );
      if (!added.length) throw new Refusal('test_code.taken');
      return code;
    });
  }

  /** @throws Refusal access.denied, access.not_found, catalogue.item_invalid, record.stale */
  change(actor: Actor, code: string, { version, ...written }: InputOf<typeof changeTestItem>['body']): Promise<TestItemView> {
    return this.write(actor, written, async (work) => {
      const before = await this.queries.one(work, code);
      if (!before) throw new Refusal('access.not_found');
      if (before.version !== version) throw new Refusal('record.stale', { version: before.version });
      await work.rows(`update test_item set (${columns}) = row(${places}), version = version + 1 where code = $1`, [
        code,
        ...valuesOf(written, work.now),
      ]);
      return code;
    });
  }

  private write(actor: Actor, written: Written, apply: (work: Work) => Promise<string>): Promise<TestItemView> {
    if (actor.role !== 'management_office') throw new Refusal('access.denied');
    const fields = itemFaults(written);
    if (fields.length) throw new Refusal('catalogue.item_invalid', { fields });
    return this.commands.run(actor, async (work) => {
      const code = await apply(work);
      const row = await this.queries.one(work, code);
      if (!row) throw new Refusal('access.not_found');
      work.audit({ action: 'test_item.written', objectKind: 'test_item', objectIds: [] });
      return itemView(row);
    });
  }
}
