import type { Alliance, AllianceSummary, listAlliances } from '@alliance/contracts/alliance.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { membershipState } from '@alliance/domain/alliance/membership';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { today } from '../platform/today.js';

interface Row extends Omit<AllianceSummary, 'name' | 'lead' | 'memberCount'> {
  name_zh: string;
  name_en: string | null;
  lead_id: string;
  lead_name: string;
  member_count: number;
  version: number;
  opened_from: string | null;
  opened_on: string;
}

const alliance = `
  select a.id, a.name_zh, a.name_en, a.specialty, a.phase, a.lead_id, l.name as lead_name, a.invented, a.version, a.opened_from, a.opened_on,
    (select count(*)::int from membership m where m.alliance_id = a.id and m.role = 'member' and m.valid @> $1::date) as member_count
  from alliance a join institution l on l.id = a.lead_id`;

const belongs = (institution: string) =>
  `exists (select 1 from membership m where m.alliance_id = a.id and m.institution_id = ${institution} and m.valid @> $1::date)`;

@Injectable()
export class AllianceQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The day where the hospitals are; the database's own is still yesterday for eight hours of it. */
  private today(): string {
    return today(this.clock.now());
  }

  list(actor: Actor, { limit, cursor, mine, institutionId }: InputOf<typeof listAlliances>['query']) {
    const [after] = readCursor(cursor, 1);
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<Row>(
        `${alliance} where ($2::uuid is null or a.id > $2) and (not $4 or ${belongs('current_institution()')})
           and ($5::uuid is null or ${belongs('$5')}) order by a.id limit $3`,
        [this.today(), after ?? null, limit + 1, mine ?? false, institutionId ?? null],
      );
      return pageFrom(rows, limit, ({ id }) => [id], summary);
    });
  }

  get(actor: Actor, id: string): Promise<Alliance> {
    return this.database.read(actor, (tx) => this.one(tx, id));
  }

  /** @throws Refusal access.not_found */
  async one(tx: Transaction, id: string): Promise<Alliance> {
    const [row] = await tx.rows<Row>(`${alliance} where a.id = $2`, [this.today(), id]);
    if (!row) throw new Refusal('access.not_found');
    const members = await tx.rows<MemberRow>(
      `select i.id, i.name, i.city, i.type, i.level, m.role, lower(m.valid)::text as "from", (upper(m.valid) - 1)::text as "to", m.agreement,
         m.suspended_at is not null as suspended
       from membership m join institution i on i.id = m.institution_id where m.alliance_id = $2 and (upper(m.valid) is null or upper(m.valid) > $1::date)
       order by m.role, i.level desc, i.name`,
      [this.today(), id],
    );
    return {
      ...summary(row),
      version: row.version,
      openedFrom: row.opened_from,
      openedOn: row.opened_on,
      members: members.map((member) => memberOf(member, this.today())),
    };
  }
}

type MemberRow = Omit<Alliance['members'][number], 'state'> & { suspended: boolean };

const memberOf = ({ suspended, ...member }: MemberRow, day: string): Alliance['members'][number] => ({
  ...member,
  state: membershipState({ ...member, suspended }, day),
});

const summary = (row: Row): AllianceSummary => ({
  id: row.id,
  name: { zh: row.name_zh, ...(row.name_en && { en: row.name_en }) },
  specialty: row.specialty,
  phase: row.phase,
  lead: { id: row.lead_id, name: row.lead_name },
  memberCount: row.member_count,
  invented: row.invented,
});
