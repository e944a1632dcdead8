import type { listPeople, PersonDetail } from '@alliance/contracts/person.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { cleanText } from '@alliance/domain/imports/text';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { AccountAdministration } from '../platform/auth/account.administration.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { prefixEnd } from '../platform/db/prefix.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { today } from '../platform/today.js';
import { detailOf, isHuman, kept, lasts, personColumns, summaryOf, type PersonDetailRow, type PersonRow } from './person.row.js';

const ours = `t.institution_id = current_institution() and ${isHuman}`;
const list = `
  select ${personColumns('$1::date', ours)}
  from person p
  where exists (select 1 from appointment t where t.person_id = p.id and ${ours} and ($2::uuid is null or t.department_id = $2)
      and ($3::text is null or t.role = $3) and ($4 or ${lasts('$1::date')}))
    and ($5::text is null or position($5 in p.name) > 0 or (p.initials >= $6 and p.initials < $7) or (p.pinyin >= $6 and p.pinyin < $7)
      or (p.staff_number >= $5 and p.staff_number < $8))
    and ($9::uuid is null or (p.pinyin, p.id) > (select c.pinyin, c.id from person c where c.id = $9))
  order by p.pinyin, p.id limit $10`;

const detail = `
  select ${personColumns('$2::date', kept)}, c.phone, c.email,
    (select count(distinct t.institution_id)::int from appointment t where t.person_id = p.id and ${lasts('$2::date')}
      and t.institution_id not in (select t.institution_id from appointment t where t.person_id = p.id and ${kept})) as elsewhere
  from person p left join person_contact c on c.person_id = p.id
  where p.id = $1 and exists (select 1 from appointment t where t.person_id = p.id and ${kept})`;

@Injectable()
export class PersonQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly accounts: AccountAdministration,
    private readonly clock: Clock,
  ) {}

  /** By a part of the name, the start of pinyin or its initials, or of the staff number. Accounts are shown to administrators only. */
  list(actor: Actor, { query, departmentId, role, past, limit, cursor }: InputOf<typeof listPeople>['query']) {
    const [after] = readCursor(cursor, 1);
    const typed = cleanText(query ?? '').normalize('NFC') || null;
    const lower = typed?.toLowerCase().replaceAll(' ', '') ?? null;
    const words = [typed, lower, lower && prefixEnd(lower), typed && prefixEnd(typed)];
    const filters = [departmentId ?? null, role ?? null, past ?? false, ...words, after ?? null, limit + 1];
    return this.database.write(actor, async (tx) => {
      const rows = await tx.rows<PersonRow>(list, [today(this.clock.now()), ...filters]);
      const ids = rows.map(({ id }) => id);
      const accounts = await this.accounts.states(tx, ids);
      await this.audit.seen(tx, actor, { action: 'person.list', objectKind: 'person', objectIds: ids.slice(0, limit) });
      return pageFrom(
        rows,
        limit,
        ({ id }) => [id],
        (row) => summaryOf(row, accounts.get(row.id)),
      );
    });
  }

  get(actor: Actor, id: string): Promise<PersonDetail> {
    return this.database.write(actor, async (tx) => {
      const found = await this.one(tx, id);
      await this.audit.seen(tx, actor, { action: 'person.read', objectKind: 'person', objectIds: [id] });
      return found;
    });
  }

  async one(tx: Transaction, id: string): Promise<PersonDetail> {
    const row = await this.row(tx, id);
    return detailOf(row, (await this.accounts.states(tx, [id])).get(id));
  }

  /** @throws Refusal access.not_found for anybody who never worked here */
  async row(tx: Transaction, id: string): Promise<PersonDetailRow> {
    const [row] = await tx.rows<PersonDetailRow>(detail, [id, today(this.clock.now())]);
    if (!row) throw new Refusal('access.not_found');
    return row;
  }
}
