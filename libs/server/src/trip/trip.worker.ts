import { overdueSeconds, overdueTimer } from '@alliance/domain/trip/trip-link';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { bothSides, type JourneyRow } from './trip.row.js';

interface Missing extends Pick<JourneyRow, 'version' | 'sender_id' | 'receiver_id' | 'receiver_department_id'> {
  expected_at: Date;
  created_by_person: string;
  owner_person: string;
}

/** Still on the way at an estimate that was not put off since, and nobody was told of this one. */
const missing = `
  select r.version, r.sender_id, r.receiver_id, r.receiver_department_id, r.next_action_at as expected_at, a.person_id as created_by_person, o.person_id as owner_person
  from referral r join appointment a on a.id = r.created_by join appointment o on o.id = r.owner_id
  where r.id = $1 and r.state = 'in_transit' and r.next_action_at <= $2
    and not exists (select 1 from event e where e.subject_id = r.id and e.kind = 'referral.overdue_on_way'
      and (e.data ->> 'estimatedArrivalAt')::timestamptz = date_trunc('milliseconds', r.next_action_at))`;

/** Nobody reported the arrival of a patient on the way: both hospitals are told, a person decides. */
@Injectable()
export class TripWorker {
  @HandlesTimer(overdueTimer)
  async overdue(work: Work, { subjectId, dueAt }: DueTimer): Promise<void> {
    const [row] = await work.rows<Missing>(missing, [subjectId, new Date(dueAt.getTime() - overdueSeconds * 1000)]);
    if (!row) return;
    const { receiver_department_id: departmentId } = row;
    work.audit({ action: 'referral.overdue_on_way', objectKind: 'referral', objectIds: [subjectId] });
    work.event({
      kind: 'referral.overdue_on_way',
      topic: 'referral',
      subjectId,
      version: row.version,
      data: { urgency: 'immediate', estimatedArrivalAt: row.expected_at.toISOString(), ...(departmentId && { departmentId }) },
      recipients: bothSides(row),
      concerns: [...new Set([row.owner_person, row.created_by_person])],
    });
  }
}
