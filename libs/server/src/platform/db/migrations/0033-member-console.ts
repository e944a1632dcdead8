import { figuresAgeHours } from '@alliance/domain/capacity/bed';
import {
  adoptionDays,
  certificateLapsedDays,
  certificateWarningDays,
  correctionDays,
  findingHours,
  night,
} from '@alliance/domain/member-console/duty';
import { reminderAnswers } from '@alliance/domain/member-console/reminder';
import { readingDays } from '@alliance/domain/protocol/reading';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const office = `current_office_role() = 'management_office'`;
const leads = `(leads_alliance(alliance_id) and current_office_role() = 'lead_administrator')`;
const definer = 'security definer set search_path = public, pg_temp';
const oneOf = (codes: readonly string[]) => codes.map((code) => `'${code}'`).join(', ');
const wants = (subject: string) => `p_subject is null or p_subject = '${subject}'`;
const zone = 'Asia/Shanghai';

/** The lead's console: what each member owes, in numbers and codes, and the reminders that went out about it. */
export class MemberConsole extends Migration {
  override up(): void {
    this.addSql(`
      create table member_reminder (
        id uuid primary key,
        alliance_id uuid not null references alliance,
        -- who is reminded
        institution_id uuid not null references institution,
        from_institution uuid not null references institution,
        from_person uuid not null references person,
        -- {subject: how much of it was late}
        about jsonb not null,
        note text,
        at timestamptz not null,
        answer text check (answer in (${oneOf(reminderAnswers)})),
        promised_at timestamptz,
        answer_note text,
        answered_at timestamptz,
        answered_by uuid references person,
        version int not null default 1,
        check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null)),
        check ((promised_at is not null) = (answer is not distinct from 'promised'))
      );
      create index member_reminder_member on member_reminder (institution_id, at desc);
      create index member_reminder_alliance on member_reminder (alliance_id, institution_id, at desc);
      alter table member_reminder enable row level security;
      alter table member_reminder force row level security;
      create policy concerned on member_reminder for select to alliance_app using (institution_id = ${me} or from_institution = ${me} or ${leads} or ${office});
      create policy superiors_remind on member_reminder for insert to alliance_app with check (
        from_institution = ${me} and from_person = current_person() and institution_id <> ${me} and (${leads} or ${office})
        and exists (select 1 from membership m where m.alliance_id = member_reminder.alliance_id and m.institution_id = member_reminder.institution_id
          and m.valid @> local_today()));
      create policy reminded_answers on member_reminder for update to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      grant select, insert on member_reminder to alliance_app;
      grant update (answer, promised_at, answer_note, answered_at, answered_by, version) on member_reminder to alliance_app;

      -- Whose duties somebody sees: the lead's administrator those of every member, the office those of every alliance, a member's administrator the own house's.
      create function console_members(p_alliance uuid, p_on date)
        returns table (member_id uuid, name text, level text, role text, suspended boolean, lapsed boolean)
        language sql stable ${definer} as $$
        select distinct on (i.id) i.id, i.name, i.level, m.role, m.suspended_at is not null, not m.valid @> p_on
        from membership m join institution i on i.id = m.institution_id join alliance a on a.id = m.alliance_id
        where m.alliance_id = p_alliance and m.ended_reason is null and lower(m.valid) <= p_on
          and (upper(m.valid) is null or upper(m.valid) > p_on - ${certificateLapsedDays})
          and ((a.lead_id = ${me} and current_office_role() = 'lead_administrator') or ${office} or (m.institution_id = ${me} and administers_here()))
        order by i.id, lower(m.valid) desc $$;

      -- What they owe, one row each: codes, numbers of referrals, names of institutions and departments. Never who the patient is.
      create function member_duties(p_alliance uuid, p_member uuid, p_subject text, p_reading_roles text[], p_at timestamptz)
        returns table (member_id uuid, subject text, code text, label_zh text, label_en text, number text, other text, since timestamptz, due_at timestamptz,
          amount int, late_amount int)
        language plpgsql stable ${definer} as $$
        #variable_conflict use_column
        declare
          today date := (p_at at time zone '${zone}')::date;
          members uuid[] := array(select c.member_id from console_members(p_alliance, (p_at at time zone '${zone}')::date) c where p_member is null or c.member_id = p_member);
        begin
          if ${wants('answers')} then
            return query
            -- one member after the other, each by its index: a join would walk through all referrals
            select m, 'answers', a.state, null::text, null::text, a.number, (select i.name from institution i where i.id = a.other), a.since, a.due, 1, (a.due < p_at)::int
              from unnest(members) m cross join lateral (
                (select r.state, r.number, r.sender_id as other, coalesce(r.placed_at, r.submitted_at) as since, r.next_action_at as due from referral r
                  where r.receiver_id = m and r.open and r.state in ('submitted', 'consult_first', 'offered', 'doctor_accepted', 'in_transit') and r.alliance_id = p_alliance
                    and (r.state <> 'in_transit' or r.accepted_at is null) offset 0)
                union all
                (select r.state, r.number, r.receiver_id, r.updated_at, r.next_action_at from referral r
                  where r.sender_id = m and r.open and r.state in ('info_requested', 'returned', 'no_show') and r.alliance_id = p_alliance and r.next_action_by = 'sender' offset 0)) a;
          end if;
          if ${wants('capacity')} then
            return query
            select d.institution_id, 'capacity', 'not_confirmed', d.name_zh, d.name_en, null::text, null::text, c.confirmed_at,
                coalesce(c.confirmed_at + interval '${figuresAgeHours} hours', p_at), 1, 1
              from department d left join capacity_confirmation c on c.department_id = d.id
              where d.institution_id = any(members) and d.closed_at is null and (c.confirmed_at is null or c.confirmed_at < p_at - interval '${figuresAgeHours} hours')
                and (exists (select 1 from bed b where b.institution_id = d.institution_id and b.department_id = d.id and b.state <> 'closed')
                  or exists (select 1 from slot s where s.institution_id = d.institution_id and s.department_id = d.id and s.state = 'open' and s.starts_at > p_at));
          end if;
          if ${wants('waiting_list')} then
            return query
            select s.institution_id, 'waiting_list', s.service, null::text, null::text, r.number, (select i.name from institution i where i.id = r.sender_id), s.since,
                (s.promised_on + 1)::timestamp at time zone '${zone}', 1, 1
              from shortage s join referral r on r.id = s.referral_id
              where s.institution_id = any(members) and s.resolved_at is null and s.promised_on < today and r.alliance_id = p_alliance;
          end if;
          -- asked after at home; the tables come with a later migration, before anybody asks
          if ${wants('follow_ups')} then
            return query
            select f.institution_id, 'follow_ups', f.kind, null::text, null::text, r.number, (select i.name from institution i where i.id = f.sender_id), f.arrived_at,
                f.due_at, 1, (f.due_at < p_at)::int
              from follow_up f join referral r on r.id = f.referral_id
              where f.institution_id = any(members) and f.state = 'open' and f.alliance_id = p_alliance;
          end if;
          if ${wants('return_reviews')} then
            return query
            select m, 'return_reviews', 'account', null::text, null::text, l.down_number,
                (select i.name from institution i where i.id = case when m = v.down_sender_id then v.down_receiver_id else v.down_sender_id end), v.opened_at, v.due_at, 1,
                coalesce(v.due_at < p_at, false)::int
              from unnest(members) m join return_review v on m in (v.down_sender_id, v.down_receiver_id) and v.state = 'accounts_awaited'
                join return_link l on l.id = v.id join referral r on r.id = l.down_id
              where r.alliance_id = p_alliance and not exists (select 1 from return_account a where a.review_id = v.id and a.institution_id = m);
          end if;
          if ${wants('appeals')} then
            return query
            select a.reviewer_id, 'appeals', a.state, null::text, null::text, a.referral_number, (select i.name from institution i where i.id = a.sender_id), a.at, a.due_at, 1,
                (a.due_at < p_at)::int
              from referral_appeal a join referral r on r.id = a.referral_id
              where a.reviewer_id = any(members) and a.state = 'pending' and r.alliance_id = p_alliance;
          end if;
          if ${wants('corrections')} then
            return query
            select c.institution_id, 'corrections', c.state, null::text, null::text, r.number, null::text, c.proposed_at, c.proposed_at + interval '${correctionDays} days', 1,
                (c.proposed_at < p_at - interval '${correctionDays} days')::int
              from referral_correction c join referral r on r.id = c.referral_id
              where c.institution_id = any(members) and c.state = 'proposed' and r.alliance_id = p_alliance;
          end if;
          if ${wants('findings')} then
            return query
            select f.institution_id, 'findings', f.kind, null::text, null::text, r.number, (select i.name from institution i where i.id = r.receiver_id), f.found_at,
                f.found_at + interval '${findingHours} hours', 1, (f.found_at < p_at - interval '${findingHours} hours')::int
              from open_finding f join referral r on r.id = f.referral_id
              where f.institution_id = any(members) and f.settled_at is null and r.alliance_id = p_alliance;
          end if;
          if ${wants('protocols')} or ${wants('reading')} then
            return query
            with forced as (
              select distinct on (p.id) p.id as protocol_id, v.id as version_id, v.number, v.effective_from, p.title_zh, p.title_en
              from protocol p join protocol_version v on v.protocol_id = p.id and v.state = 'published' and v.effective_from <= today
              where p.alliance_id = p_alliance order by p.id, v.effective_from desc, v.number desc),
            readers as (
              select m, a.person_id, min(lower(a.valid)) as appointed from unnest(members) m
                join appointment a on a.institution_id = m and a.valid @> today and a.role = any(p_reading_roles)
                join person s on s.id = a.person_id and s.deactivated_at is null group by 1, 2)
            select m, 'protocols', case when a.version_id is null then 'not_adopted' else 'older_adopted' end, f.title_zh, f.title_en, f.number::text, null::text,
                f.effective_from::timestamp at time zone '${zone}', (f.effective_from + ${adoptionDays} + 1)::timestamp at time zone '${zone}', 1,
                (today > f.effective_from + ${adoptionDays})::int
              from forced f cross join unnest(members) m left join protocol_adoption a on a.protocol_id = f.protocol_id and a.institution_id = m
              where a.version_id is distinct from f.version_id and (${wants('protocols')})
            union all
            select r.m, 'reading', 'unread', f.title_zh, f.title_en, f.number::text, null, f.effective_from::timestamp at time zone '${zone}',
                (min(greatest(f.effective_from, r.appointed)) + ${readingDays} + 1)::timestamp at time zone '${zone}', count(*)::int,
                (count(*) filter (where today > greatest(f.effective_from, r.appointed) + ${readingDays}))::int
              from forced f cross join readers r
              where not exists (select 1 from protocol_acknowledgement k where k.version_id = f.version_id and k.person_id = r.person_id) and (${wants('reading')})
              group by r.m, f.protocol_id, f.title_zh, f.title_en, f.number, f.effective_from;
          end if;
          if ${wants('certificates')} then
            return query
            select m.institution_id, 'certificates', 'membership', m.agreement, null::text, null::text, null::text, null::timestamptz,
                upper(m.valid)::timestamp at time zone '${zone}', 1, (upper(m.valid) <= today)::int
              from membership m where m.alliance_id = p_alliance and m.institution_id = any(members) and m.ended_reason is null
                and upper(m.valid) between today - ${certificateLapsedDays} and today + ${certificateWarningDays}
                and not exists (select 1 from membership n where n.alliance_id = m.alliance_id and n.institution_id = m.institution_id and lower(n.valid) >= upper(m.valid))
            union all
            select c.institution_id, 'certificates', c.capability, (select d.name_zh from department d where d.id = c.department_id),
                (select d.name_en from department d where d.id = c.department_id), null, null, null, upper(c.valid)::timestamp at time zone '${zone}', 1,
                (upper(c.valid) <= today)::int
              from capability c where c.institution_id = any(members)
                and upper(c.valid) between today - ${certificateLapsedDays} and today + ${certificateWarningDays}
                and not exists (select 1 from capability n where n.institution_id = c.institution_id and n.capability = c.capability
                  and n.department_id is not distinct from c.department_id and lower(n.valid) >= upper(c.valid));
          end if;
          if ${wants('line')} then
            return query
            select m, 'line', 'missing', null::text, null::text, null::text, null::text, null::timestamptz, null::timestamptz, 1, 1 from unnest(members) m
              where not exists (select 1 from contact_line l where l.institution_id = m and l.kind = 'round_the_clock');
          end if;
          if ${wants('rota')} then
            return query
            with tonight as (
              select tstzrange((day + time '${night.from}') at time zone '${zone}', (day + 1 + time '${night.to}') at time zone '${zone}') as hours
              from (select case when (p_at at time zone '${zone}')::time < time '${night.to}' then today - 1 else today end as day) of),
            open as (
              select m, range_merge(left_open.gaps) as gap from unnest(members) m cross join tonight cross join lateral (
                select (tstzmultirange(tonight.hours * tstzrange(p_at, null)) - coalesce(range_agg(s.during), '{}'::tstzmultirange)) as gaps from on_call_shift s
                where s.institution_id = m and s.cancelled_at is null and s.starts_at < upper(tonight.hours) and s.ends_at > p_at) left_open
              where not isempty(left_open.gaps))
            select m, 'rota', 'gap', null::text, null::text, null::text, null::text, lower(gap), upper(gap), 1, 1 from open;
          end if;
        end $$;

      -- Whom to call at each of them: the line that is answered round the clock, and who is on duty now, the duty office first.
      create function member_calls(p_alliance uuid, p_at timestamptz) returns table (member_id uuid, line text, person text, phone text, department_zh text, department_en text)
        language sql stable ${definer} as $$
        select c.member_id, coalesce((select l.phone from contact_line l where l.institution_id = c.member_id and l.kind = 'round_the_clock' order by l.id limit 1),
            (select i.phone from institution i where i.id = c.member_id)), duty.name, duty.phone, duty.name_zh, duty.name_en
        from console_members(p_alliance, (p_at at time zone '${zone}')::date) c left join lateral (
          select p.name, s.phone, d.name_zh, d.name_en from on_call_shift s join person p on p.id = s.person_id left join department d on d.id = s.department_id
          where s.institution_id = c.member_id and s.cancelled_at is null and s.starts_at <= p_at and s.ends_at > p_at
          order by s.department_id is not null, s.starts_at desc, s.id limit 1) duty on true $$;
    `);
    for (const statement of ownedByDefiner([
      'console_members(uuid, date)',
      'member_duties(uuid, uuid, text, text[], timestamptz)',
      'member_calls(uuid, timestamptz)',
    ]))
      this.addSql(statement);
    this.addSql(`
      grant select on membership, institution, alliance, department, capability, contact_line, referral, referral_appeal, referral_correction, open_finding, shortage,
        bed, slot, capacity_confirmation, protocol, protocol_version, protocol_adoption, protocol_acknowledgement, appointment, person, on_call_shift
        to alliance_definer;
    `);
  }
}
