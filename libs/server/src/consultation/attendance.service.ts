import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { Actor } from '@alliance/domain/access/actor';
import { ownSeat } from '@alliance/domain/consultation/consultation.policy';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { newId } from '../platform/ids.js';
import { ConsultationCommand } from './consultation.command.js';
import { ConsultationQueries } from './consultation.queries.js';
import { tell } from './consultation.record.js';
import { factsOf } from './consultation.row.js';
import { consultationView } from './consultation.view.js';

/** What others may watch: a round, a lesson (S1-23). */
const watched: readonly string[] = ['teaching', 'ward_round'];

/** Who registers to watch, and takes it back. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly command: ConsultationCommand,
    private readonly queries: ConsultationQueries,
  ) {}

  /** @throws Refusal consultation.not_found, consultation.wrong_state, consultation.not_your_action */
  attend(actor: Actor, id: string, attending: boolean): Promise<ConsultationView> {
    return this.command.run(
      actor,
      async (work) => {
        const row = await this.queries.row(work, id);
        if (!['invited', 'booked', 'in_session'].includes(row.state))
          throw new Refusal('consultation.wrong_state', { state: row.state, action: 'attend' });
        // whom a round is about has agreed, or nobody watches (TM-15)
        if (!watched.includes(row.kind) || (row.kind === 'ward_round' && !row.teaching_agreed) || ownSeat(factsOf(row), actor))
          throw new Refusal('consultation.not_your_action', { action: 'attend' });
        await work.rows(
          `insert into consultation_attendee (id, consultation_id, institution_id, person_id, appointment_id, registered_at, cancelled_at)
           values ($1, $2, current_institution(), current_person(), $3, $4, $5)
           on conflict (consultation_id, person_id) do update set cancelled_at = excluded.cancelled_at`,
          [newId(), id, actor.appointmentId, work.now, attending ? null : work.now],
        );
        await work.rows('select watch_consultation($1)', [id]);
        tell(work, row, 'consultation.attended', { attending });
        const changed = await this.queries.row(work, id);
        return consultationView(changed, actor, work.now);
      },
      (subject) => this.queries.get(actor, subject),
    );
  }
}
