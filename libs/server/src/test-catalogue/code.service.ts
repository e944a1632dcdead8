import type { mapTestCode } from '@alliance/contracts/test-code.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { inUnitOf } from '@alliance/domain/recognition/comparability';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { CodeQueries } from './code.queries.js';
import { TestCatalogueReader, type TestItemRow } from './test-catalogue.reader.js';

/** Older results are nobody's to take over: they keep the code they came with. */
const followDays = 400;
const units = `
  select distinct unit from test_result where institution_id = $1 and local_code = $2 and performed_at > $3::timestamptz - interval '${followDays} days'`;
/** A code without an item was filed as it came: numbers among them as texts. One with a sign (`<0.5`) stays a text. */
const number = `coalesce(r.value_number, case when r.value_text ~ '^\\s*[+-]?[0-9]+([.][0-9]+)?\\s*$' then r.value_text::float8 end)`;
/** Value = factor × written + offset; the mark is that of the day the test was performed. */
const follow = `
  update test_result r set item_code = $4, method = coalesce(r.method, $5), value = ${number} * $7::float8 + $8::float8,
    mark_level = m.level, mark_province = m.province, mark_city = m.city, mark_alliance_id = m.alliance_id, mark_label = m.label
  from test_result t join institution i on i.id = t.institution_id
  left join recognition_mark m on m.institution_id = t.institution_id and m.item_code = $4 and m.valid @> (t.performed_at at time zone i.time_zone)::date
  where t.id = r.id and t.institution_id = $1 and t.local_code = $2 and t.performed_at > $3::timestamptz - interval '${followDays} days'
    and t.item_code is distinct from $4 and t.unit is not distinct from $6`;

/** Which item a hospital's own code stands for; results that are filed follow in the same command. */
@Injectable()
export class CodeService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: CodeQueries,
    private readonly items: TestCatalogueReader,
  ) {}

  /** @throws Refusal access.not_found for an item that is not in the dictionary, record.stale */
  map(actor: Actor, code: string, { version, ...said }: InputOf<typeof mapTestCode>['body']): Promise<AnswerOf<typeof mapTestCode>> {
    return this.commands.run(actor, async (work) => {
      const before = await work.rows<{ version: number }>(
        'select version from local_test_code where institution_id = $1 and code = $2 for update',
        [actor.institutionId, code],
      );
      if ((before[0]?.version ?? null) !== version) throw new Refusal('record.stale', before[0] && { version: before[0].version });
      const { followed } = await this.write(work, actor, { code, ...said });
      this.said(work, actor, followed);
      work.audit({ action: 'test_code.mapped', objectKind: 'test_code', objectIds: [] });
      const view = await this.queries.one(work, actor, code);
      if (!view) throw new Refusal('access.not_found');
      return { code: view, followed };
    });
  }

  /** The same inside another command; what was said before is written over. */
  async write(
    work: Work,
    actor: Actor,
    { code, name, itemCode, method }: { code: string; name: string; itemCode: string | null; method: string | null },
  ): Promise<{ followed: number }> {
    const item = itemCode === null ? null : (await this.items.items(work, [itemCode])).get(itemCode);
    if (item === undefined) throw new Refusal('access.not_found');
    await work.rows(
      `insert into local_test_code as l (institution_id, code, name, item_code, method, mapped_by, mapped_at)
       values (current_institution(), $1, $2, $3, $4, current_person(), $5)
       on conflict (institution_id, code) do update set name = coalesce(nullif(excluded.name, ''), l.name), item_code = excluded.item_code,
         method = excluded.method, mapped_by = excluded.mapped_by, mapped_at = excluded.mapped_at, version = l.version + 1`,
      [code, name, itemCode, method, work.now],
    );
    return { followed: await this.follow(work, actor, code, item, method) };
  }

  /** Says once that codes stand for something else now. */
  said(work: Work, actor: Actor, followed: number): void {
    work.event({
      ...{ kind: 'test_code.mapped', topic: 'catalogue', subjectId: actor.institutionId, version: 1 },
      ...{ data: { followed }, recipients: [actor.institutionId] },
    });
  }

  /** @returns how many results stand for another item now */
  private async follow(work: Work, actor: Actor, code: string, item: TestItemRow | null, method: string | null): Promise<number> {
    let followed = 0;
    const came = await work.rows<{ unit: string | null }>(units, [actor.institutionId, code, work.now]);
    for (const { unit } of came) {
      const zero = item ? inUnitOf(item, 0, unit) : undefined;
      const one = item ? inUnitOf(item, 1, unit) : undefined;
      const known = zero !== undefined && one !== undefined;
      const rows = await work.rows(`${follow} returning r.id`, [
        ...[actor.institutionId, code, work.now, item?.code ?? null, method, unit],
        ...(known ? [one - zero, zero] : [null, null]),
      ]);
      followed += rows.length;
    }
    return followed;
  }
}
