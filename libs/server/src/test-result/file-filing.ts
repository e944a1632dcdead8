import type { FiledFile } from '@alliance/contracts/result.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Commands } from '../platform/command/commands.js';
import { ReportLedger, type FileReport, type Settled } from './report.ledger.js';

/** One report of a file, and where in the file it stands. */
export interface FileRow {
  readonly row: number;
  readonly ask: FileReport;
}
type Answer = z.input<typeof FiledFile>;

/** So many reports share a transaction: fewer commits, and what fails takes no whole file with it. */
const together = 50;

/** Carries the answers of a trial out of the transaction that is rolled back. */
class Tried extends Error {
  constructor(readonly settled: readonly Settled[]) {
    super('tried');
  }
}

/** Files the reports of a file, some dozens in a transaction: what was filed stays when a later part fails, and the file can be sent again. */
@Injectable()
export class FileFiling {
  constructor(
    private readonly commands: Commands,
    private readonly ledger: ReportLedger,
  ) {}

  async file(actor: Actor, rows: readonly FileRow[], { dryRun = false } = {}): Promise<Answer> {
    const answer: Answer = { filed: 0, repeated: 0, quarantined: [] };
    for (let at = 0; at < rows.length; at += together) {
      const portion = rows.slice(at, at + together);
      const settled = await this.portion(actor, portion, dryRun);
      for (const [i, one] of settled.entries()) {
        if (one.kind !== 'quarantined') answer[one.kind]++;
        else answer.quarantined.push({ row: portion[i]?.row ?? 0, messageId: one.messageId, problems: [...one.problems] });
      }
    }
    return answer;
  }

  private async portion(actor: Actor, portion: readonly FileRow[], dryRun: boolean): Promise<readonly Settled[]> {
    try {
      return await this.commands.run(actor, async (work) => {
        const settled = await this.ledger.fileMany(
          work,
          portion.map(({ ask }) => ask),
        );
        if (dryRun) throw new Tried(settled);
        return settled;
      });
    } catch (error) {
      if (error instanceof Tried) return error.settled;
      throw error;
    }
  }
}
