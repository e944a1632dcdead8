import { setAsideReasons } from '@alliance/domain/down-transfer/set-aside';
import { Migration } from '@mikro-orm/migrations';

const me = 'current_institution()';
const quoted = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
/** A patient of whom my hospital takes care. */
const inMyCare = `exists (select 1 from referral r where r.id = referral_id and r.receiver_id = ${me}
  and (r.state = 'in_care' or (r.state = 'arrived' and r.service = 'inpatient')))`;

/** Patients in care, what was measured of them there, and what the criteria for a transfer down say. Of the hospital in care alone. */
export class DownCandidate extends Migration {
  override up(): void {
    this.addSql(`
      create index referral_in_care on referral (receiver_id, id) where state = 'in_care' or (state = 'arrived' and service = 'inpatient');

      -- One change of what is known of a patient in care: who, when, which values.
      create table care_fact_change (
        id uuid primary key,
        referral_id uuid not null references referral,
        institution_id uuid not null references institution,
        facts jsonb not null,
        -- facts whose last value was a slip
        taken_back text[] not null default '{}',
        person_id uuid not null references person,
        at timestamptz not null
      );
      create index care_fact_change_referral on care_fact_change (referral_id, at desc, id desc);

      create table down_candidate (
        referral_id uuid primary key references referral,
        institution_id uuid not null references institution,
        version int not null default 1,
        in_care boolean not null default true,
        -- recorded in care, with a time each; earlier values behind them
        facts jsonb not null default '{}',
        facts_at timestamptz,
        facts_by uuid references person,
        -- null where nothing is in force
        verdict text check (verdict in ('met', 'unknown', 'not_met', 'not_applicable')),
        findings jsonb not null default '[]',
        -- criteria to refer up that forbid it
        against jsonb not null default '[]',
        missing text[] not null default '{}',
        version_ids uuid[] not null default '{}',
        -- of what was said, so that saying the same again is not written
        digest text,
        judged_at timestamptz,
        met_since timestamptz,
        set_aside_reason text check (set_aside_reason in (${quoted(setAsideReasons)})),
        set_aside_until date,
        set_aside_note text,
        set_aside_by uuid references person,
        set_aside_at timestamptz,
        rank smallint not null generated always as (
          case when verdict = 'met' then 0 when verdict = 'unknown' and cardinality(missing) between 1 and 2 then 1 else 2 end) stored,
        check ((verdict = 'met') = (met_since is not null)),
        check ((set_aside_reason is null) = (set_aside_until is null))
      );
      create index down_candidate_page on down_candidate (institution_id, rank, met_since, referral_id) where in_care;

      -- How far the pass of a hospital over its patients in care is.
      create table down_pass (
        institution_id uuid primary key references institution,
        state text not null check (state in ('running', 'done')),
        reached uuid,
        began_at timestamptz not null,
        moved_at timestamptz,
        finished_at timestamptz,
        judged int not null default 0,
        changed int not null default 0
      );
      create unique index timer_down_pass_once on timer (subject_id) where fired_at is null and kind = 'down.nightly_pass';
    `);
    for (const table of ['care_fact_change', 'down_candidate', 'down_pass'])
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;`);
    this.addSql(`
      create policy in_care_read on care_fact_change for select to alliance_app using (institution_id = ${me});
      create policy in_care_adds on care_fact_change for insert to alliance_app
        with check (institution_id = ${me} and person_id = current_person() and ${inMyCare});
      grant select, insert on care_fact_change to alliance_app;

      create policy own on down_candidate for select to alliance_app using (institution_id = ${me});
      create policy own_adds on down_candidate for insert to alliance_app with check (institution_id = ${me} and ${inMyCare});
      create policy own_changes on down_candidate for update to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      grant select, insert, update (version, in_care, facts, facts_at, facts_by, verdict, findings, against, missing, version_ids, digest, judged_at, met_since,
        set_aside_reason, set_aside_until, set_aside_note, set_aside_by, set_aside_at) on down_candidate to alliance_app;

      create policy own on down_pass to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      grant select, insert, update (state, reached, began_at, moved_at, finished_at, judged, changed) on down_pass to alliance_app;
    `);
  }
}
