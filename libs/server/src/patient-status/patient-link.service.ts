import type { issuePatientLink, PatientLink } from '@alliance/contracts/patient-status.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { patientPhone } from '@alliance/domain/identity/patient-phone';
import { maskAddress } from '@alliance/domain/notification/address';
import { canBeTold, linkDays, mayGiveLink } from '@alliance/domain/patient-status/patient-link';
import { wordsOf } from '@alliance/domain/patient-status/patient-message';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { newToken } from '../platform/auth/session.opener.js';
import { tokenHash } from '../platform/auth/session.reader.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { FieldCipher } from '../platform/crypto/field-cipher.js';
import { Database } from '../platform/db/database.js';
import { Deliveries } from '../platform/delivery/deliveries.js';
import { newId } from '../platform/ids.js';
import { addressOfPage, placeOf } from './patient-page.js';
import { PatientLinkQueries, type ToldReferral } from './patient-link.queries.js';

type Issue = InputOf<typeof issuePatientLink>['body'];

const closeOpen = `
  update patient_link set revoked_at = $2, token_cipher = null, phone_cipher = null where referral_id = $1 and revoked_at is null returning id`;
const insert = `
  insert into patient_link (id, referral_id, institution_id, given_to, issued_by, token_hash, issued_at, expires_at, token_cipher, phone_cipher, phone_masked)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

/** Giving the patient a link, and taking it back. */
@Injectable()
export class PatientLinkService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly queries: PatientLinkQueries,
    private readonly deliveries: Deliveries,
    private readonly cipher: FieldCipher,
  ) {}

  get(actor: Actor, referralId: string): Promise<PatientLink> {
    return this.database.write(actor, async (tx) => {
      const view = await this.queries.view(tx, actor, referralId);
      await this.audit.seen(tx, actor, { action: 'patient_link.read', objectKind: 'referral', objectIds: [referralId] });
      return view;
    });
  }

  /** A repeated request makes a new link: the token of the first is nowhere to be read again. */
  issue(actor: Actor, referralId: string, { givenTo, phone: written }: Issue): Promise<{ token: string; view: PatientLink }> {
    const phone = mobile(written);
    const token = newToken();
    return this.commands.run(actor, async (work) => {
      const told = await this.load(work, actor, referralId);
      if (!canBeTold(told, work.now)) throw new Refusal('referral.wrong_state', { state: told.state });
      // two who issue at once do so one after the other
      await work.rows('select 1 from referral where id = $1 for update', [referralId]);
      await work.rows(closeOpen, [referralId, work.now]);
      const id = newId();
      const expiresAt = new Date(work.now.getTime() + linkDays * 86_400_000);
      await work.rows(insert, [
        ...[id, referralId, actor.institutionId, givenTo, actor.appointmentId, tokenHash(token), work.now, expiresAt],
        ...(phone
          ? [this.cipher.encrypt(token, placeOf('token', id)), this.cipher.encrypt(phone, placeOf('phone', id)), maskAddress(phone)]
          : [null, null, null]),
      ]);
      if (phone) await this.sendLink(work, id, token, phone);
      this.record(work, told, referralId, 'referral.patient_link_issued', { givenTo, messages: phone ? 1 : 0 });
      return { token, view: await this.queries.view(work, actor, referralId) };
    });
  }

  revoke(actor: Actor, referralId: string): Promise<PatientLink> {
    return this.commands.run(actor, async (work) => {
      const told = await this.load(work, actor, referralId);
      const closed = await work.rows(closeOpen, [referralId, work.now]);
      if (closed.length) this.record(work, told, referralId, 'referral.patient_link_revoked');
      return this.queries.view(work, actor, referralId);
    });
  }

  private async sendLink(work: Work, id: string, token: string, phone: string): Promise<void> {
    const message = { template: 'patient_link', hospital: null, at: null, on: null, told: 'link' } as const;
    await this.deliveries.queueForPatient(work, {
      patientLinkId: id,
      template: message.template,
      phone,
      words: wordsOf(message, 'Asia/Shanghai'),
      link: addressOfPage(token),
      idempotencyKey: `patient_link:${id}:link`,
    });
  }

  /** @throws Refusal referral.not_found, not_your_action */
  private async load(work: Work, actor: Actor, referralId: string): Promise<ToldReferral> {
    const told = await this.queries.told(work, referralId);
    if (!mayGiveLink(actor, told)) throw new Refusal('referral.not_your_action', { role: actor.role });
    return told;
  }

  private record(work: Work, told: ToldReferral, subjectId: string, kind: string, data: Record<string, string | number> = {}): void {
    work.audit({ action: kind, objectKind: 'referral', objectIds: [subjectId] });
    const recipients = [told.senderId, ...(told.receiverId ? [told.receiverId] : [])];
    work.event({ kind, topic: 'referral', subjectId, version: told.version, data, recipients });
  }
}

/** A number that takes text messages. @throws Refusal patient.phone_invalid */
function mobile(written: string | null): string | null {
  const phone = patientPhone(written);
  if (phone !== null && !/^(1[3-9]\d{9}|\+\d{7,15})$/.test(phone)) throw new Refusal('patient.phone_invalid', { fields: ['phone'] });
  return phone;
}
