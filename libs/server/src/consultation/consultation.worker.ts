import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';

interface WaitedFor {
  readonly id: string;
  readonly version: number;
  readonly urgency: string;
  readonly inviting_id: string;
  readonly invited_ids: string[];
  readonly due_at: Date | null;
  readonly due_for: string | null;
  readonly accepted: boolean;
  readonly department_id: string | null;
  readonly lead_id: string | null;
  readonly people: string[];
}
const waitedFor = `
  select c.id, c.version, c.urgency, c.inviting_id, c.invited_ids, c.due_at, c.due_for,
    exists (select 1 from consultation_party y where y.consultation_id = c.id and y.side = 'invited' and y.state = 'accepted')
      or exists (select 1 from consultation_call l where l.consultation_id = c.id) as accepted,
    (select y.department_id from consultation_party y where y.consultation_id = c.id and y.side = 'invited' and y.department_id is not null order by y.id limit 1) as department_id,
    (select a.lead_id from alliance a where a.id = c.alliance_id) as lead_id,
    array(select y.person_id from consultation_party y where y.consultation_id = c.id and y.person_id is not null and y.state in ('invited', 'accepted')) as people
  from consultation c where c.id = $1 and c.state not in ('draft', 'closed', 'cancelled', 'voided')`;

/** Looks after what is waited for; the inviting hospital, which sees all of it, acts. */
@Injectable()
export class ConsultationWorker {
  /** Said once for each thing that is waited for. Feedback is asked for when its day has come. */
  @HandlesTimer('consultation.due')
  async due(work: Work, { subjectId }: DueTimer): Promise<void> {
    const found = await this.waited(work, subjectId);
    if (!found?.due_at || found.due_at > work.now || (found.due_for === 'answer' && found.accepted)) return;
    // two timers of one deadline that fire together
    const [first] = await work.rows('update consultation set overdue_told_at = $2 where id = $1 and overdue_told_at is null returning 1', [
      subjectId,
      work.now,
    ]);
    if (!first) return;
    const immediate = found.urgency === 'immediate' && found.due_for === 'answer';
    const also = immediate ? await this.above(work, found) : [];
    const kind = found.due_for === 'feedback' ? 'consultation.feedback_due' : 'consultation.overdue';
    this.tell(work, found, kind, { for: found.due_for ?? '', urgency: found.urgency }, also);
  }

  /** Three minutes without an answer: whoever is on duty is rung again, with the backups and the lead. */
  @HandlesTimer('consultation.unanswered')
  async unanswered(work: Work, { subjectId }: DueTimer): Promise<void> {
    const found = await this.waited(work, subjectId);
    if (!found || found.accepted) return;
    const department = found.department_id ? { departmentId: found.department_id } : {};
    const also = found.lead_id ? [found.lead_id] : [];
    this.tell(work, found, 'consultation.rung', { urgency: found.urgency, rung: 'backup', ...department }, also);
  }

  private async waited(work: Work, id: string): Promise<WaitedFor | undefined> {
    const [found] = await work.rows<WaitedFor>(waitedFor, [id]);
    return found;
  }

  private tell(work: Work, found: WaitedFor, kind: string, data: Record<string, string>, also: readonly string[]): void {
    work.audit({ action: kind, objectKind: 'consultation', objectIds: [found.id] });
    const recipients = [...new Set([found.inviting_id, ...found.invited_ids, ...also])];
    work.event({ kind, topic: 'consultation', subjectId: found.id, version: found.version, data, recipients, concerns: found.people });
  }

  /** The lead of the alliance, and the office: neither learns whom it is about. */
  private async above(work: Work, { lead_id }: WaitedFor): Promise<string[]> {
    const offices = await work.rows<{ id: string }>(`select id from institution where type = 'management_office'`);
    return [...offices.map(({ id }) => id), ...(lead_id ? [lead_id] : [])];
  }
}
