import type { acknowledgeEscalation, Escalation } from '@alliance/contracts/escalation.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { EscalationQueries } from './escalation.queries.js';

const acknowledge = `
  update escalation set acknowledged_at = $3, acknowledged_by = current_person(), note = $4, version = version + 1
  where id = $1 and version = $2 and acknowledged_at is null returning version`;

/** Somebody who was told says that they see to it. The ladder goes on all the same: only the hospital's answer ends the waiting. */
@Injectable()
export class EscalationService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: EscalationQueries,
  ) {}

  /** @throws Refusal access.not_found, access.denied for a rung of another house, record.stale */
  acknowledge(actor: Actor, id: string, { version, note }: InputOf<typeof acknowledgeEscalation>['body']): Promise<Escalation> {
    return this.commands.run(
      actor,
      async (work) => {
        const row = await this.queries.one(work, actor, id);
        if (row.told.id !== actor.institutionId) throw new Refusal('access.denied');
        const [written] = await work.rows<{ version: number }>(acknowledge, [id, version, work.now, note]);
        if (!written) throw new Refusal('record.stale', { version: row.version });
        this.record(work, row, written.version, note);
        return this.queries.one(work, actor, id);
      },
      { replay: (subject) => this.queries.get(actor, subject) },
    );
  }

  private record(work: Work, { id, told, rung }: Escalation, version: number, note: string): void {
    work.subjectId = id;
    work.audit({ action: 'escalation.acknowledged', objectKind: 'escalation', objectIds: [id] });
    work.event({
      kind: 'escalation.acknowledged',
      topic: 'escalation',
      subjectId: id,
      version,
      data: { note, rung },
      recipients: [told.id],
    });
  }
}
