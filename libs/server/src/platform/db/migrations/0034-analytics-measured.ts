/**
 * What a referral measures, from its row and its events: the one statement that both the steps and the nightly count use.
 * Left out are drafts, and what was entered in error. A first answer that was undone within its minute was none.
 */
export const measured = `
  create function measured(p_ids uuid[]) returns setof referral_measure
    language sql stable security definer set search_path = public, pg_temp as $$
    with sent as (select * from referral where id = any(p_ids) and submitted_at is not null and state <> 'voided'),
    told as (
      select e.id, e.subject_id, e.kind, e.happened_at as at, e.institution_id, e.data,
        lead(e.kind) over w as next_kind, coalesce(lead(e.happened_at) over w, now()) as next_at,
        row_number() over w as place
      from event e join sent r on r.id = e.subject_id
      where e.topic = 'referral' and e.kind in ('referral.submitted', 'referral.offered', 'referral.resubmitted', 'referral.info_requested', 'referral.replied',
        'referral.accepted', 'referral.acknowledged', 'referral.returned', 'referral.converted', 'referral.doctor_accepted', 'referral.doctor_declined',
        'referral.redirected', 'referral.undone', 'referral.acceptance_withdrawn', 'referral.no_show', 'referral.cancelled', 'referral.appeal_overturned')
      window w as (partition by e.subject_id order by e.recorded_at, e.id)),
    said as (
      select t.*, t.kind in ('referral.accepted', 'referral.acknowledged', 'referral.returned', 'referral.converted', 'referral.doctor_accepted',
          'referral.doctor_declined') and t.next_kind is distinct from 'referral.undone'
        or t.kind = 'referral.redirected' and t.institution_id <> r.sender_id as answers,
        t.kind in ('referral.returned', 'referral.doctor_declined') and t.next_kind is distinct from 'referral.undone' as returns
      from told t join sent r on r.id = t.subject_id),
    first_answer as (select distinct on (subject_id) * from said where answers order by subject_id, place),
    last_return as (select distinct on (subject_id) * from said where returns order by subject_id, place desc),
    summed as (
      select s.subject_id,
        min(s.at) filter (where s.kind in ('referral.submitted', 'referral.offered')) as first_sent_at,
        sum(extract(epoch from s.next_at - s.at)) filter (where s.kind = 'referral.info_requested' and s.place < a.place) as paused,
        count(*) filter (where s.kind = 'referral.info_requested') as asked,
        count(*) filter (where s.returns) as returned,
        count(*) filter (where s.returns and exists (
          select 1 from referral_note n where n.event_id = s.id and n.referral_id = s.subject_id and n.kind = 'return_advice' and length(btrim(n.text)) >= 10)) as explained,
        count(*) filter (where s.kind = 'referral.acceptance_withdrawn') as withdrawn,
        count(*) filter (where s.kind = 'referral.no_show') as no_shows,
        bool_or(s.answers and s.kind in ('referral.accepted', 'referral.acknowledged')) as accepted,
        bool_or(s.kind = 'referral.appeal_overturned') as overturned,
        bool_or(s.kind = 'referral.cancelled' and s.data ->> 'reason' = 'sent_elsewhere') as sent_elsewhere
      from said s left join first_answer a on a.subject_id = s.subject_id group by s.subject_id),
    dated as (
      select r.id, coalesce(m.first_sent_at, r.submitted_at) as sent_at, extract(epoch from a.at) as answered_epoch,
        coalesce(m.paused, 0) as paused
      from sent r left join summed m on m.subject_id = r.id left join first_answer a on a.subject_id = r.id)
    select r.id, d.sent_at,
      case when a.id is null and r.state in ('submitted', 'offered') then r.next_action_at end,
      r.sender_id, r.receiver_id, r.alliance_id, r.sender_department_id, r.receiver_department_id,
      day.sent_on,
      case when a.id is not null then greatest(0, floor(d.answered_epoch - extract(epoch from d.sent_at) - d.paused))::int end,
      case when r.arrived_at >= d.sent_at then floor(extract(epoch from r.arrived_at - d.sent_at))::int end,
      r.completeness,
      coalesce(m.asked, 0)::smallint, coalesce(m.returned, 0)::smallint, coalesce(m.explained, 0)::smallint,
      coalesce(m.withdrawn, 0)::smallint, coalesce(m.no_shows, 0)::smallint,
      (case when r.outcome is not null and r.state = 'closed' then 6 when r.outcome is not null then 5 when r.arrived_at is not null then 4
        when r.accepted_at is not null then 3 when a.id is not null then 2 else 1 end)::smallint,
      (a.data ->> 'secondsLeft')::numeric >= 0,
      r.accepted_at is not null or coalesce(m.accepted, false),
      r.state in ('submitted', 'offered', 'doctor_accepted'),
      r.claimed_by is not null,
      r.origin_id is not null,
      case when r.receiver_department_id is not null and s.city is not null then exists (
        select 1 from department near join institution i on i.id = near.institution_id join department asked on asked.id = r.receiver_department_id
        where i.id <> r.sender_id and i.city = s.city and i.province is not distinct from s.province and near.closed_at is null
          and near.specialties && asked.specialties) end,
      case when r.direction = 'down' and r.arrived_at is not null then l.planned is not null and not l.planned end,
      case when r.direction = 'down' and r.arrived_at is not null then coalesce(l.planned, false) end,
      r.open,
      coalesce(r.direction, 'unknown'), coalesce(r.service, 'unknown'), coalesce(r.urgency, 'unknown'),
      case when r.direction is null or r.direction = 'down' then null
        when r.receiver_id is null then 'off_platform' when s.city is null or t.city is null then 'unknown'
        when (s.province, s.city) is not distinct from (t.province, t.city) then 'same'
        when exists (select 1 from membership own join membership theirs on theirs.alliance_id = own.alliance_id
          where own.institution_id = r.sender_id and own.valid @> day.sent_on and theirs.institution_id = r.receiver_id and theirs.valid @> day.sent_on) then 'inside'
        else 'outside' end,
      b.data ->> 'reason',
      case when coalesce(m.returned, 0) = 0 then null
        when m.overturned then 'overturned'
        when r.ended_as = 'treated_here' then 'treated_here'
        when r.accepted_at is not null and r.receiver_id is not distinct from b.institution_id then 'taken_after_all'
        when r.accepted_at is not null or m.sent_elsewhere then 'taken_elsewhere'
        when r.ended_as = 'patient_declined' then 'patient_declined'
        when r.ended_as is not null then 'given_up'
        when r.state = 'returned' then 'undecided'
        else 'asked_again' end,
      r.ended_as,
      case when r.patient_birth_date is null then 'unknown'
        when age(day.sent_on, r.patient_birth_date) < interval '15 years' then 'under_15'
        when age(day.sent_on, r.patient_birth_date) < interval '45 years' then 'under_45'
        when age(day.sent_on, r.patient_birth_date) < interval '65 years' then 'under_65'
        when age(day.sent_on, r.patient_birth_date) < interval '80 years' then 'under_80' else 'from_80' end,
      coalesce(r.insurance_filing, 'unknown'),
      case when way.km is null then 'unknown' when way.km < 20 then 'under_20' when way.km < 50 then 'under_50' when way.km < 100 then 'under_100' else 'from_100' end,
      upper(left(r.diagnosis_code, 3)),
      r.number
    from sent r join dated d on d.id = r.id
      left join summed m on m.subject_id = r.id left join first_answer a on a.subject_id = r.id left join last_return b on b.subject_id = r.id
      join institution s on s.id = r.sender_id left join institution t on t.id = r.receiver_id
      left join return_link l on l.down_id = r.id and l.voided_at is null
      cross join lateral (select (d.sent_at at time zone 'Asia/Shanghai')::date as sent_on) day
      cross join lateral (select 6371 * acos(least(1, sin(radians(s.latitude)) * sin(radians(t.latitude))
        + cos(radians(s.latitude)) * cos(radians(t.latitude)) * cos(radians(t.longitude - s.longitude)))) as km) way $$;`;
