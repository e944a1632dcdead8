import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import { SystemDatabase } from '../platform/db/system-database.js';
import { Sender } from '../platform/delivery/sender.js';
import { Log } from '../platform/observe/log.js';
import { InvitationMail } from './invitation.mail.js';
import { tellCalendars } from './invitation.record.js';

const lookEveryMs = 500;

/**
 * Tells calendar programs what changed: whoever raises the sequence of a consultation, its invitations follow. The inviting hospital,
 * which sees all of it, writes down whom to tell; each hospital writes to its own people. Nothing of it needs Redis.
 */
@Injectable()
export class InvitationWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private clock: NodeJS.Timeout | undefined;
  private stopped = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly system: SystemDatabase,
    private readonly commands: Commands,
    private readonly mail: InvitationMail,
    private readonly sender: Sender,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.lookAgain();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.clock);
    await this.running;
  }

  private lookAgain(): void {
    if (this.stopped) return;
    this.clock = setTimeout(() => {
      this.running = this.look()
        .catch((error: unknown) => this.log.error({ err: error }, 'calendar programs were not told'))
        .finally(() => this.lookAgain());
    }, lookEveryMs);
  }

  private async look(): Promise<void> {
    const { rows: changed } = await this.system.query<{ id: string; inviting_id: string }>(
      'select id, inviting_id from consultation where sequence <> calendar_sequence limit 100',
    );
    for (const { id, inviting_id: institutionId } of changed)
      await this.orNote(id, () => this.commands.run({ institutionId }, (work) => tellCalendars(work, id)));
    const { rows: waiting } = await this.system.query<{ institution_id: string }>(
      'select distinct institution_id from calendar_invitation where queued_at is null',
    );
    for (const { institution_id: institutionId } of waiting)
      await this.orNote(institutionId, () => this.commands.run({ institutionId }, (work) => this.mail.queue(work, institutionId)));
    if (waiting.length) this.sender.nudge();
  }

  /** One that fails holds up no other; it is tried again at the next look. */
  private async orNote(id: string, told: () => Promise<void>): Promise<void> {
    try {
      await told();
    } catch (error) {
      this.log.error({ of: id, err: error }, 'calendar programs were not told of a change');
    }
  }
}
