import type { addRepeatReason } from '@alliance/contracts/recognition.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { RepeatReason } from '@alliance/domain/recognition/repeat-reason';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import { Database, type Transaction } from '../platform/db/database.js';

interface Row {
  code: string;
  name_zh: string;
  name_en: string;
  national: boolean;
  counts: boolean;
  needs_text: boolean;
}
const inForce = `
  select code, name_zh, name_en, national, counts, needs_text from repeat_reason r
  where (r.ended_on is null or r.ended_on >= local_today())
    and (r.province is null or current_office_role() = 'management_office'
      or r.province = (select i.province from institution i where i.id = current_institution()))
  order by r.position, r.code`;
const view = ({ code, name_zh: zh, name_en: en, national, counts, needs_text: needsText }: Row) => ({
  ...{ code, name: { zh, en }, national, counts, needsText },
});

/** Why a test is repeated: the six national cases and what a region adds (MR-10, MR-11). */
@Injectable()
export class RepeatReasons {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
  ) {}

  async list(actor: Actor) {
    return { items: await this.database.read(actor, (tx) => this.named(tx)) };
  }

  /** In force for the acting hospital, as they are shown. */
  async named(tx: Transaction) {
    return (await tx.rows<Row>(inForce)).map(view);
  }

  /** For the acting hospital, by code. */
  async inForce(tx: Transaction): Promise<Map<string, RepeatReason>> {
    const rows = await tx.rows<Row>(inForce);
    return new Map(rows.map(({ code, counts, needs_text: needsText }) => [code, { code, counts, needsText }]));
  }

  /** @throws Refusal access.denied for anybody but the office, test_code.taken */
  add(actor: Actor, { code, name, province, counts, needsText }: InputOf<typeof addRepeatReason>['body']) {
    if (actor.role !== 'management_office') throw new Refusal('access.denied');
    return this.commands.run(actor, async (work) => {
      const [row] = await work.rows<Row>(
        `insert into repeat_reason (code, name_zh, name_en, province, counts, needs_text, position) values ($1, $2, $3, $4, $5, $6, 50)
         on conflict do nothing returning code, name_zh, name_en, national, counts, needs_text`,
        [code, name.zh, name.en ?? name.zh, province, counts, needsText],
      );
      if (!row) throw new Refusal('test_code.taken');
      work.audit({ action: 'recognition.reason_added', objectKind: 'repeat_reason', objectIds: [] });
      return view(row);
    });
  }
}
