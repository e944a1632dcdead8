import type { Alliance as AllianceView, openAlliance } from '@alliance/contracts/alliance.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { Alliance, Membership } from './alliance.entity.js';
import { AllianceQueries } from './alliance.queries.js';

@Injectable()
export class AllianceService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: AllianceQueries,
  ) {}

  /** Opens an alliance. Members stay their own masters (AL-02) and are pending until their agreement is signed (AL-05). */
  open(actor: Actor, body: InputOf<typeof openAlliance>['body']): Promise<AllianceView> {
    return this.commands.run(
      actor,
      async (work) => {
        await this.check(work, body);
        const id = body.id ?? newId();
        const openedOn = today(work.now);
        work.em.create(Alliance, {
          id,
          nameZh: body.name,
          specialty: body.specialty,
          phase: 'preparing',
          leadId: body.leadId,
          openedFrom: body.openedFrom ?? null,
          openedOn,
        });
        // the entities know no relation to each other: the members' row needs the alliance's
        await work.em.flush();
        for (const institutionId of [body.leadId, ...body.memberIds]) {
          const role = institutionId === body.leadId ? 'lead' : 'member';
          work.em.create(Membership, { id: newId(), allianceId: id, institutionId, role, valid: `[${openedOn},)` });
        }
        await work.em.flush();
        work.subjectId = id;
        work.audit({ action: 'alliance.open', objectKind: 'alliance', objectIds: [id] });
        const data = { specialty: body.specialty, members: body.memberIds.length };
        work.event({ kind: 'alliance.opened', topic: 'alliance', subjectId: id, version: 1, data, recipients: await work.everyone() });
        return this.queries.one(work, id);
      },
      { replay: (id) => this.queries.get(actor, id) },
    );
  }

  private async check(work: Work, { name, leadId, memberIds }: InputOf<typeof openAlliance>['body']): Promise<void> {
    const wanted = [...new Set([leadId, ...memberIds])];
    if (wanted.length !== memberIds.length + 1) throw new Refusal('alliance.lead_is_member', { fields: ['memberIds'] });
    const [known] = await work.rows<{ n: number }>('select count(*)::int as n from institution where id = any($1::uuid[])', [wanted]);
    if (known?.n !== wanted.length) throw new Refusal('access.not_found', { fields: ['memberIds'] });
    if ((await work.rows('select 1 from alliance where name_zh = $1', [name])).length)
      throw new Refusal('alliance.name_taken', { fields: ['name'] });
  }
}
