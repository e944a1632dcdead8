import type { invitePerson } from '@alliance/contracts/person.contract';
import type { ReplyOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import { AccountAdministration, type LinkKind } from '../platform/auth/account.administration.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Deliveries } from '../platform/delivery/deliveries.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { AppointingPolicy } from './appointing.policy.js';
import { PersonQueries } from './person.queries.js';
import { heldRoles, type PersonDetailRow } from './person.row.js';

type Link = ReplyOf<typeof invitePerson>;
const pages = { invitation: '/join', password_reset: '/reset' } as const satisfies Record<LinkKind, string>;
const pastFacts = { invitation: 'person.invited', password_reset: 'person.password_reset_issued' } as const satisfies Record<
  LinkKind,
  string
>;

/** The accounts of an institution's people: letting in, letting in again, unlocking. */
@Injectable()
export class PersonAccountService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: PersonQueries,
    private readonly policy: AppointingPolicy,
    private readonly accounts: AccountAdministration,
    private readonly deliveries: Deliveries,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * A link that works once, for the administrator to hand over, and sent where an address and a channel exist.
   * @param host as the request named it: the portal's address where none is configured
   */
  link(actor: Actor, id: string, kind: LinkKind, host: string | undefined): Promise<Link> {
    return this.commands.run(actor, async (work) => {
      const person = await this.load(work, actor, id);
      await this.policy.checkMayLetIn(work, actor, person);
      await this.accounts.ensureAccount(work, id);
      const { token, expiresAt } = await this.accounts.issueLink(work, id, kind);
      const page = `${pages[kind]}#${token}`;
      this.record(work, actor, person, pastFacts[kind]);
      return {
        url: new URL(page, this.config.PUBLIC_URL || !host ? this.config.origin : `http://${host}`).href,
        expiresAt: expiresAt.toISOString(),
        sentBy: await this.send(work, actor, id, kind, page),
      };
    });
  }

  unlock(actor: Actor, id: string): Promise<void> {
    return this.commands.run(actor, async (work) => {
      const person = await this.queries.row(work, id);
      await this.accounts.unlock(work, id);
      this.record(work, actor, person, 'person.unlocked');
    });
  }

  resetFactors(actor: Actor, id: string): Promise<void> {
    return this.commands.run(actor, async (work) => {
      if (id === actor.personId) throw new Refusal('person.self');
      const person = await this.queries.row(work, id);
      await this.policy.checkMayLetIn(work, actor, person);
      const ended = await this.accounts.resetFactors(work, id);
      work.afterCommit(() => this.accounts.announceEnded(ended));
      this.record(work, actor, person, 'person.second_factors_reset');
    });
  }

  private async load(work: Work, actor: Actor, id: string): Promise<PersonDetailRow> {
    const person = await this.queries.row(work, id);
    if (!heldRoles(person, today(work.now)).length) throw new Refusal('person.inactive');
    return person;
  }

  private async send(work: Work, actor: Actor, personId: string, template: LinkKind, link: string): Promise<Link['sentBy']> {
    const [here] = await work.rows('select 1 from appointment where person_id = $1 and institution_id = $2', [
      personId,
      actor.institutionId,
    ]);
    if (!here) return [];
    const queued = await this.deliveries.queue(work, {
      personId,
      institutionId: actor.institutionId,
      template,
      link,
      channels: ['sms', 'email'],
      idempotencyKey: newId(),
    });
    return queued.flatMap(({ channel, state }) => (state === 'waiting' && (channel === 'sms' || channel === 'email') ? [channel] : []));
  }

  private record(work: Work, actor: Actor, { id, version }: PersonDetailRow, kind: string): void {
    work.audit({ action: kind, objectKind: 'person', objectIds: [id] });
    work.event({ kind, topic: 'person', subjectId: id, version, recipients: [actor.institutionId], concerns: [id] });
  }
}
