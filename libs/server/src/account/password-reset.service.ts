import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { linkHours } from '../platform/auth/account.administration.js';
import { AddressLimit } from '../platform/auth/address-limit.js';
import { newToken } from '../platform/auth/session.opener.js';
import { tokenHash } from '../platform/auth/session.reader.js';
import { Commands } from '../platform/command/commands.js';
import { Database } from '../platform/db/database.js';
import { Deliveries } from '../platform/delivery/deliveries.js';
import { newId } from '../platform/ids.js';
import { Log } from '../platform/observe/log.js';

/** Whoever asks for a new link again so soon has one on the way: nobody's phone is filled by a stranger. */
const onceInMinutes = 5;

interface Target {
  account_id: string;
  person_id: string;
  institution_id: string;
}

/** Forgotten passwords. The answer leaves before anybody looks whether the name is known, so that it tells nothing by its time either. */
@Injectable()
export class PasswordReset implements OnModuleDestroy {
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly deliveries: Deliveries,
    private readonly limit: AddressLimit,
    private readonly log: Log,
  ) {}

  /** @throws Refusal request.too_many */
  async request(username: string, address: string): Promise<{ accepted: true }> {
    await this.limit.ask(address);
    const sending = this.afterwards(username);
    this.running.add(sending);
    void sending.finally(() => this.running.delete(sending));
    return { accepted: true };
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.running);
  }

  private async afterwards(username: string): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    try {
      const [target] = await this.database.anonymous<Target>('select * from auth_reset_target($1, $2)', [username, onceInMinutes]);
      if (target) await this.send(target);
    } catch (error) {
      this.log.error({ err: error }, 'a link to set a new password was not sent');
    }
  }

  private send({ account_id, person_id: personId, institution_id: institutionId }: Target): Promise<void> {
    const token = newToken();
    // as the institution: nobody is signed in
    return this.commands.run({ institutionId }, async (work) => {
      await work.rows('select auth_new_link($1, $2, $3, $4, $5)', [
        tokenHash(token),
        'password_reset',
        account_id,
        institutionId,
        linkHours.password_reset,
      ]);
      await this.deliveries.queue(work, {
        personId,
        institutionId,
        template: 'password_reset',
        // a path: the address it stands under is the installation's, never one that the request names
        link: `/reset#${token}`,
        channels: ['email', 'sms'],
        idempotencyKey: `password_reset:${newId()}`,
      });
      work.audit({ action: 'password.reset_request', objectKind: 'account', objectIds: [account_id] });
    });
  }
}
