import type { listFindings, OpenFinding } from '@alliance/contracts/escalation.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';

interface Row extends Pick<OpenFinding, 'id' | 'kind' | 'owner'> {
  found_at: Date;
  settled_at: Date | null;
  referral_id: string;
  number: string;
  state: OpenFinding['referral']['state'];
  urgency: OpenFinding['referral']['urgency'];
  receiver: string | null;
  next_action_at: Date | null;
}

const findings = `
  select f.id, f.kind, f.found_at, f.settled_at, r.id as referral_id, r.number, r.state, r.urgency, coalesce(i.name, r.outside_name) as receiver, r.next_action_at,
    (select p.name from appointment o join person p on p.id = o.person_id where o.id = r.owner_id) as owner
  from open_finding f join referral r on r.id = f.referral_id left join institution i on i.id = r.receiver_id`;

const takeOver = `
  update referral set owner_id = current_appointment(), version = version + 1, updated_at = $2
  where id = $1 and sender_id = current_institution() and open returning version`;

/** Open referrals that nobody would notice, and somebody who takes them over. */
@Injectable()
export class FindingService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
  ) {}

  list(actor: Actor, { limit, cursor }: InputOf<typeof listFindings>['query']) {
    const [before] = readCursor(cursor, 1);
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<Row>(
        `${findings} where f.institution_id = $1 and f.settled_at is null and ($2::uuid is null or f.id < $2) order by f.id desc limit $3`,
        [actor.institutionId, before ?? null, limit + 1],
      );
      return pageFrom(rows, limit, ({ id }) => [id], findingOf);
    });
  }

  /** The referral belongs to whoever takes it over, and every finding about it is settled. @throws Refusal access.not_found */
  takeOver(actor: Actor, id: string): Promise<OpenFinding> {
    return this.commands.run(
      actor,
      async (work) => {
        const found = await this.one(work, id);
        const [taken] = await work.rows<{ version: number }>(takeOver, [found.referral.id, work.now]);
        if (!taken) throw new Refusal('access.not_found');
        await work.rows(
          'update open_finding set settled_at = $2, settled_by = current_person() where referral_id = $1 and settled_at is null',
          [found.referral.id, work.now],
        );
        this.record(work, actor, found, taken.version);
        return this.one(work, id);
      },
      { replay: (subject) => this.database.read(actor, (tx) => this.one(tx, subject)) },
    );
  }

  private record(work: Work, { institutionId, personId }: Actor, { id, referral }: OpenFinding, version: number): void {
    work.subjectId = id;
    work.audit({ action: 'referral.taken_over', objectKind: 'referral', objectIds: [referral.id] });
    work.event({
      kind: 'referral.handed_over',
      topic: 'referral',
      subjectId: referral.id,
      version,
      recipients: [institutionId],
      concerns: [personId],
    });
  }

  private async one(tx: Transaction, id: string): Promise<OpenFinding> {
    const [row] = await tx.rows<Row>(`${findings} where f.id = $1`, [id]);
    if (!row) throw new Refusal('access.not_found');
    return findingOf(row);
  }
}

const findingOf = (row: Row): OpenFinding => ({
  id: row.id,
  kind: row.kind,
  foundAt: row.found_at.toISOString(),
  settledAt: row.settled_at && row.settled_at.toISOString(),
  referral: {
    id: row.referral_id,
    number: row.number,
    state: row.state,
    urgency: row.urgency,
    receiver: row.receiver,
    nextActionAt: row.next_action_at && row.next_action_at.toISOString(),
  },
  owner: row.owner,
});
