import type { arrangeDesk, readDesk } from '@alliance/contracts/desk.contract';
import { queueFilters } from '@alliance/contracts/referral-queue.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { queueColumns, type QueueColumn } from '@alliance/domain/referral/queue';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { QueueReader, type QueueFilter } from '../referral/queue.reader.js';
import { viewsToStartWith, type ViewRow } from './starting-views.js';

type Desk = AnswerOf<typeof readDesk>;
type Arranged = InputOf<typeof arrangeDesk>['body'];

const Filter = z.strictObject(queueFilters);
/** As a list would be asked; null for a view whose department or person is no more than an old word. */
const filterOf = (query: unknown): QueueFilter | null => Filter.safeParse(query).data ?? null;

const mine = `
  select (select department_id from appointment where id = $1) as department_id,
    (select version from desk where appointment_id = $1) as version, (select columns from desk where appointment_id = $1) as columns,
    (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'code', v.code, 'name', v.name, 'query', v.query, 'grouping', v.grouping, 'shared', v.department_id is not null,
        'shared_by', case when v.appointment_id <> $1 then (select p.name from appointment a join person p on p.id = a.person_id where a.id = v.appointment_id) end)
        order by v.appointment_id <> $1, v.place, v.id), '[]') from desk_view v) as views`;
const keepColumns = `
  insert into desk (appointment_id, institution_id, columns) values ($1, $2, $3)
  on conflict (appointment_id) do update set version = desk.version + 1, columns = excluded.columns where desk.version = $4 returning version`;
const keepView = `
  insert into desk_view (id, appointment_id, institution_id, place, code, name, query, grouping, department_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

interface Mine {
  department_id: string | null;
  version: number | null;
  columns: QueueColumn[] | null;
  views: ViewRow[];
}

/** How somebody keeps the queue: views with what stands in them, and columns. */
@Injectable()
export class DeskService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly queue: QueueReader,
  ) {}

  read(actor: Actor): Promise<Desk> {
    return this.database.read(actor, (tx) => this.desk(tx, actor));
  }

  /** @throws Refusal record.stale, request.invalid for filters that no list takes, department.foreign for sharing without a department */
  arrange(actor: Actor, { version, columns, views }: Arranged): Promise<Desk> {
    return this.commands.run(actor, async (work) => {
      const { department_id: department, ...before } = await this.mine(work, actor);
      if (views.some(({ query }) => !filterOf(query))) throw new Refusal('request.invalid', { fields: ['query'] });
      if (views.some(({ code, name }) => code === null && name === null)) throw new Refusal('request.invalid', { fields: ['name'] });
      if (!department && views.some(({ shared }) => shared)) throw new Refusal('department.foreign');
      const { appointmentId, institutionId } = actor;
      // a first version is written only by whoever saw none
      const kept =
        version === 0 && before.version !== null ? [] : await work.rows(keepColumns, [appointmentId, institutionId, columns, version]);
      if (!kept.length) throw new Refusal('record.stale', { version: before.version ?? 0 });
      const own = new Set(before.views.filter(({ shared_by: by }) => by === null).map(({ id }) => id));
      await work.rows('delete from desk_view where appointment_id = $1', [appointmentId]);
      for (const [place, { id, code, name, query, grouping, shared }] of views.entries())
        await work.rows(keepView, [
          own.delete(id) ? id : newId(),
          appointmentId,
          institutionId,
          place,
          code,
          name,
          JSON.stringify(query),
          grouping,
          shared ? department : null,
        ]);
      work.audit({ action: 'referral.desk_arranged', objectKind: 'desk', objectIds: [appointmentId] });
      return this.desk(work, actor);
    });
  }

  private async desk(tx: Transaction, actor: Actor): Promise<Desk> {
    const { department_id: department, version, columns, views: kept } = await this.mine(tx, actor);
    const shared = kept.filter(({ shared_by: by }) => by !== null);
    const own = version === null ? viewsToStartWith(actor.role, department) : kept.filter(({ shared_by: by }) => by === null);
    const views = [...own, ...shared].flatMap((view) => {
      const filter = filterOf(view.query);
      return filter ? [{ ...view, filter }] : [];
    });
    const counts = await this.queue.counts(
      tx,
      actor,
      views.map(({ filter }) => filter),
    );
    return {
      version: version ?? 0,
      columns: columns ?? [...queueColumns],
      views: views.map(({ filter: _, shared_by: sharedBy, ...view }, i) => ({ ...view, sharedBy, count: null, late: 0, ...counts[i] })),
    };
  }

  private async mine(tx: Transaction | Work, { appointmentId }: Actor): Promise<Mine> {
    const [found] = await tx.rows<Mine>(mine, [appointmentId]);
    return found ?? { department_id: null, version: null, columns: null, views: [] };
  }
}
