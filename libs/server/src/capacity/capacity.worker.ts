import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { contactDue, holdEnds } from './capacity.timers.js';
import { HoldLedger } from './hold.ledger.js';
import { tellBoth, type Received } from './referral-told.js';

/** What due promises mean now: a bed nobody came to is given back, and somebody who waits is to be called. */
@Injectable()
export class CapacityWorker {
  constructor(private readonly ledger: HoldLedger) {}

  @HandlesTimer(holdEnds)
  async holdEnds(work: Work, { subjectId, dueAt }: DueTimer): Promise<void> {
    const referralId = await this.ledger.lapse(work, subjectId, dueAt);
    if (!referralId) return;
    const [referral] = await work.rows<Received>(
      `select r.id, r.version, r.sender_id, h.institution_id as receiver_id, o.person_id as owner_person
       from capacity_hold h join referral r on r.id = h.referral_id join appointment o on o.id = r.owner_id where h.id = $1`,
      [subjectId],
    );
    if (referral) tellBoth(work, referral, 'referral.hold_ended', { endedAs: 'lapsed' });
  }

  @HandlesTimer(contactDue)
  async contactIsDue(work: Work, { subjectId, dueAt }: DueTimer): Promise<void> {
    const [waiting] = await work.rows<{ version: number }>(
      `select s.version from shortage s join institution i on i.id = s.institution_id
         join referral r on r.id = s.referral_id and r.receiver_id = s.institution_id and r.open
       where s.id = $1 and s.resolved_at is null and s.promised_on <= ($2::timestamptz at time zone i.time_zone)::date`,
      [subjectId, dueAt],
    );
    if (!waiting) return;
    work.event({
      kind: 'shortage.contact_due',
      topic: 'capacity',
      subjectId,
      version: waiting.version,
      recipients: [work.actor.institutionId],
    });
  }
}
