import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const office = `current_office_role() = 'management_office'`;
/** A timer fires as an institution, without a person. */
const worker = 'current_person() is null';
/** Steps that keep another hospital waiting: of these the lead and the office learn. */
const answering = `step in ('submitted', 'consult_first', 'offered', 'doctor_accepted', 'in_transit')`;
const definer = 'language sql stable security definer set search_path = public, pg_temp';

/** Agreed deadlines, who was told that one was missed, and open referrals that nobody would notice. */
export class Escalation extends Migration {
  override up(): void {
    this.addSql(`
      create table deadline_setting (
        alliance_id uuid primary key references alliance,
        minutes jsonb not null,
        version int not null default 2
      );

      -- One rung that was climbed. Codes and names of institutions only: third parties read it, who never see the referral.
      create table escalation (
        id uuid primary key,
        timer_id uuid not null references timer,
        referral_id uuid not null references referral,
        referral_number text not null,
        alliance_id uuid references alliance,
        sender_id uuid not null references institution,
        receiver_id uuid references institution,
        department_id uuid references department,
        urgency text not null,
        service text not null,
        step text not null,
        due_at timestamptz not null,
        rung text not null check (rung in ('owner', 'department', 'duty_office', 'backup', 'lead', 'management_office')),
        -- whose people were told
        institution_id uuid not null references institution,
        -- whose step it is
        waited_id uuid not null references institution,
        at timestamptz not null,
        settled_at timestamptz,
        acknowledged_at timestamptz,
        acknowledged_by uuid references person,
        note text,
        version int not null default 1,
        unique (referral_id, step, due_at, rung, institution_id, waited_id)
      );
      create index escalation_open on escalation (referral_id) where settled_at is null;
      create index escalation_page on escalation (id desc) where settled_at is null;
      create index escalation_told on escalation (institution_id, id desc);
      create index escalation_sender on escalation (sender_id, id desc);
      create index escalation_receiver on escalation (receiver_id, id desc);
      create index escalation_alliance on escalation (alliance_id, id desc);

      -- An open referral that nobody would notice, found at night.
      create table open_finding (
        id uuid primary key,
        institution_id uuid not null references institution,
        referral_id uuid not null references referral,
        kind text not null check (kind in ('owner_missing', 'next_action_missing', 'next_action_far', 'timer_missing')),
        found_at timestamptz not null,
        seen_at timestamptz not null,
        settled_at timestamptz,
        settled_by uuid references person
      );
      create unique index open_finding_once on open_finding (institution_id, referral_id, kind) where settled_at is null;

      create index timer_subject on timer (subject_id) where fired_at is null;
      -- one check a night for each institution, however many workers arm it
      create unique index timer_nightly_once on timer (subject_id) where fired_at is null and kind = 'referral.nightly_check';
    `);
    for (const table of ['deadline_setting', 'escalation', 'open_finding'])
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;`);
    this.addSql(`
      create policy members on deadline_setting for select to alliance_app using (sees_protocol(alliance_id, false));
      create policy lead_adds on deadline_setting for insert to alliance_app
        with check (leads_alliance(alliance_id) and current_office_role() = 'lead_administrator');
      create policy lead_changes on deadline_setting for update to alliance_app
        using (leads_alliance(alliance_id) and current_office_role() = 'lead_administrator') with check (leads_alliance(alliance_id));
      grant select, insert, update (minutes, version) on deadline_setting to alliance_app;

      -- who looks after the own work too late is a matter of both hospitals, and of whoever was told; who keeps another waiting, of those above them too
      create policy concerned on escalation for select to alliance_app using (
        institution_id = ${me} or sender_id = ${me} or receiver_id = ${me} or (${answering} and (${office} or leads_alliance(alliance_id))));
      create policy timer_adds on escalation for insert to alliance_app with check (${worker}
        and exists (select 1 from timer t where t.id = timer_id and t.subject_id = referral_id and t.acting_institution = ${me}));
      create policy told_acknowledges on escalation for update to alliance_app
        using (institution_id = ${me} and not (${worker})) with check (institution_id = ${me} and acknowledged_by = current_person());
      grant select, insert, update (acknowledged_at, acknowledged_by, note, version) on escalation to alliance_app;

      create policy own on open_finding for select to alliance_app using (institution_id = ${me});
      create policy night_adds on open_finding for insert to alliance_app with check (institution_id = ${me} and ${worker});
      create policy own_changes on open_finding for update to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      grant select, insert, update (seen_at, settled_at, settled_by) on open_finding to alliance_app;

      -- Whatever moves a referral on settles what climbed about it: the step that was waited for is over. Who left before anybody answered still waits.
      create function settle_escalations() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          update escalation set settled_at = now() where referral_id = new.id and settled_at is null;
          return null;
        end $$;
      create trigger settles_escalations after update of state, next_action_at, next_action_by, accepted_at on referral for each row
        when ((old.state, old.next_action_at, old.next_action_by, old.accepted_at) is distinct from
            (new.state, new.next_action_at, new.next_action_by, new.accepted_at)
          and not (new.state = 'in_transit' and new.accepted_at is null))
        execute function settle_escalations();

      -- How a referral stands when one of its timers fires: codes, and whom to tell. The hospital that set the timer may have sent it on since.
      -- Who left before anybody answered is waited for until the deadline of the answer, which the referral itself no longer names.
      -- Two timers of one referral that come due together, after a pause of the worker, are seen to one after the other.
      create function due_referral(p_timer uuid)
        returns table (id uuid, number text, version int, state text, urgency text, service text, alliance_id uuid, lead_id uuid, sender_id uuid,
          receiver_id uuid, department_id uuid, next_action_at timestamptz, next_action_by text, answered boolean, concerns uuid[],
          since timestamptz, due_at timestamptz, told text[])
        language plpgsql volatile security definer set search_path = public, pg_temp as $$
        begin
          perform pg_advisory_xact_lock(hashtextextended('escalation.' || t.subject_id, 0)) from timer t where t.id = p_timer and t.acting_institution = ${me};
          return query
          select r.id, r.number, r.version, r.state, r.urgency, r.service, r.alliance_id, (select a.lead_id from alliance a where a.id = r.alliance_id),
              r.sender_id, r.receiver_id, r.receiver_department_id, r.next_action_at, r.next_action_by, r.accepted_at is not null,
              array(select distinct a.person_id from appointment a where a.id in (r.owner_id, r.created_by)),
              coalesce((select max(e.happened_at) from event e where e.subject_id = r.id and e.kind = any('{referral.submitted,referral.resubmitted,
                referral.redirected,referral.diverted,referral.replied,referral.resumed,referral.converted,referral.acceptance_withdrawn,referral.undone,
                referral.doctor_accepted}')), r.submitted_at, r.created_at),
              clock.due, coalesce((select array_agg(e.rung) from escalation e where e.referral_id = r.id and e.due_at = date_trunc('milliseconds', clock.due)
                and e.waited_id = case when r.next_action_by = 'sender' then r.sender_id else coalesce(r.receiver_id, r.sender_id) end), '{}')
            from timer t join referral r on r.id = t.subject_id
              cross join lateral (select case when r.state <> 'in_transit' then r.next_action_at else coalesce(
                (select max(p.due_at) from timer p where p.subject_id = r.id and p.fired_at is null and p.kind = 'referral.response_due'),
                case when t.kind = 'referral.response_due' then t.due_at end,
                (select max(e.due_at) from escalation e where e.referral_id = r.id and e.settled_at is null)) end as due) clock
            where t.id = p_timer and t.acting_institution = ${me} and ${worker};
        end $$;

      -- Own open referrals that nobody would notice: nobody owns them, nothing is expected or only in more than a year, or nothing will ring.
      -- Only what rings for the deadline counts: not a claim that lapses, nor a timer of an earlier deadline.
      create function unnoticed_referrals() returns table (referral_id uuid, kind text, state text, next_action_at timestamptz)
        ${definer} as $$
        select r.id, found.kind, r.state, r.next_action_at from referral r cross join lateral (
          select 'owner_missing' as kind where not exists (select 1 from appointment o join person p on p.id = o.person_id
            where o.id = r.owner_id and o.valid @> local_today() and p.deactivated_at is null)
          union all select 'next_action_missing' where r.next_action_at is null
          union all select 'next_action_far' where r.next_action_at > now() + interval '400 days'
          union all select 'timer_missing' where r.next_action_at > now()
            and not exists (select 1 from timer t where t.subject_id = r.id and t.fired_at is null and t.due_at >= date_trunc('milliseconds', r.next_action_at)
              and t.kind in ('referral.response_due', 'referral.step_due', 'trip.overdue'))) found
        where r.sender_id = ${me} and r.open and ${worker} $$;
      grant select on timer, referral, alliance, appointment, person, event to alliance_definer;
      grant select, update on escalation to alliance_definer;
    `);
    for (const statement of ownedByDefiner(['due_referral(uuid)', 'unnoticed_referrals()'])) this.addSql(statement);
    this.addSql('alter function settle_escalations() owner to alliance_definer; revoke all on function settle_escalations() from public;');
  }
}
