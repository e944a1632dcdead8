import type { ConsultationKind } from '@alliance/domain/consultation/consultation.codes';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import type { Work } from '../platform/command/work.js';
import { configuredChannels } from '../platform/delivery/channels.js';
import { Deliveries } from '../platform/delivery/deliveries.js';
import { CalendarPortal } from './calendar.portal.js';
import { invitationOf } from './session.calendar.js';

interface Unqueued {
  id: string;
  consultation_id: string;
  person_id: string;
  name: string;
  email: string | null;
  method: 'request' | 'cancel';
  sequence: number;
  number: string;
  kind: ConsultationKind;
  specialty: string | null;
  organiser: string;
  hospitals: string[];
  accepted: boolean;
  starts_at: Date;
  ends_at: Date;
  created_at: Date;
}
const unqueued = `
  select v.*, p.name, c.email from calendar_invitation v join person p on p.id = v.person_id left join lateral contact_to_tell(v.person_id, false) c on true
  where v.institution_id = $1 and v.queued_at is null order by v.sequence, v.id limit 100 for update of v skip locked`;

/** Sends invitations to the people of one hospital, as that hospital. Who has no address finds the session in the portal and its calendar. */
@Injectable()
export class InvitationMail {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly portal: CalendarPortal,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async queue(work: Work, institutionId: string): Promise<void> {
    const canMail = configuredChannels(this.config).includes('email');
    const rows = await work.rows<Unqueued>(unqueued, [institutionId]);
    for (const row of rows) {
      if (!canMail || !row.email) continue;
      const { consultation_id: id, person_id: personId, method, starts_at: startsAt, ends_at: endsAt, created_at: changedAt } = row;
      const calendar = invitationOf(method, { ...row, id, startsAt, endsAt, changedAt }, { ...row, email: row.email }, this.portal);
      await this.deliveries.queue(work, {
        ...{ personId, institutionId, channels: ['email'], calendar, link: `/consultations/${id}` },
        ...{ template: method === 'cancel' ? 'session_cancel' : 'session_request', idempotencyKey: `calendar:${row.id}` },
      });
    }
    await work.rows('update calendar_invitation set queued_at = $2 where id = any($1::uuid[])', [rows.map(({ id }) => id), work.now]);
  }
}
