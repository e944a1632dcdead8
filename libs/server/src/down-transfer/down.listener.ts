import { pastFacts } from '@alliance/domain/referral/referral.types';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import { Relay } from '../platform/events/relay.js';
import type { Numbered } from '../platform/events/sequence.js';
import { Log } from '../platform/observe/log.js';
import { CandidateJudge } from './candidate.judge.js';
import { CandidateStore } from './candidate.store.js';
import { PassWorker } from './pass.worker.js';

/** A patient came into care, or left it. */
const moving: ReadonlySet<string> = new Set(
  (['arrive', 'admit', 'reportOutcome', 'reportDeath', 'close', 'patientDeclines', 'enterInError'] as const).map(
    (action) => `referral.${pastFacts[action]}`,
  ),
);
/** Other criteria hold from now on. */
const ruling: ReadonlySet<string> = new Set(['protocol.published', 'protocol.withdrawn', 'protocol.adopted']);

/**
 * Looks at patients when something happens that concerns their way down. What is missed while no worker runs, the next pass finds.
 */
@Injectable()
export class DownListener implements OnModuleInit, OnModuleDestroy {
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly relay: Relay,
    private readonly commands: Commands,
    private readonly store: CandidateStore,
    private readonly judge: CandidateJudge,
    private readonly passes: PassWorker,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.relay.project((_, numbered) => {
      for (const line of numbered) if (moving.has(line.kind) || ruling.has(line.kind)) this.follow(line);
      return Promise.resolve();
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.running;
  }

  /** One after the other, beside the relay: nobody's signal waits for a judgement. */
  private follow({ kind, recipient: institutionId, subject_id: id }: Numbered): void {
    this.running = this.running
      .then(() =>
        this.commands.run({ institutionId }, async (work) => {
          if (ruling.has(kind)) return this.passes.start(work);
          const row = await this.store.one(work, id);
          if (!row?.in_care) return this.store.leave(work, id);
          const ready = row.alliance_id ? await this.judge.ready(work, row.alliance_id, work.now) : null;
          await this.store.keep(work, [{ row, said: this.judge.judge(row, ready, work.now) }]);
        }),
      )
      .catch((error: unknown) => this.log.warn({ kind, err: error }, 'a patient in care was not looked at; the next pass does it'));
  }
}
