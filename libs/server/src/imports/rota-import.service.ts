import type { ImportReport } from '@alliance/contracts/import.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { planningRota } from '@alliance/domain/imports/rota-plan';
import type { RotaPlan } from '@alliance/domain/imports/rota-plan.types';
import { readingRota, type RotaEntry } from '@alliance/domain/imports/rota-row';
import type { Read } from '@alliance/domain/imports/row-reader';
import { daysAfter } from '@alliance/domain/imports/rota-time';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { sqlStateOf } from '../platform/db/sql-state.js';
import { newId } from '../platform/ids.js';
import type { Table } from './csv-table.js';
import { saidOf, type Report } from './import-report.js';
import { applyRota, ownToday, rotaState } from './rota.store.js';
import { lockStaff, tableOf, type Upload } from './staff-table.js';
import { unhurried } from '../platform/unhurried.js';

const excluded = '23P01';

/** On-call shifts from a table, for the own institution. */
@Injectable()
export class RotaImportService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Reports what a table would change; applies exactly that, in one transaction, unless it is a dry run.
   * @throws Refusal shift.person_elsewhere where somebody is on duty at another institution, whose rota is not ours to see
   */
  async import(actor: Actor, upload: Upload): Promise<ImportReport> {
    const table = await tableOf('rota', upload);
    const said = { dryRun: upload.dryRun, encoding: table.encoding };
    const look = async () => ({ ...(await this.database.read(actor, (tx) => this.planned(tx, table))).report, ...said });
    if (upload.dryRun) return look();
    try {
      return await this.commands.run(actor, async (work) => ({ ...(await this.applied(work, table)), ...said }), { replay: look });
    } catch (error) {
      if (sqlStateOf(error) === excluded) throw new Refusal('shift.person_elsewhere');
      throw error;
    }
  }

  private async applied(work: Work, table: Table): Promise<Report> {
    await lockStaff(work, 'rota');
    const { plan, report } = await this.planned(work, table);
    const { made, changed } = await applyRota(work, plan);
    work.subjectId = newId();
    work.audit({ action: 'shift.import', objectKind: 'on_call_shift', objectIds: [...made, ...changed].map(({ id }) => id) });
    // one line for the institution's screens; those of each shift ring nowhere
    for (const [kind, shifts] of Object.entries({ 'shift.added': made, 'shift.changed': changed }))
      for (const { id: subjectId, version } of shifts)
        work.event({ kind, topic: 'shift', subjectId, version, data: { byImport: true }, recipients: [] });
    const { created, updated } = report;
    if (created + updated > 0)
      work.event({
        ...{ kind: 'shift.imported', topic: 'shift', subjectId: work.subjectId, version: 1, data: { created, updated } },
        recipients: [work.actor.institutionId],
      });
    return report;
  }

  private async planned(tx: Transaction, { header, headerRow, records }: Table): Promise<{ plan: RotaPlan; report: Report }> {
    const today = await ownToday(tx, this.clock.now());
    const reads = await unhurried(readingRota(header, records, today));
    const { from, to } = daysOf(reads, today);
    const plan = await unhurried(planningRota(await rotaState(tx, from, to), reads));
    return { plan, report: { kind: 'rota', headerRow, source: '', institutionsCreated: 0, ...saidOf(header, plan) } };
  }
}

/** First and last day that a table can touch, with room for the longest shift on both sides. */
function daysOf(reads: readonly Read<readonly RotaEntry[]>[], today: string): { from: string; to: string } {
  const times = reads.flatMap((read) => ('value' in read ? read.value.flatMap(({ from, to }) => [from, to]) : [])).sort();
  const day = (time: string | undefined) => time?.slice(0, 10) ?? today;
  return { from: daysAfter(day(times[0]), -4), to: daysAfter(day(times.at(-1)), 4) };
}
