import type { clearFlag, QualityFlag, setFlag } from '@alliance/contracts/quality-certificate.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { MarkLedger } from './mark.ledger.js';

interface Row {
  id: string;
  version: number;
  institution_id: string;
  item_code: string;
  name_zh: string;
  name_en: string | null;
  out_from: string;
  out_until: string | null;
  reason: string;
  set_by: string;
}
const flags = `
  select f.id, f.version, f.institution_id, f.item_code, t.name_zh, t.name_en, f.out_from::text as out_from, f.out_until::text as out_until, f.reason, p.name as set_by
  from internal_quality_flag f join test_item t on t.code = f.item_code join person p on p.id = f.set_by`;
const view = (row: Row): QualityFlag => ({
  ...{ id: row.id, version: row.version, itemCode: row.item_code, name: { zh: row.name_zh, ...(row.name_en && { en: row.name_en }) } },
  ...{ outFrom: row.out_from, outUntil: row.out_until, reason: row.reason, setBy: row.set_by },
});

/** Internal quality control (室内质控): while an item is out of control there, it carries no mark. */
@Injectable()
export class QualityFlagService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly marks: MarkLedger,
  ) {}

  async list(actor: Actor): Promise<{ items: QualityFlag[] }> {
    const rows = await this.database.read(actor, (tx) =>
      tx.rows<Row>(
        `${flags} where f.institution_id = current_institution() order by f.out_until is not null, f.out_from desc, f.id limit 200`,
      ),
    );
    return { items: rows.map(view) };
  }

  /** @throws Refusal access.not_found, certificate.period_invalid for a day to come, certificate.wrong_state where it is out of control already */
  set(actor: Actor, { id = newId(), itemCode, outFrom, reason }: InputOf<typeof setFlag>['body']): Promise<QualityFlag> {
    return this.commands.run(
      actor,
      async (work) => {
        if (outFrom > today(work.now)) throw new Refusal('certificate.period_invalid', { fields: ['outFrom'] });
        const [item] = await work.rows('select 1 from test_item where code = $1', [itemCode]);
        if (!item) throw new Refusal('access.not_found');
        const added = await work.rows(
          `insert into internal_quality_flag (id, institution_id, item_code, out_from, reason, set_by)
           values ($1, current_institution(), $2, $3, $4, current_person()) on conflict do nothing returning id`,
          [id, itemCode, outFrom, reason],
        );
        if (!added.length) throw new Refusal('certificate.wrong_state');
        return this.done(work, actor, id, 'certificate.flag_set');
      },
      { replay: (subject) => this.database.read(actor, async (tx) => view(await this.row(tx, subject))) },
    );
  }

  /** @throws Refusal access.not_found, record.stale, certificate.wrong_state, certificate.period_invalid */
  clear(actor: Actor, id: string, { version, outUntil }: InputOf<typeof clearFlag>['body']): Promise<QualityFlag> {
    return this.commands.run(actor, async (work) => {
      const row = await this.row(work, id);
      if (row.institution_id !== actor.institutionId) throw new Refusal('access.not_found');
      if (row.out_until) throw new Refusal('certificate.wrong_state');
      if (row.version !== version) throw new Refusal('record.stale', { version: row.version });
      if (outUntil < row.out_from || outUntil > today(work.now)) throw new Refusal('certificate.period_invalid', { fields: ['outUntil'] });
      await work.rows(
        'update internal_quality_flag set out_until = $2, cleared_by = current_person(), version = version + 1 where id = $1',
        [...[id, outUntil]],
      );
      return this.done(work, actor, id, 'certificate.flag_cleared');
    });
  }

  private async row(tx: Transaction, id: string): Promise<Row> {
    const [row] = await tx.rows<Row>(`${flags} where f.id = $1`, [id]);
    if (!row) throw new Refusal('access.not_found');
    return row;
  }

  private async done(work: Work, actor: Actor, id: string, kind: string): Promise<QualityFlag> {
    await this.marks.refresh(work);
    const row = await this.row(work, id);
    work.audit({ action: kind, objectKind: 'certificate', objectIds: [id] });
    const data = { item: row.item_code };
    work.event({ kind, topic: 'certificate', subjectId: id, version: row.version, data, recipients: [actor.institutionId] });
    work.subjectId = id;
    return view(row);
  }
}
