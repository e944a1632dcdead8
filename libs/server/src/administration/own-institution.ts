import type { InstitutionDetail } from '@alliance/contracts/institution.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { InstitutionReader } from '../institution/institution.reader.js';
import { Commands } from '../platform/command/commands.js';
import type { NewEvent, Work } from '../platform/command/work.js';
import { Database } from '../platform/db/database.js';

/** What a change of the own institution leaves in its timeline. */
export type Told = Pick<NewEvent, 'kind' | 'data'>;

/** Commands on what an institution keeps about itself. Each answers the institution as it stands. */
@Injectable()
export class OwnInstitution {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly reader: InstitutionReader,
  ) {}

  /**
   * @param version of the institution as the caller read it; null where the thing changed has a version of its own
   * @throws Refusal access.not_found for another institution, record.stale
   */
  change(
    actor: Actor,
    id: string,
    version: number | null,
    change: (work: Work) => Promise<Told>,
    objectIds: readonly string[] = [id],
  ): Promise<InstitutionDetail> {
    return this.commands.run(
      actor,
      async (work) => {
        if (id !== actor.institutionId) throw new Refusal('access.not_found');
        const [next] = await work.rows<{ version: number | null }>('select institution_next_version($1) as version', [version]);
        if (!next?.version) throw new Refusal('record.stale', { version: (await this.reader.one(work, id)).version });
        const { kind, data = {} } = await change(work);
        work.subjectId = id;
        work.audit({ action: kind, objectKind: 'institution', objectIds });
        work.event({ kind, topic: 'institution', subjectId: id, version: next.version, data, recipients: await work.everyone() });
        return this.reader.one(work, id);
      },
      { replay: (subjectId) => this.database.read(actor, (tx) => this.reader.one(tx, subjectId)) },
    );
  }
}
