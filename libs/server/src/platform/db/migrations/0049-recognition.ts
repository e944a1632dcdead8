import { careStates, recognitionDecisions, recognitionVerdicts } from '@alliance/domain/recognition/recognition.codes';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const oneOf = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
const definer = 'security definer set search_path = public, pg_temp';

/** What was asked before tests were ordered, what was answered, and what the physician made of it (MR-07 to MR-15). */
export class Recognition extends Migration {
  override up(): void {
    this.addSql(`
      create table recognition_check (
        id uuid primary key,
        institution_id uuid not null references institution,
        patient_id uuid not null references patient,
        -- who asked; null for a machine on its own
        person_id uuid references person,
        referral_id uuid references referral,
        origin text not null check (origin in ('portal', 'api', 'cds')),
        state text not null check (state in (${oneOf(careStates)})),
        contexts text[] not null default '{}',
        at timestamptz not null,
        decided_at timestamptz,
        version int not null default 1
      );
      create index recognition_check_patient on recognition_check (institution_id, patient_id, at desc);

      -- One line of the answer, and beside it what was decided. What counts is kept here as it was then: prices, mark and reason change later.
      create table recognition_item (
        id uuid primary key,
        check_id uuid not null references recognition_check on delete cascade,
        institution_id uuid not null references institution,
        patient_id uuid not null references patient,
        position smallint not null,
        item_code text not null references test_item,
        panel_code text,
        verdict text not null check (verdict in (${oneOf(recognitionVerdicts)})),
        reasons text[] not null default '{}',
        result_id uuid references test_result,
        report_id uuid references diagnostic_report,
        report_number text,
        issuer_id uuid references institution,
        performed_at timestamptz,
        mark_label text,
        -- how old it may be, in days, in the state that was asked for; null without a limit
        valid_days int,
        decision text check (decision in (${oneOf(recognitionDecisions)})),
        repeat_reason text references repeat_reason,
        repeat_text text,
        -- as the reason's flag stood when it was given (MR-11)
        counts boolean,
        explained_at timestamptz,
        explained_by uuid references person,
        decided_by uuid references person,
        decided_at timestamptz,
        -- what an accepted one saved
        saved_fen int not null default 0,
        saved_microsievert int not null default 0,
        saved_microlitres int not null default 0,
        -- the result as it was taken over: it belongs to the record here, also when consent ends
        adopted jsonb,
        -- the report was corrected or revoked after it was taken over
        overturned_at timestamptz,
        overturned_seen_at timestamptz,
        check ((decision is null) = (decided_at is null)),
        check (decision is distinct from 'repeated' or (repeat_reason is not null and counts is not null and explained_at is not null and explained_by is not null)),
        check (decision is distinct from 'accepted' or (result_id is not null and report_number is not null and issuer_id is not null and performed_at is not null)),
        unique (check_id, item_code)
      );
      create index recognition_item_report on recognition_item (report_id) where decision = 'accepted';
      create index recognition_item_decided on recognition_item (institution_id, decided_at desc, id desc) where decision is not null;
      create index recognition_item_issuer on recognition_item (issuer_id, decided_at desc, id desc) where decision is not null;
      create index recognition_item_overturned on recognition_item (institution_id, decided_by) where overturned_at is not null and overturned_seen_at is null;
      create index recognition_item_patient on recognition_item (institution_id, patient_id, decided_at desc) where decision is not null;
    `);
    for (const table of ['recognition_check', 'recognition_item'])
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;
        create policy own on ${table} to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
        grant select, insert on ${table} to alliance_app;`);
    this.addSql(`
      grant update (decided_at, version) on recognition_check to alliance_app;
      grant update (decision, repeat_reason, repeat_text, counts, explained_at, explained_by, decided_by, decided_at,
        saved_fen, saved_microsievert, saved_microlitres, adopted, overturned_seen_at) on recognition_item to alliance_app;
      grant select, update (overturned_at) on recognition_item to alliance_definer;
      grant select on diagnostic_report to alliance_definer;

      -- A report was corrected or revoked: everybody who took one of its results over is found and marked. Asked by the issuing hospital only.
      -- It waits for decisions under way on the report, so that none of them is missed.
      create function overturn_adopted(p_report uuid, p_at timestamptz) returns table (institution_id uuid, person_id uuid, check_id uuid)
        language plpgsql volatile ${definer} as $$
        #variable_conflict use_column
        begin
        perform pg_advisory_xact_lock(hashtextextended('report ' || p_report::text, 0));
        return query update recognition_item i set overturned_at = p_at from diagnostic_report r
          where r.id = p_report and r.institution_id = ${me} and i.report_id = r.id and i.decision = 'accepted' and i.overturned_at is null
          returning i.institution_id, i.decided_by, i.check_id;
        end $$;
    `);
    for (const statement of ownedByDefiner(['overturn_adopted(uuid, timestamptz)'])) this.addSql(statement);
  }
}
