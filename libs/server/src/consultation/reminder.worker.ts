import { reminderDue } from '@alliance/domain/consultation/session-timers';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { appointedSession, hospitalsOfSession } from './session.row.js';
import { armSession } from './session.timers.js';

const reminded = `
  select y.person_id from consultation_party y where y.consultation_id = $1 and y.state in ('invited', 'accepted') and y.person_id is not null
  union select t.person_id from consultation_attendee t where t.consultation_id = $1 and t.cancelled_at is null`;

/** Reminds those who take part a day, an hour and ten minutes before the start (F76). */
@Injectable()
export class ReminderWorker {
  @HandlesTimer('consultation.reminder')
  async remind(work: Work, { subjectId, dueAt }: DueTimer): Promise<void> {
    const session = await appointedSession(work, subjectId);
    // the database fired it: it is due, whatever the clock of this process says
    const now = dueAt > work.now ? dueAt : work.now;
    const minutes = session?.starts_at && reminderDue(session.starts_at, dueAt, now);
    if (!session?.starts_at || !minutes) return;
    const people = await work.rows<{ person_id: string }>(reminded, [session.id]);
    work.event({
      kind: 'consultation.reminder',
      topic: 'consultation',
      subjectId: session.id,
      version: session.version,
      // so close to the start it waits for no quiet hours
      data: { minutes, startsAt: session.starts_at.toISOString(), ...(minutes <= 10 && { punctual: true }) },
      recipients: hospitalsOfSession(session),
      concerns: people.map(({ person_id }) => person_id),
    });
    // hospitals that were invited since look after their people too
    await armSession(work, { id: session.id, startsAt: session.starts_at });
  }
}
