import type { PatientLink } from '@alliance/contracts/patient-status.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { canBeTold, mayGiveLink, type ToldCase } from '@alliance/domain/patient-status/patient-link';
import type { ReferralState } from '@alliance/domain/referral/referral.machine';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import type { Transaction } from '../platform/db/database.js';
import { configuredChannels } from '../platform/delivery/channels.js';

type Link = NonNullable<PatientLink['link']>;
interface CaseRow {
  version: number;
  state: ReferralState;
  sender_id: string;
  receiver_id: string | null;
  closed_at: Date | null;
  died: boolean;
}
interface LinkRow {
  id: string;
  given_to: Link['givenTo'];
  issued_at: Date;
  issued_by: string;
  institution: string;
  expires_at: Date;
  looks: number;
  looked_at: Date | null;
  phone_masked: string | null;
  stopped_at: Date | null;
}
interface SentRow {
  template: Link['sent'][number]['template'];
  state: Link['sent'][number]['state'];
  reason: string | null;
  created_at: Date;
}

const toldCase = `
  select version, state, sender_id, receiver_id, closed_at, patient_died(id) as died from referral
  where id = $1 and (sender_id = current_institution() or receiver_id = current_institution())`;
const open = `
  select l.id, l.given_to, l.issued_at, p.name as issued_by, i.name as institution, l.expires_at, l.looks, l.looked_at, l.phone_masked, l.stopped_at
  from patient_link l join appointment a on a.id = l.issued_by join person p on p.id = a.person_id join institution i on i.id = l.institution_id
  where l.referral_id = $1 and l.revoked_at is null and l.expires_at > $2`;
const sent = `select template, state, reason, created_at from delivery where patient_link_id = $1 order by created_at desc, id desc limit 10`;

export interface ToldReferral extends ToldCase {
  readonly version: number;
}

/** The patient's link as the two hospitals see it. */
@Injectable()
export class PatientLinkQueries {
  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Refusal referral.not_found for anybody but the two sides */
  async told(tx: Transaction, referralId: string): Promise<ToldReferral> {
    const [row] = await tx.rows<CaseRow>(toldCase, [referralId]);
    if (!row) throw new Refusal('referral.not_found');
    const { version, state, sender_id: senderId, receiver_id: receiverId, closed_at: closedAt, died } = row;
    return { version, state, senderId, receiverId, closedAt, died };
  }

  async view(tx: Transaction, actor: Actor, referralId: string): Promise<PatientLink> {
    const told = await this.told(tx, referralId);
    const now = this.clock.now();
    const [link] = await tx.rows<LinkRow>(open, [referralId, now]);
    const messages = link ? await tx.rows<SentRow>(sent, [link.id]) : [];
    const may = mayGiveLink(actor, told);
    return {
      link: link ? linkView(link, messages) : null,
      sms: configuredChannels(this.config).includes('sms'),
      may: { issue: may && canBeTold(told, now), revoke: may && link !== undefined },
    };
  }
}

const linkView = (row: LinkRow, messages: readonly SentRow[]): Link => ({
  id: row.id,
  givenTo: row.given_to,
  issuedAt: row.issued_at.toISOString(),
  issuedBy: row.issued_by,
  institution: row.institution,
  expiresAt: row.expires_at.toISOString(),
  looks: row.looks,
  lookedAt: row.looked_at && row.looked_at.toISOString(),
  phone: row.phone_masked,
  messages: row.stopped_at ? 'stopped' : row.phone_masked ? 'on' : 'off',
  sent: messages.map(({ template, state, reason, created_at }) => ({ template, state, reason, at: created_at.toISOString() })),
});
