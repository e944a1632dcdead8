import {
  appealDecisions,
  recognitionReviewStates,
  reviewVerdicts,
  samplings,
} from '@alliance/domain/recognition-review/recognition-review.machine';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const office = `current_office_role() = 'management_office'`;
const oneOf = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
const definer = 'security definer set search_path = public, pg_temp';
const dayStart = (day: string) => `(${day})::timestamp at time zone 'Asia/Shanghai'`;
const leads = (institution: string) => `exists (select 1 from alliance a join membership m on m.alliance_id = a.id
  where a.lead_id = ${me} and m.institution_id = ${institution} and m.valid @> local_today())`;
const oversees = (institution: string) => `(${office} or ${leads(institution)})`;
const within = `i.decided_at >= ${dayStart('p_from')} and i.decided_at < ${dayStart('p_to + 1')}`;

/** Repeats that are looked at, what was found, and rows that figures of recognition count. */
export class RecognitionReview extends Migration {
  override up(): void {
    this.addSql(`
      -- One draw, so that it can be made again.
      create table recognition_sample (
        id uuid primary key,
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        how text not null check (how in (${oneOf(samplings)})),
        seed text not null,
        criteria jsonb not null,
        candidates int not null,
        at timestamptz not null
      );
      -- What both hospitals may read of a repeat is copied: neither sees the other's record, and nobody here sees the patient.
      create table recognition_review (
        id uuid primary key,
        item_id uuid not null unique references recognition_item,
        sample_id uuid not null references recognition_sample,
        how text not null check (how in (${oneOf(samplings)})),
        sampler_id uuid not null references institution,
        repeater_id uuid not null references institution,
        issuer_id uuid not null references institution,
        repeated_by uuid not null references person,
        item_code text not null references test_item,
        report_number text not null,
        performed_at timestamptz not null,
        repeated_at timestamptz not null,
        repeat_reason text not null references repeat_reason,
        repeat_text text,
        counts boolean not null,
        state text not null check (state in (${oneOf(recognitionReviewStates)})),
        sampled_at timestamptz not null,
        due_at timestamptz,
        overdue_told_at timestamptz,
        verdict text check (verdict in (${oneOf(reviewVerdicts)})),
        verdict_text text,
        judged_by uuid references person,
        judged_from uuid references institution,
        judged_at timestamptz,
        appealed_from uuid references institution,
        appealed_by uuid references person,
        appeal_text text,
        appealed_at timestamptz,
        reviewer_id uuid references institution,
        decision text check (decision in (${oneOf(appealDecisions)})),
        decision_text text,
        decided_by uuid references person,
        decided_from uuid references institution,
        decided_at timestamptz,
        -- what holds, and counts
        standing text check (standing in (${oneOf(reviewVerdicts)})),
        version int not null default 1,
        check (issuer_id <> repeater_id),
        check ((state = 'sampled') = (verdict is null)),
        check ((state = 'closed') = (standing is not null)),
        check (num_nulls(verdict, verdict_text, judged_by, judged_from, judged_at) in (0, 5)),
        check (num_nulls(appealed_from, appealed_by, appeal_text, appealed_at) in (0, 4)),
        check (num_nulls(decision, decision_text, decided_by, decided_from, decided_at) in (0, 5)),
        check (judged_by <> repeated_by),
        check (appealed_from in (repeater_id, issuer_id)),
        check (decided_by <> judged_by and decided_by <> repeated_by),
        check (decided_from <> repeater_id and decided_from <> issuer_id),
        check (reviewer_id <> repeater_id and reviewer_id <> issuer_id)
      );
      create index recognition_review_repeater on recognition_review (repeater_id, id desc);
      create index recognition_review_issuer on recognition_review (issuer_id, id desc);
      create index recognition_review_sampler on recognition_review (sampler_id, id desc);
      create index recognition_review_reviewer on recognition_review (reviewer_id, id desc) where reviewer_id is not null;
    `);
    for (const table of ['recognition_sample', 'recognition_review'])
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;`);
    const seen = `(${me} in (repeater_id, issuer_id, sampler_id, reviewer_id) or ${office})`;
    this.addSql(`
      create policy own on recognition_sample to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      grant select, insert on recognition_sample to alliance_app;
      create policy concerned on recognition_review for select to alliance_app using ${seen};
      create policy concerned_change on recognition_review for update to alliance_app using ${seen} with check (true);
      grant select on recognition_review to alliance_app;
      grant update (state, due_at, overdue_told_at, verdict, verdict_text, judged_by, judged_from, judged_at, appealed_from, appealed_by, appeal_text,
        appealed_at, reviewer_id, decision, decision_text, decided_by, decided_from, decided_at, standing, version) on recognition_review to alliance_app;
      grant select on recognition_sample to alliance_definer;
      grant select, insert on recognition_review to alliance_definer;

      -- Repeats of others' results that nobody has looked at, in hospitals that the caller answers for.
      create function repeats_to_sample(p_from date, p_to date, p_seed text, p_item text, p_hospital uuid, p_physician uuid, p_reason text)
        returns table (id uuid, stratum uuid, key text) language sql stable ${definer} as $$
        select i.id, i.institution_id, md5(p_seed || i.id::text) from recognition_item i
        where i.decision = 'repeated' and i.issuer_id <> i.institution_id and i.report_number is not null and i.performed_at is not null and ${within}
          and current_office_role() in ('quality_manager', 'management_office') and ${oversees('i.institution_id')}
          and (p_item is null or i.item_code = p_item) and (p_hospital is null or i.institution_id = p_hospital)
          and (p_physician is null or i.decided_by = p_physician) and (p_reason is null or i.repeat_reason = p_reason)
          and not exists (select 1 from recognition_review v where v.item_id = i.id)
        order by (i.repeat_reason = 'NR99') desc, i.decided_at desc, i.id $$;

      -- The patient's name does not leave the hospital that wrote it down.
      create function take_into_review(p_sample uuid, p_items uuid[], p_reviews uuid[], p_at timestamptz, p_due timestamptz)
        returns table (id uuid, repeater_id uuid, issuer_id uuid) language sql volatile ${definer} as $$
        insert into recognition_review (id, item_id, sample_id, how, sampler_id, repeater_id, issuer_id, repeated_by, item_code, report_number, performed_at,
            repeated_at, repeat_reason, repeat_text, counts, state, sampled_at, due_at)
          select asked.review_id, i.id, s.id, s.how, s.institution_id, i.institution_id, i.issuer_id, i.decided_by, i.item_code, i.report_number, i.performed_at,
            i.decided_at, i.repeat_reason, case when r.name is null or r.name = '' then i.repeat_text else replace(i.repeat_text, r.name, '＊＊') end,
            i.counts, 'sampled', p_at, p_due
          from unnest(p_items, p_reviews) as asked (item_id, review_id) join recognition_item i on i.id = asked.item_id
            join recognition_sample s on s.id = p_sample and s.institution_id = ${me}
            left join patient_relation r on r.institution_id = i.institution_id and r.patient_id = i.patient_id
          where i.decision = 'repeated' and current_office_role() in ('quality_manager', 'management_office') and ${oversees('i.institution_id')}
        on conflict (item_id) do nothing returning recognition_review.id, recognition_review.repeater_id, recognition_review.issuer_id $$;

      -- Whether words about a review name its patient, under any name that a hospital wrote down.
      create function review_names_patient(p_review uuid, p_text text) returns boolean language sql stable ${definer} as $$
        select exists (select 1 from recognition_review v join recognition_item i on i.id = v.item_id join patient_relation r on r.patient_id = i.patient_id
          where v.id = p_review and (${me} in (v.repeater_id, v.issuer_id, v.sampler_id, v.reviewer_id) or ${office}) and length(r.name) > 1
            and position(replace(r.name, ' ', '') in replace(p_text, ' ', '')) > 0) $$;

      -- Decided lines about other hospitals' results, or about nothing that was there, without their patients. The check opens for the own hospital only.
      create function recognition_counted(p_scope text, p_from date, p_to date) returns table (id uuid, check_id uuid, institution_id uuid, issuer_id uuid,
          item_code text, decision text, repeat_reason text, counts boolean, standing text, fen int, microsievert int, microlitres int, decided_at timestamptz)
        language sql stable ${definer} as $$
        select i.id, case when i.institution_id = ${me} then i.check_id end, i.institution_id, i.issuer_id, i.item_code, i.decision, i.repeat_reason, i.counts,
          v.standing, i.saved_fen, i.saved_microsievert, i.saved_microlitres, i.decided_at
        from recognition_item i left join recognition_review v on v.item_id = i.id
        where i.decision is not null and ${within} and i.issuer_id is distinct from i.institution_id
          and ((p_scope = 'own' and i.institution_id = ${me}) or (p_scope = 'issued' and i.issuer_id = ${me})
            or (p_scope = 'alliances' and ${leads('i.institution_id')}) or (p_scope = 'all' and ${office})) $$;
    `);
    for (const statement of ownedByDefiner([
      'repeats_to_sample(date, date, text, text, uuid, uuid, text)',
      'take_into_review(uuid, uuid[], uuid[], timestamptz, timestamptz)',
      'review_names_patient(uuid, text)',
      'recognition_counted(text, date, date)',
    ]))
      this.addSql(statement);
  }
}
