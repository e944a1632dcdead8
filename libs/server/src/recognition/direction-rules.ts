import type { addDirectionRule, endDirectionRule, listDirectionRules } from '@alliance/contracts/recognition.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { DirectionRule } from '@alliance/domain/recognition/direction-rule';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';

interface Row extends DirectionRule {
  id: string;
  version: number;
  alliance_name: string | null;
  source: string | null;
  valid_from: string;
  valid_until: string | null;
  mine: boolean;
}
const rows = `
  select d.id, d.version, d.kind, d.province, d.city, d.alliance_id as "allianceId", a.name_zh as alliance_name, d.test_class as "testClass",
    d.item_codes as "itemCodes", d.source, d.valid_from::text as valid_from, d.valid_until::text as valid_until,
    current_office_role() = 'management_office' or coalesce(a.lead_id = current_institution() and administers_here(), false) as mine
  from recognition_direction d left join alliance a on a.id = d.alliance_id`;

const view = (row: Row) => ({
  ...{ id: row.id, version: row.version, kind: row.kind, province: row.province, city: row.city, source: row.source, mine: row.mine },
  alliance: row.allianceId === null ? null : { id: row.allianceId, name: row.alliance_name ?? '' },
  testClass: row.testClass,
  itemCodes: row.itemCodes && [...row.itemCodes],
  ...{ validFrom: row.valid_from, validUntil: row.valid_until },
});

/** Who takes over from whom: a region's are the office's to write, an alliance's its lead's (MR-08). */
@Injectable()
export class DirectionRules {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
  ) {}

  async list(actor: Actor, { past }: InputOf<typeof listDirectionRules>['query']) {
    const found = await this.database.read(actor, (tx) =>
      tx.rows<Row>(
        `${rows} where $1 or d.valid_until is null or d.valid_until >= local_today()
         order by d.alliance_id nulls first, d.province nulls first, d.city nulls first, d.valid_from desc, d.id`,
        [past],
      ),
    );
    return { items: found.map(view) };
  }

  /** @throws Refusal catalogue.not_lead, request.invalid for a city without its province, or a region together with an alliance */
  add(actor: Actor, { id = newId(), ...rule }: InputOf<typeof addDirectionRule>['body']) {
    if ((rule.city && !rule.province) || (rule.allianceId && rule.province)) throw new Refusal('request.invalid', { fields: ['province'] });
    return this.commands.run(
      actor,
      async (work) => {
        await this.requireKeeper(work, actor, rule.allianceId);
        await work.rows(
          `insert into recognition_direction (id, alliance_id, province, city, kind, test_class, item_codes, source, valid_from)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [id, rule.allianceId, rule.province, rule.city, rule.kind, rule.testClass, rule.itemCodes, rule.source, rule.validFrom],
        );
        work.audit({ action: 'recognition.rule_added', objectKind: 'recognition_rule', objectIds: [id] });
        work.subjectId = id;
        return view(await this.row(work, id));
      },
      { replay: (subject) => this.database.read(actor, async (tx) => view(await this.row(tx, subject))) },
    );
  }

  /** @throws Refusal access.not_found, record.stale, catalogue.period_invalid, catalogue.not_lead */
  end(actor: Actor, id: string, { version, lastDay }: InputOf<typeof endDirectionRule>['body']) {
    return this.commands.run(actor, async (work) => {
      const row = await this.row(work, id);
      await this.requireKeeper(work, actor, row.allianceId);
      if (row.version !== version) throw new Refusal('record.stale', { version: row.version });
      if (lastDay < row.valid_from || (row.valid_until && row.valid_until < lastDay)) throw new Refusal('catalogue.period_invalid');
      await work.rows('update recognition_direction set valid_until = $2, version = version + 1 where id = $1', [id, lastDay]);
      work.audit({ action: 'recognition.rule_ended', objectKind: 'recognition_rule', objectIds: [id] });
      return view(await this.row(work, id));
    });
  }

  private async row(tx: Transaction, id: string): Promise<Row> {
    const [row] = await tx.rows<Row>(`${rows} where d.id = $1`, [id]);
    if (!row) throw new Refusal('access.not_found');
    return row;
  }

  private async requireKeeper(tx: Transaction, actor: Actor, allianceId: string | null): Promise<void> {
    if (actor.role === 'management_office') return;
    const [led] = await tx.rows('select 1 from alliance where id = $1 and lead_id = current_institution()', [allianceId]);
    if (!led) throw new Refusal('catalogue.not_lead');
  }
}
