import { addressOf, maskAddress, type Addresses } from '@alliance/domain/notification/address';
import type { Channel, DeliveryState, PersonalChannel } from '@alliance/domain/notification/channel';
import type { PatientTemplate } from '@alliance/domain/patient-status/patient-message';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { FieldCipher } from '../crypto/field-cipher.js';
import { Work } from '../command/work.js';
import type { Transaction } from '../db/database.js';
import { newId } from '../ids.js';
import { configuredChannels } from './channels.js';
import { isToldOnDuty, type Template } from './template.js';

/** A message to one person; it leaves once on each channel, however often it is asked for under the same key. */
export interface Ask {
  readonly personId: string;
  readonly template: Template;
  /** Path in the portal or a whole address of it. Kept encrypted, forgotten once sent: it may let somebody in. */
  readonly link: string;
  readonly channels: readonly PersonalChannel[];
  readonly idempotencyKey: string;
  readonly urgent?: boolean;
  readonly notificationId?: string;
  /** An entry for calendar programs (RFC 5545), kept encrypted and forgotten like the link. */
  readonly calendar?: string;
  /** Not before; at once where it is missing. */
  readonly at?: Date;
}

/** A message to a group chat. */
export interface RobotAsk extends Pick<Ask, 'template' | 'link' | 'idempotencyKey' | 'urgent'> {
  readonly webhookId: string;
  readonly channel: Channel;
}

/** A text message to whoever holds a patient's link. Its words are kept encrypted beside the address and forgotten with it. */
export interface PatientAsk extends Pick<Ask, 'link' | 'idempotencyKey'> {
  readonly patientLinkId: string;
  readonly template: PatientTemplate;
  readonly phone: string;
  readonly words: string;
}

/** What became of it so far: `undelivered` with its reason where nothing will be sent. */
export interface QueuedDelivery {
  readonly id: string;
  readonly channel: Channel;
  readonly state: DeliveryState;
  readonly reason: string | null;
}

/** Where the ciphers of a delivery stand, so that one moved elsewhere does not decrypt. */
export const placeOf = (column: 'address' | 'link' | 'words', id: string): string => `delivery.${column}.${id}`;

/** Screens look again where something did not leave: the notice it was about, and the list of administrators. */
export function tellUndelivered(work: Work, { id, channel, reason }: Pick<QueuedDelivery, 'id' | 'channel' | 'reason'>): void {
  const recipients = [work.actor.institutionId];
  work.event({ kind: 'delivery.undelivered', topic: 'notification', subjectId: id, version: 1, data: { channel, reason }, recipients });
}

/** Puts messages into the queue of the sender, in the transaction of what they tell about. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly cipher: FieldCipher,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * One row for each channel, as the institution of the transaction, which the person must work for.
   * A missing address or a channel that is not configured is a row too, `undelivered` with its reason: the caller reads it in the answer.
   */
  async queue(tx: Transaction, ask: Ask & { readonly institutionId: string }): Promise<QueuedDelivery[]> {
    const [addresses = { phone: null, email: null }] = await tx.rows<Addresses>('select phone, email from contact_to_tell($1, $2)', [
      ask.personId,
      isToldOnDuty(ask.template),
    ]);
    const usable = configuredChannels(this.config);
    const rows = ask.channels.map((channel) => {
      const address = addressOf(channel, addresses);
      const reason = usable.includes(channel) ? (address ? null : 'no_address') : 'not_configured';
      const row = this.row(ask, { channel, person_id: ask.personId, notification_id: ask.notificationId, reason }, address);
      return ask.calendar && !reason ? this.worded(row, ask.calendar) : row;
    });
    return this.insert(tx, rows);
  }

  /** The address of a robot stays with the robot. */
  queueForRobot(tx: Transaction, ask: RobotAsk): Promise<QueuedDelivery[]> {
    return this.insert(tx, [this.row(ask, { channel: ask.channel, webhook_id: ask.webhookId, reason: null }, null)]);
  }

  /** As the institution that gave the link out; `undelivered` where no text messages can be sent. */
  queueForPatient(tx: Transaction, { patientLinkId, phone, words, ...ask }: PatientAsk): Promise<QueuedDelivery[]> {
    const reason = configuredChannels(this.config).includes('sms') ? null : 'not_configured';
    const row = this.row(ask, { channel: 'sms', patient_link_id: patientLinkId, reason }, phone);
    return this.insert(tx, [reason ? row : this.worded(row, words)]);
  }

  private worded<R extends { readonly id: string }>(row: R, words: string) {
    return { ...row, words_cipher: this.cipher.encrypt(words, placeOf('words', row.id)) };
  }

  private row(
    ask: Pick<Ask, 'link' | 'idempotencyKey' | 'urgent' | 'at'> & { readonly template: Template | PatientTemplate },
    target: { channel: Channel; reason: string | null } & Record<string, unknown>,
    address: string | null,
  ) {
    const id = newId();
    const link = new URL(ask.link, this.config.origin).href;
    const leaves = target.reason === null;
    return {
      ...target,
      id,
      template: ask.template,
      address_cipher: leaves && address ? this.cipher.encrypt(address, placeOf('address', id)) : null,
      address_masked: address && maskAddress(address),
      link_cipher: leaves ? this.cipher.encrypt(link, placeOf('link', id)) : null,
      state: leaves ? 'waiting' : 'undelivered',
      next_attempt_at: leaves ? ask.at : undefined,
      idempotency_key: `${ask.idempotencyKey}:${target.channel}`,
      urgent: ask.urgent ?? false,
    };
  }

  private async insert(
    tx: Transaction,
    rows: readonly ({ readonly id: string } & Readonly<Record<string, unknown>>)[],
  ): Promise<QueuedDelivery[]> {
    const queued = await tx.rows<QueuedDelivery>('select id, channel, state, reason from queue_deliveries($1::jsonb)', [
      JSON.stringify(rows),
    ]);
    const made = new Set(rows.map(({ id }) => id));
    if (tx instanceof Work) for (const row of queued) if (row.state === 'undelivered' && made.has(row.id)) tellUndelivered(tx, row);
    return queued;
  }
}
