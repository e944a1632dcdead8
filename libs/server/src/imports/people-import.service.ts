import type { ImportReport } from '@alliance/contracts/import.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { planningPeople } from '@alliance/domain/imports/person-plan';
import type { PeoplePlan } from '@alliance/domain/imports/person-plan.types';
import { readingPeople } from '@alliance/domain/imports/person-row';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AccountAdministration } from '../platform/auth/account.administration.js';
import { isSteppedUp, type Session } from '../platform/auth/session.reader.js';
import { Clock } from '../platform/clock.js';
import { Commands } from '../platform/command/commands.js';
import { Database, type Transaction } from '../platform/db/database.js';
import type { Table } from './csv-table.js';
import { saidOf, type Report } from './import-report.js';
import { recordPeople } from './people.record.js';
import { applyPeople, peopleState } from './people.store.js';
import { lockStaff, tableOf, type Upload } from './staff-table.js';
import { unhurried } from '../platform/unhurried.js';

/** People and their appointments from a table, for the own institution. */
@Injectable()
export class PeopleImportService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly accounts: AccountAdministration,
    private readonly clock: Clock,
  ) {}

  /**
   * Reports what a table would change; applies exactly that, in one transaction, unless it is a dry run.
   * @param session whoever applies it proves who they are, as for adding one person
   * @throws Refusal session.step_up_required
   */
  async import(actor: Actor, session: Session, upload: Upload): Promise<ImportReport> {
    if (!upload.dryRun && !isSteppedUp(session, this.clock.now())) throw new Refusal('session.step_up_required');
    const table = await tableOf('people', upload);
    const said = { dryRun: upload.dryRun, encoding: table.encoding };
    const look = async () => ({ ...(await this.database.read(actor, (tx) => this.planned(tx, actor, table))).report, ...said });
    if (upload.dryRun) return look();
    return this.commands.run(
      actor,
      async (work) => {
        await lockStaff(work, 'people');
        const { plan, report } = await this.planned(work, actor, table);
        const written = await applyPeople(work, plan);
        recordPeople(work, plan, written, report);
        return { ...report, ...said };
      },
      { replay: look },
    );
  }

  private async planned(tx: Transaction, actor: Actor, table: Table): Promise<{ plan: PeoplePlan; report: Report }> {
    const { header, headerRow, records } = table;
    const reads = await unhurried(readingPeople(header, records));
    const plan = await unhurried(planningPeople(await peopleState(tx, actor, this.clock.now()), reads));
    const withoutAccount = await this.withoutAccount(tx, plan);
    return { plan, report: { kind: 'people', headerRow, source: '', institutionsCreated: 0, withoutAccount, ...saidOf(header, plan) } };
  }

  private async withoutAccount(tx: Transaction, { named, create }: PeoplePlan): Promise<number> {
    const made = new Set(create.map(({ ref }) => ref));
    const states = await this.accounts.states(
      tx,
      named.filter((ref) => !made.has(ref)),
    );
    return made.size + [...states.values()].filter(({ state }) => state === 'none').length;
  }
}
