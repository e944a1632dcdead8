import type { Escalation, listEscalations } from '@alliance/contracts/escalation.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { OnDutyReader, type DutyNow } from '../on-call/on-duty.reader.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { escalationView, mine, type EscalationRow } from './escalation.view.js';

const columns = `
  e.id, e.version, e.referral_id, e.referral_number, e.alliance_id, a.name_zh as alliance_zh, a.name_en as alliance_en, e.sender_id, s.name as sender_name,
  e.receiver_id, r.name as receiver_name, e.department_id, e.urgency, e.service, e.step, e.due_at, e.rung, e.institution_id, i.name as institution_name, e.waited_id, e.at, e.settled_at,
  e.acknowledged_at, p.name as acknowledged_by, e.note`;
const named = `
  left join alliance a on a.id = e.alliance_id join institution s on s.id = e.sender_id left join institution r on r.id = e.receiver_id
  join institution i on i.id = e.institution_id left join person p on p.id = e.acknowledged_by`;

/** Who waits too long. Row-level security decides whose; nothing of it is a patient's. */
@Injectable()
export class EscalationQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly duty: OnDutyReader,
  ) {}

  list(actor: Actor, { limit, cursor, state, urgency, rung }: InputOf<typeof listEscalations>['query']) {
    const [own, before] = readCursor(cursor, 2);
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<EscalationRow>(
        `select ${columns} from escalation e ${named}
         where ($2 = 'all' or (e.settled_at is null) = ($2 = 'open')) and ($3::text is null or e.urgency = $3) and ($4::text is null or e.rung = $4)
           and ($5::int is null or ((e.institution_id = $1)::int, e.id) < ($5, $6::uuid))
         order by (e.institution_id = $1)::int desc, e.id desc limit $7`,
        [actor.institutionId, state, urgency ?? null, rung ?? null, own ?? null, before ?? null, limit + 1],
      );
      const shown = await this.views(tx, actor, rows.slice(0, limit));
      const page = pageFrom(
        rows,
        limit,
        (row) => [String(Number(mine(row, actor))), row.id],
        ({ id }) => id,
      );
      return { items: shown, nextCursor: page.nextCursor };
    });
  }

  get(actor: Actor, id: string): Promise<Escalation> {
    return this.database.read(actor, (tx) => this.one(tx, actor, id));
  }

  /** @throws Refusal access.not_found */
  async one(tx: Transaction, actor: Actor, id: string): Promise<Escalation> {
    const rows = await tx.rows<EscalationRow>(`select ${columns} from escalation e ${named} where e.id = $1`, [id]);
    const [found] = await this.views(tx, actor, rows);
    if (!found) throw new Refusal('access.not_found');
    return found;
  }

  /** With whom to call in the house that is waited for: one look at each, however many rows name it. */
  private async views(tx: Transaction, actor: Actor, rows: readonly EscalationRow[]): Promise<Escalation[]> {
    const now = this.clock.now();
    const houses = new Map<string, DutyNow>();
    const views: Escalation[] = [];
    for (const row of rows) {
      const house = row.waited_id;
      const duty = houses.get(house) ?? (await this.duty.at(tx, house, now));
      houses.set(house, duty);
      const answer = duty.answer(house === row.receiver_id ? row.department_id : null);
      views.push(escalationView(row, actor, answer, may(actor, 'escalation.acknowledge'), may(actor, 'referral.read')));
    }
    return views;
  }
}
