import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const definer = 'security definer set search_path = public, pg_temp';
const job = 'current_person() is null';

/** Calendar programs: the address that one of them asks, and the invitations sent to them. */
export class CalendarFeed extends Migration {
  override up(): void {
    this.addSql(`
      -- The sequence that calendar programs were told of: one behind it has something to be told.
      alter table consultation add column calendar_sequence int not null default 0;
      create index consultation_calendar_untold on consultation (id) where sequence <> calendar_sequence;
      create policy untold on consultation for select to alliance_system using (sequence <> calendar_sequence);
      grant select (id, inviting_id, sequence, calendar_sequence) on consultation to alliance_system;
      grant update (calendar_sequence) on consultation to alliance_app;

      create table calendar_feed (
        id uuid primary key,
        person_id uuid not null references person,
        token_hash bytea not null unique,
        created_at timestamptz not null,
        -- when a program asked last, to the hour
        read_at timestamptz,
        ended_at timestamptz
      );
      create unique index calendar_feed_one on calendar_feed (person_id) where ended_at is null;
      alter table calendar_feed enable row level security;
      alter table calendar_feed force row level security;
      create policy own on calendar_feed to alliance_app using (person_id = current_person()) with check (person_id = current_person());
      grant select (id, person_id, created_at, read_at, ended_at), insert, update (ended_at) on calendar_feed to alliance_app;

      -- What one person's calendar program was told of one session, complete as it was then: a hospital that takes part no more
      -- calls it off without seeing the case. No patient is in it.
      create table calendar_invitation (
        id uuid primary key,
        consultation_id uuid not null references consultation,
        person_id uuid not null references person,
        institution_id uuid not null references institution,
        method text not null check (method in ('request', 'cancel')),
        sequence int not null,
        number text not null,
        kind text not null,
        specialty text,
        organiser text not null,
        hospitals text[] not null,
        accepted boolean not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        created_at timestamptz not null,
        queued_at timestamptz,
        unique (consultation_id, person_id, sequence)
      );
      create index calendar_invitation_unqueued on calendar_invitation (institution_id) where queued_at is null;
      alter table calendar_invitation enable row level security;
      alter table calendar_invitation force row level security;
      create policy inviting on calendar_invitation for select to alliance_app using (
        exists (select 1 from consultation c where c.id = consultation_id and c.inviting_id = ${me}));
      create policy inviting_adds on calendar_invitation for insert to alliance_app with check (${job} and exists (
        select 1 from consultation c join consultation_party y on y.consultation_id = c.id
        where c.id = calendar_invitation.consultation_id and c.inviting_id = ${me} and y.institution_id = calendar_invitation.institution_id));
      create policy own_house on calendar_invitation for select to alliance_app using (institution_id = ${me} and ${job});
      create policy own_house_queues on calendar_invitation for update to alliance_app using (institution_id = ${me} and ${job});
      grant select, insert, update (queued_at) on calendar_invitation to alliance_app;
      create policy unqueued on calendar_invitation for select to alliance_system using (queued_at is null);
      grant select (institution_id, queued_at) on calendar_invitation to alliance_system;

      -- Everything of one person's calendar, wherever the person works: thirty days back, a year ahead. Whoever holds the address of the
      -- feed may know it; one that is unknown, replaced or ended, or of somebody who left, answers with no row.
      create function calendar_behind(p_hash bytea, p_now timestamptz) returns table (person_id uuid, sessions jsonb, shifts jsonb)
        language sql volatile ${definer} as $$
        with asked as (
          update calendar_feed f set read_at = date_trunc('hour', p_now) from person p
          where f.token_hash = p_hash and f.ended_at is null and p.id = f.person_id and p.deactivated_at is null returning f.person_id)
        select asked.person_id,
          (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'number', c.number, 'kind', c.kind, 'specialty', c.specialty,
              'organiser', (select i.name from institution i where i.id = c.inviting_id),
              'hospitals', array(select i.name from institution i where i.id = any(c.invited_ids) order by i.name),
              'startsAt', c.starts_at, 'endsAt', c.ends_at, 'sequence', c.sequence, 'changedAt', c.updated_at) order by c.starts_at, c.id), '[]')
            from consultation c
            where c.state in ('booked', 'in_session', 'concluding', 'decided', 'closed') and c.held_until is null
              and c.ends_at > p_now - interval '30 days' and c.starts_at < p_now + interval '12 months'
              and (exists (select 1 from consultation_party y where y.consultation_id = c.id and y.person_id = asked.person_id and y.state in ('invited', 'accepted', 'absent'))
                or exists (select 1 from consultation_attendee t where t.consultation_id = c.id and t.person_id = asked.person_id and t.cancelled_at is null))),
          (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'place', coalesce((select d.name_zh from department d where d.id = s.department_id), i.name),
              'institution', i.name, 'startsAt', s.starts_at, 'endsAt', s.ends_at, 'sequence', s.version - 1, 'changedAt', s.updated_at) order by s.starts_at, s.id), '[]')
            from on_call_shift s join institution i on i.id = s.institution_id
            where s.person_id = asked.person_id and s.cancelled_at is null
              and s.ends_at > p_now - interval '30 days' and s.starts_at < p_now + interval '12 months')
        from asked $$;
      -- Timers of an appointed session, whoever appoints it. The inviting hospital reminds everybody, because it always sees the case;
      -- each hospital looks after its own people who do not come. Armed twice for the same instant they are one.
      create function arm_session(p_consultation uuid, p_timers jsonb) returns void language sql volatile ${definer} as $$
        insert into timer (id, kind, subject_id, due_at, acting_institution)
        select uuidv7(), t.kind, c.id, t.due_at, acting.institution_id
        from consultation c cross join jsonb_to_recordset(p_timers) t (kind text, due_at timestamptz)
          cross join lateral (select c.inviting_id as institution_id union
            select y.institution_id from consultation_party y where t.kind = 'consultation.no_show' and y.consultation_id = c.id and y.side = 'invited') acting
        where c.id = p_consultation and (c.inviting_id = ${me} or ${me} = any(c.invited_ids))
          and t.kind in ('consultation.reminder', 'consultation.no_show')
          and not exists (select 1 from timer same where same.due_at = t.due_at and same.fired_at is null and same.subject_id = c.id
            and same.kind = t.kind and same.acting_institution = acting.institution_id) $$;
      grant select, insert on timer to alliance_definer;

      -- Who waits for an appointment with experts of a hospital and field: everybody is counted, one's own have a number.
      create function consultations_waiting(p_institution uuid, p_specialty text)
        returns table (id uuid, number text, urgency text, invited_at timestamptz, minutes int)
        language sql stable ${definer} as $$
        select case when shown then c.id else md5(c.id::text || ${me}::text)::uuid end, case when shown then c.number end, c.urgency, c.invited_at, c.minutes
        from consultation c cross join lateral (select c.inviting_id = ${me} or ${me} = any(c.invited_ids) as shown) seen
        where ${me} is not null and c.state = 'invited' and c.starts_at is null and c.invited_at is not null and p_institution = any(c.invited_ids)
          and exists (select 1 from consultation_party y where y.consultation_id = c.id and y.institution_id = p_institution and y.side = 'invited'
            and y.state in ('invited', 'accepted') and coalesce(y.specialty, c.specialty) = p_specialty) $$;
      grant select, update (read_at) on calendar_feed to alliance_definer;
      grant select on consultation, consultation_party, consultation_attendee, on_call_shift, institution, department, person to alliance_definer;
    `);
    for (const statement of ownedByDefiner([
      'arm_session(uuid, jsonb)',
      'consultations_waiting(uuid, text)',
      'calendar_behind(bytea, timestamptz)',
    ]))
      this.addSql(statement);
  }
}
