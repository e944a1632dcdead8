import type { FormularyItem, importFormulary, markFormularyItem } from '@alliance/contracts/formulary.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { initialsOf, pinyinOf } from '../platform/text/pinyin.js';
import { itemColumns, itemOf, type ItemRow } from './formulary.row.js';

type Given = InputOf<typeof importFormulary>['body'];
type Report = AnswerOf<typeof importFormulary>;
type GivenItem = Given['items'][number];
type Listed = Pick<ItemRow, 'id' | 'name' | 'strength' | 'form' | 'in_stock'>;

const add = `
  insert into formulary_item (id, institution_id, name, pinyin, initials, strength, form, atc, in_stock, changed_at, changed_by)
  select new.id, current_institution(), new.name, new.pinyin, new.initials, new.strength, new.form, new.atc, new."inStock", $2, $3
  from jsonb_to_recordset($1::jsonb) new (id uuid, name text, pinyin text, initials text, strength text, form text, atc text, "inStock" boolean)`;
const restock = `
  update formulary_item set in_stock = new.stock, version = version + 1, changed_at = $2, changed_by = $3
  from jsonb_to_recordset($1::jsonb) new (id uuid, stock boolean) where formulary_item.id = new.id`;

const keyOf = ({ name, strength, form }: Pick<GivenItem, 'name' | 'strength' | 'form'>) =>
  JSON.stringify([name, strength ?? '', form ?? '']);

/** What a hospital keeps of medicines, so that nobody is sent home to something it does not have. */
@Injectable()
export class FormularyService {
  constructor(private readonly commands: Commands) {}

  /** All of it or nothing; a dry run writes nothing. */
  read(actor: Actor, { items, replace, dryRun }: Given): Promise<Report> {
    return this.commands.run(
      actor,
      async (work) => {
        const listed = await work.rows<Listed>(
          'select id, name, strength, form, in_stock from formulary_item where institution_id = $1 and ended_at is null for update',
          [actor.institutionId],
        );
        const plan = planOf(items, listed, replace);
        if (!dryRun) await this.write(work, actor, plan);
        const { added, restocked, ended, unchanged, repeated } = plan;
        return { added: added.length, changed: restocked.length, ended: ended.length, unchanged, repeated };
      },
      { replay: () => Promise.resolve({ added: 0, changed: 0, ended: 0, unchanged: items.length, repeated: [] }) },
    );
  }

  /** @throws Refusal access.not_found, record.stale */
  mark(actor: Actor, id: string, { version, as }: InputOf<typeof markFormularyItem>['body']): Promise<FormularyItem> {
    const one = async (work: Work) => {
      const [row] = await work.rows<ItemRow>(`select ${itemColumns} from formulary_item f where id = $1 and institution_id = $2`, [
        id,
        actor.institutionId,
      ]);
      if (!row) throw new Refusal('access.not_found');
      return itemOf(row);
    };
    return this.commands.run(actor, async (work) => {
      const before = await one(work);
      if (before.version !== version) throw new Refusal('record.stale', { version: before.version });
      await work.rows(
        `update formulary_item set in_stock = $2, ended_at = $3, version = version + 1, changed_at = $4, changed_by = $5 where id = $1`,
        [id, as === 'ended' ? before.inStock : as === 'in_stock', as === 'ended' ? work.now : null, work.now, actor.personId],
      );
      this.record(work, actor, 'formulary.marked', { as });
      return one(work);
    });
  }

  private async write(work: Work, actor: Actor, { added, restocked, ended }: Plan): Promise<void> {
    const by = [work.now, actor.personId];
    const named = added.map((item) => ({ ...item, id: newId(), pinyin: pinyinOf(item.name), initials: initialsOf(item.name) }));
    if (named.length) await work.rows(add, [JSON.stringify(named), ...by]);
    if (restocked.length) await work.rows(restock, [JSON.stringify(restocked), ...by]);
    if (ended.length)
      await work.rows(
        'update formulary_item set ended_at = $2, version = version + 1, changed_at = $2, changed_by = $3 where id = any($1)',
        [ended, ...by],
      );
    this.record(work, actor, 'formulary.imported', { added: added.length, changed: restocked.length, ended: ended.length });
  }

  private record(work: Work, actor: Actor, kind: string, data: Readonly<Record<string, string | number>>): void {
    const { institutionId } = actor;
    work.audit({ action: kind, objectKind: 'formulary', objectIds: [institutionId] });
    work.event({ kind, topic: 'institution', subjectId: institutionId, version: 1, data, recipients: [institutionId] });
  }
}

interface Plan {
  readonly added: readonly GivenItem[];
  readonly restocked: readonly { id: string; stock: boolean }[];
  readonly ended: readonly string[];
  readonly unchanged: number;
  readonly repeated: readonly number[] & number[];
}

function planOf(items: readonly GivenItem[], listed: readonly Listed[], replace: boolean): Plan {
  const known = new Map(listed.map((row) => [keyOf(row), row]));
  const seen = new Map<string, GivenItem>();
  const repeated: number[] = [];
  for (const [at, item] of items.entries()) {
    if (seen.has(keyOf(item))) repeated.push(at + 1);
    else seen.set(keyOf(item), item);
  }
  const given = [...seen].map(([key, item]) => ({ item, row: known.get(key) }));
  const restocked = given.flatMap(({ item, row }) => (row && row.in_stock !== item.inStock ? [{ id: row.id, stock: item.inStock }] : []));
  const added = given.flatMap(({ item, row }) => (row ? [] : [item]));
  return {
    added,
    restocked,
    ended: replace ? listed.filter((row) => !seen.has(keyOf(row))).map(({ id }) => id) : [],
    unchanged: given.length - added.length - restocked.length,
    repeated,
  };
}
