import { earlyReturnHours } from '@alliance/domain/return-review/return-review';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';
import { samePerson } from '../same-person.js';
import { followUpEnds } from './0037-follow-up-ends.js';

const me = 'current_institution()';
const office = `current_office_role() = 'management_office'`;
const definer = 'security definer set search_path = public, pg_temp';
const visible = 'exists (select 1 from referral r where r.id = referral_id)';
const ownTask = `exists (select 1 from follow_up f where f.id = follow_up_id and f.institution_id = ${me})`;
const review = 'exists (select 1 from return_review v where v.id = review_id)';
const party = `${me} in (down_sender_id, down_receiver_id)`;
const partyOfReview = `exists (select 1 from return_review v where v.id = review_id and ${me} in (v.down_sender_id, v.down_receiver_id))`;

/** Who came home is asked after two and seven days; who is back within three is looked at by both hospitals. */
export class FollowUp extends Migration {
  override up(): void {
    this.followUps();
    this.returns();
    this.functions();
  }

  private followUps(): void {
    this.addSql(`
      create table follow_up (
        id uuid primary key,
        referral_id uuid not null references referral,
        kind text not null check (kind in ('first_48h', 'day_7')),
        -- the hospital that the patient came home to, and the one that sent the patient down
        institution_id uuid not null references institution,
        sender_id uuid not null references institution,
        alliance_id uuid references alliance,
        owner_id uuid not null references appointment,
        arrived_at timestamptz not null,
        due_at timestamptz not null,
        postponed boolean not null default false,
        attempts int not null default 0,
        told text check (told in ('reminder', 'overdue', 'lead')),
        state text not null default 'open' check (state in ('open', 'done', 'ended')),
        done_at timestamptz,
        ended_as text check (ended_as in ('died', 'declined', 'returned', 'moved_away', 'entered_in_error')),
        version int not null default 1,
        unique (referral_id, kind),
        check ((state = 'open') = (done_at is null)),
        check ((state = 'ended') = (ended_as is not null))
      );
      create index follow_up_open on follow_up (institution_id, due_at) where state = 'open';
      create index follow_up_done on follow_up (institution_id, done_at desc) where state <> 'open';
      create index follow_up_alliance on follow_up (alliance_id) where state = 'open';

      create table follow_up_record (
        id uuid primary key,
        follow_up_id uuid not null references follow_up,
        reached boolean not null,
        channel text not null check (channel in ('home_visit', 'phone', 'clinic_visit', 'on_ward')),
        at timestamptz not null,
        recorded_at timestamptz not null,
        person_id uuid not null references person,
        -- what was seen, said and measured, in codes; the note is free text
        answers jsonb,
        note text,
        check (reached = (answers is not null))
      );
      create index follow_up_record_task on follow_up_record (follow_up_id, recorded_at);
    `);
    for (const table of ['follow_up', 'follow_up_record'])
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;`);
    this.addSql(`
      -- both hospitals of the referral, as long as they see it
      create policy parties on follow_up for select to alliance_app using ((institution_id = ${me} or sender_id = ${me}) and ${visible});
      create policy receiver_opens on follow_up for insert to alliance_app with check (institution_id = ${me} and state = 'open'
        and exists (select 1 from referral r where r.id = referral_id and r.receiver_id = ${me} and r.sender_id = follow_up.sender_id and r.direction = 'down'));
      create policy own_changes on follow_up for update to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      create policy with_task on follow_up_record for select to alliance_app using (exists (select 1 from follow_up f where f.id = follow_up_id));
      create policy own_records on follow_up_record for insert to alliance_app with check (person_id = current_person() and ${ownTask});
      grant select, insert on follow_up, follow_up_record to alliance_app;
      grant update (owner_id, due_at, postponed, attempts, told, state, done_at, ended_as, version) on follow_up to alliance_app;
    `);
  }

  private returns(): void {
    this.addSql(`
      -- Somebody who had come down is back. Numbers and times: whose patient it is, only the referrals say.
      create table return_link (
        id uuid primary key,
        down_id uuid not null references referral,
        up_id uuid references referral,
        way text not null check (way in ('referral', 'walked_in')),
        down_sender_id uuid not null references institution,
        down_receiver_id uuid not null references institution,
        down_number text not null,
        up_number text,
        up_urgency text,
        arrived_at timestamptz not null,
        returned_at timestamptz not null,
        planned boolean not null,
        at timestamptz not null,
        voided_at timestamptz,
        check ((way = 'referral') = (up_id is not null))
      );
      create unique index return_link_down on return_link (down_id) where voided_at is null;
      create unique index return_link_up on return_link (up_id) where voided_at is null;

      create table return_review (
        id uuid primary key references return_link,
        down_sender_id uuid not null references institution,
        down_receiver_id uuid not null references institution,
        lead_id uuid references institution,
        state text not null check (state in ('accounts_awaited', 'conclusion_awaited', 'concluded', 'objected', 'final', 'withdrawn')),
        opened_at timestamptz not null,
        due_at timestamptz,
        overdue_told_at timestamptz,
        objected_by uuid references institution,
        objection jsonb,
        preventable text check (preventable in ('yes', 'no', 'cannot_say')),
        counts_against text check (counts_against in ('none', 'down_sender')),
        version int not null default 1,
        check ((state in ('final')) = (counts_against is not null)),
        check (counts_against <> 'down_sender' or preventable = 'yes'),
        check ((objected_by is null) = (objection is null))
      );
      create index return_review_sender on return_review (down_sender_id, id desc);
      create index return_review_receiver on return_review (down_receiver_id, id desc);
      create index return_review_lead on return_review (lead_id, id desc);

      create table return_account (
        review_id uuid not null references return_review,
        institution_id uuid not null references institution,
        factors text[] not null,
        person_id uuid not null references person,
        at timestamptz not null,
        primary key (review_id, institution_id)
      );
      create table return_conclusion (
        review_id uuid not null references return_review,
        level text not null check (level in ('first', 'decision')),
        preventable text not null,
        counts_against text not null,
        factors text[] not null,
        action text not null,
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        at timestamptz not null,
        primary key (review_id, level)
      );
      -- Free text of the two hospitals and the lead; the office reads codes.
      create table return_review_note (
        id uuid primary key,
        review_id uuid not null references return_review,
        kind text not null check (kind in ('account', 'conclusion', 'objection', 'decision')),
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        text text not null,
        at timestamptz not null
      );
      create index return_review_note_review on return_review_note (review_id, at);
    `);
    for (const table of ['return_link', 'return_review', 'return_account', 'return_conclusion', 'return_review_note'])
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;`);
    this.addSql(`
      create policy parties on return_review for select to alliance_app using (${party} or lead_id = ${me}
        or (${office} and (lead_id is null or objected_by is not null or overdue_told_at is not null)));
      create policy parties_change on return_review for update to alliance_app using (${party} or lead_id = ${me}
        or (${office} and (lead_id is null or objected_by is not null or overdue_told_at is not null))) with check (true);
      create policy parties on return_link for select to alliance_app
        using (${party} or exists (select 1 from return_review v where v.id = return_link.id));
      create policy with_review on return_account for select to alliance_app using (${review});
      create policy party_accounts on return_account for insert to alliance_app
        with check (institution_id = ${me} and person_id = current_person() and ${partyOfReview});
      create policy with_review on return_conclusion for select to alliance_app using (${review});
      create policy judge_concludes on return_conclusion for insert to alliance_app
        with check (institution_id = ${me} and person_id = current_person()
          and exists (select 1 from return_review v where v.id = review_id and case level when 'first' then v.state = 'conclusion_awaited' and v.lead_id = ${me}
            else ${office} and (v.state = 'objected' or (v.state = 'conclusion_awaited' and (v.lead_id is null or v.overdue_told_at is not null))) end));
      create policy parties_read on return_review_note for select to alliance_app
        using (institution_id = ${me} or exists (select 1 from return_review v where v.id = review_id and ${me} in (v.down_sender_id, v.down_receiver_id, v.lead_id)));
      create policy own_adds on return_review_note for insert to alliance_app
        with check (institution_id = ${me} and person_id = current_person() and ${review});
      grant select on return_link to alliance_app;
      grant select, update (state, version, due_at, overdue_told_at, objected_by, objection, preventable, counts_against) on return_review to alliance_app;
      grant select, insert on return_account, return_conclusion, return_review_note to alliance_app;
    `);
  }

  private functions(): void {
    this.addSql(`
      grant select on referral, patient, down_plan, alliance, appointment, event, follow_up, return_link, return_review, return_account to alliance_definer;
      grant update (state, done_at, ended_as, version) on follow_up to alliance_definer;
      grant insert, update (voided_at) on return_link to alliance_definer;
      grant insert, update (state, version, due_at, preventable, counts_against) on return_review to alliance_definer;
      grant insert on timer to alliance_definer;

      -- When the patient whom I send up now came down last, in the last hours that make an early return; no name and no hospital.
      create function came_down_before(p_up uuid, p_at timestamptz)
        returns table (down_id uuid, arrived_at timestamptz, next_visit_on text)
        language sql stable ${definer} as $$
        select d.id, d.arrived_at, p.next_visit_on::text from referral u cross join lateral ${samePerson('u.patient_id')} person join referral d on d.patient_id = person.id
            left join down_plan p on p.referral_id = d.id
          where u.id = p_up and u.sender_id = ${me} and u.submitted_at is not null and u.direction = 'up'
            and d.id <> u.id and d.direction = 'down' and d.receiver_id is not null and d.state <> 'voided'
            and d.arrived_at between p_at - interval '${earlyReturnHours} hours' and p_at
            and not exists (select 1 from return_link l where (l.down_id = d.id or l.up_id = u.id) and l.voided_at is null)
          order by d.arrived_at desc limit 1 $$;

      -- Links a return with the referral that brought the patient home, once, and opens its review. The hospital that sends the patient up need not be
      -- a party of it and learns nothing; the two hospitals are told by a timer of theirs. Without p_up it is the hospital that had sent the patient down.
      create function link_return(p_id uuid, p_down uuid, p_up uuid, p_returned_at timestamptz, p_planned boolean, p_due_at timestamptz, p_timer uuid, p_at timestamptz)
        returns boolean language plpgsql volatile ${definer} as $$
        declare d referral; u referral;
        begin
          select r.* into d from referral r where r.id = p_down and r.direction = 'down' and r.receiver_id is not null and r.state <> 'voided'
            and p_returned_at between r.arrived_at and r.arrived_at + interval '${earlyReturnHours} hours' and p_returned_at <= p_at + interval '1 minute';
          if not found then return false; end if;
          if p_up is null then
            if d.sender_id <> ${me} then return false; end if;
          else
            select r.* into u from referral r where r.id = p_up and r.id <> d.id and r.sender_id = ${me} and r.submitted_at is not null and r.direction = 'up'
              and d.patient_id in ${samePerson('r.patient_id')};
            if not found then return false; end if;
          end if;
          insert into return_link (id, down_id, up_id, way, down_sender_id, down_receiver_id, down_number, up_number, up_urgency, arrived_at, returned_at, planned, at)
            values (p_id, d.id, p_up, case when p_up is null then 'walked_in' else 'referral' end, d.sender_id, d.receiver_id, d.number, u.number, u.urgency,
              d.arrived_at, p_returned_at, p_planned, p_at) on conflict do nothing;
          if not found then return false; end if;
          if p_up is null then perform end_returned(d.id, p_at); end if;
          if p_planned then return true; end if;
          insert into return_review (id, down_sender_id, down_receiver_id, lead_id, state, opened_at, due_at)
            values (p_id, d.sender_id, d.receiver_id, (select a.lead_id from alliance a where a.id = d.alliance_id), 'accounts_awaited', p_at, p_due_at);
          insert into timer (id, kind, subject_id, due_at, acting_institution) values (p_timer, 'return_review.opened', p_id, p_at, d.sender_id);
          return true;
        end $$;

      -- Nobody asks at home after a patient who lies in the hospital above again. Not for the application to call.
      create function end_returned(p_down uuid, p_at timestamptz) returns void language sql volatile ${definer} as $$
        update follow_up set state = 'ended', ended_as = 'returned', done_at = p_at, version = version + 1 where referral_id = p_down and state = 'open' $$;

      -- The patient who is back has arrived above.
      create function returned_patient_arrived(p_up uuid, p_at timestamptz) returns void language sql volatile ${definer} as $$
        select end_returned(l.down_id, p_at) from return_link l join referral u on u.id = l.up_id
          where l.up_id = p_up and l.voided_at is null and u.receiver_id = ${me} and u.arrived_at is not null $$;

      -- A referral of a wrong patient, or one that nobody left with: there was no return. The hospitals are told by a timer of theirs.
      create function withdraw_return(p_referral uuid, p_timer uuid, p_at timestamptz) returns void language plpgsql volatile ${definer} as $$
        declare l return_link;
        begin
          update return_link k set voided_at = p_at from referral r
            where r.id = p_referral and ${me} in (r.sender_id, r.receiver_id) and (k.down_id = r.id or k.up_id = r.id) and k.voided_at is null
              and (r.state = 'voided' or (k.up_id = r.id and r.state in ('closed', 'cancelled') and r.arrived_at is null))
            returning k.* into l;
          if not found then return; end if;
          update return_review set state = 'withdrawn', version = version + 1, due_at = null, preventable = null, counts_against = null where id = l.id;
          if found then insert into timer (id, kind, subject_id, due_at, acting_institution) values (p_timer, 'return_review.opened', l.id, p_at, l.down_sender_id); end if;
        end $$;

      -- Nobody judges their own part: whether I acted on one of the two referrals, asked after the patient, or wrote an account.
      create function took_part(p_review uuid) returns boolean language sql stable ${definer} as $$
        select exists (select 1 from return_link l where l.id = p_review and (
            exists (select 1 from event e where e.subject_id in (l.down_id, l.up_id) and e.person_id = current_person())
            or exists (select 1 from referral r join appointment a on a.id in (r.owner_id, r.created_by) where r.id in (l.down_id, l.up_id) and a.person_id = current_person())
            or exists (select 1 from follow_up f join event e on e.subject_id = f.id where f.referral_id = l.down_id and e.person_id = current_person())))
          or exists (select 1 from return_account a where a.review_id = p_review and a.person_id = current_person()) $$;

      ${followUpEnds}

      -- What members of an alliance owe patients who came home: figures for its lead and for the office, no patient.
      create function follow_up_duties(p_alliance uuid) returns table (institution_id uuid, due int, overdue int, oldest timestamptz)
        language sql stable ${definer} as $$
        select f.institution_id, count(*) filter (where f.due_at >= now())::int, count(*) filter (where f.due_at < now())::int, min(f.due_at) filter (where f.due_at < now())
          from follow_up f where f.alliance_id = p_alliance and f.state = 'open' and (leads_alliance(p_alliance) or ${office}) group by 1 $$;
    `);
    for (const statement of ownedByDefiner([
      'came_down_before(uuid, timestamptz)',
      'link_return(uuid, uuid, uuid, timestamptz, boolean, timestamptz, uuid, timestamptz)',
      'returned_patient_arrived(uuid, timestamptz)',
      'withdraw_return(uuid, uuid, timestamptz)',
      'took_part(uuid)',
      'end_follow_ups(uuid, text, timestamptz)',
      'end_follow_ups_of_dead(uuid, timestamptz)',
      'follow_up_duties(uuid)',
    ]))
      this.addSql(statement);
    this.addSql(
      'alter function end_returned(uuid, timestamptz) owner to alliance_definer; revoke all on function end_returned(uuid, timestamptz) from public;',
    );
  }
}
