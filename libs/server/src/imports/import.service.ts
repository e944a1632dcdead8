import type { ImportReport, importTable } from '@alliance/contracts/import.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import { Database } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { lockRegistry } from '../platform/registry/institution-names.js';
import { maxBytes, readingTable } from './csv-table.js';
import { planImport } from './import-plan.js';
import { unhurried } from '../platform/unhurried.js';

/** Ids that sort in the order they are asked for, so that pairs keep the order of their document; within one millisecond new ids do not. */
function ascendingIds(count: number): () => string {
  const ids = Array.from({ length: count }, newId).sort().values();
  return () => ids.next().value ?? newId();
}

type Upload = InputOf<typeof importTable>['body'];

@Injectable()
export class ImportService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
  ) {}

  /** Reports what a table would change; applies exactly that, in one transaction, unless it is a dry run. */
  async import(actor: Actor, upload: Upload): Promise<ImportReport> {
    if (upload.file.size > maxBytes) throw new Refusal('request.too_large', { bytes: maxBytes });
    const table = await unhurried(readingTable(upload.kind, new Uint8Array(await upload.file.arrayBuffer())));
    const said = { dryRun: upload.dryRun, encoding: table.encoding };
    const look = async () => ({ ...(await this.database.read(actor, (tx) => planImport(tx, table, upload))).report, ...said });
    if (upload.dryRun) return look();
    return this.commands.run(
      actor,
      async (work) => {
        await lockRegistry(work);
        const { report, apply } = await planImport(work, table, upload);
        const changed = await apply(work, ascendingIds(report.institutionsCreated + report.created));
        work.subjectId = newId();
        work.audit({ action: 'registry.import', objectKind: upload.kind === 'pairings' ? 'pairing' : 'institution', objectIds: changed });
        if (changed.length > 0) {
          const recipients = await work.everyone();
          const { created, updated, institutionsCreated } = report;
          const event = { subjectId: work.subjectId, version: 1, data: { created, updated, institutionsCreated }, recipients };
          if (upload.kind === 'pairings') work.event({ ...event, kind: 'pairing.imported', topic: 'pairing' });
          if (institutionsCreated > 0 || upload.kind === 'institutions')
            work.event({ ...event, kind: 'institution.imported', topic: 'institution' });
        }
        return { ...report, ...said };
      },
      { replay: look },
    );
  }
}
