import { Injectable } from '@nestjs/common';
import { Refusal } from '@alliance/domain/refusal';
import { Commands } from '../platform/command/commands.js';
import { sqlStateOf } from '../platform/db/sql-state.js';
import { Log } from '../platform/observe/log.js';
import { ReportLedger, type FileReport, type Settled } from '../test-result/report.ledger.js';

interface Waiting {
  readonly ask: FileReport;
  readonly settle: (settled: Settled) => void;
  readonly fail: (error: unknown) => void;
}

/** As many messages as one commit takes. */
const groupSize = 50;

/** What will fail the same way every time; everything else is the database being away, and the sender sends again. */
const isPoison = (error: unknown): boolean =>
  error instanceof Refusal || error instanceof TypeError || error instanceof RangeError || /^2[23]/.test(sqlStateOf(error) ?? '');

/**
 * Files what the connections of a hospital bring, in commits of whatever is waiting: while one runs, the next gathers. A commit that fails is
 * done again message by message, so that a bad one takes no other with it.
 */
@Injectable()
export class FilingQueue {
  private readonly waiting = new Map<string, Waiting[]>();
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly commands: Commands,
    private readonly ledger: ReportLedger,
    private readonly log: Log,
  ) {}

  /** @returns once it is committed @throws what the database said where it could not be kept: the sender must send it again */
  file(institutionId: string, ask: FileReport): Promise<Settled> {
    return new Promise((settle, fail) => {
      const line = this.waiting.get(institutionId) ?? [];
      line.push({ ask, settle, fail });
      this.waiting.set(institutionId, line);
      if (!this.running.has(institutionId))
        this.running.set(
          institutionId,
          this.work(institutionId).finally(() => this.running.delete(institutionId)),
        );
    });
  }

  private async work(institutionId: string): Promise<void> {
    // what came with the same packet goes into the first commit already
    await new Promise((resolve) => setImmediate(resolve));
    for (let line = this.waiting.get(institutionId); line?.length; line = this.waiting.get(institutionId)) {
      const group = line.splice(0, groupSize);
      try {
        this.answer(group, await this.commit(institutionId, group));
      } catch {
        for (const one of group) await this.alone(institutionId, one);
      }
    }
    this.waiting.delete(institutionId);
  }

  private commit(institutionId: string, group: readonly Waiting[]): Promise<Settled[]> {
    return this.commands.run({ institutionId }, (work) =>
      this.ledger.fileMany(
        work,
        group.map(({ ask }) => ask),
      ),
    );
  }

  private async alone(institutionId: string, one: Waiting): Promise<void> {
    try {
      this.answer([one], await this.commit(institutionId, [one]));
    } catch (error) {
      if (isPoison(error)) await this.putAside(institutionId, one, error);
      else one.fail(error);
    }
  }

  /** Nothing a sender writes may stop its queue: it is kept as unreadable, and somebody looks. */
  private async putAside(institutionId: string, one: Waiting, error: unknown): Promise<void> {
    this.log.error({ err: error, connection: one.ask.origin }, 'a message could not be filed; it is kept to be looked at');
    const unread = { ...one, ask: { ...one.ask, report: { problems: [{ problem: 'unreadable' as const, at: '' }] } } };
    try {
      this.answer([unread], await this.commit(institutionId, [unread]));
    } catch (again) {
      one.fail(again);
    }
  }

  private answer(group: readonly Waiting[], settled: readonly Settled[]): void {
    for (const [at, one] of group.entries()) one.settle(settled[at] as Settled);
  }
}
