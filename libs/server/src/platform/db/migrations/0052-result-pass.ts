import { mostMismatches } from '@alliance/domain/result-pass/result-pass';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';
import { samePerson } from '../same-person.js';

const me = 'current_institution()';
const definer = 'security definer set search_path = public, pg_temp';
const live = 'p.token_hash = p_hash and p.revoked_at is null and p.expires_at > p_at';

/** Results that a patient carries along: what was signed, who may open it, and how often somebody did. */
export class ResultPass extends Migration {
  override up(): void {
    this.addSql(`
      create table result_pass (
        id uuid primary key,
        institution_id uuid not null references institution,
        patient_id uuid not null references patient,
        token_hash bytea not null unique check (octet_length(token_hash) = 32),
        issued_by uuid not null references appointment,
        issued_at timestamptz not null,
        expires_at timestamptz not null check (expires_at > issued_at),
        revoked_at timestamptz,
        looks int not null default 0,
        looked_at timestamptz,
        -- wrong numbers typed by whoever wanted to take the patient over
        mismatches int not null default 0
      );
      create index result_pass_patient on result_pass (institution_id, patient_id, issued_at desc);
      create table result_pass_report (
        pass_id uuid not null references result_pass,
        position smallint not null,
        report_id uuid not null references diagnostic_report,
        -- canonical JSON, as it was signed
        statement text not null,
        sha256 text not null,
        signature text not null,
        primary key (pass_id, position),
        unique (pass_id, report_id)
      );
      alter table result_pass enable row level security;
      alter table result_pass force row level security;
      alter table result_pass_report enable row level security;
      alter table result_pass_report force row level security;
      create policy own on result_pass to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      create policy of_own_pass on result_pass_report to alliance_app
        using (exists (select 1 from result_pass p where p.id = pass_id)) with check (exists (select 1 from result_pass p where p.id = pass_id));
      grant select (id, institution_id, patient_id, issued_by, issued_at, expires_at, revoked_at, looks, looked_at) on result_pass to alliance_app;
      grant insert, update (revoked_at) on result_pass to alliance_app;
      grant select, insert on result_pass_report to alliance_app;
      grant select, update on result_pass to alliance_definer;
      grant select on result_pass_report, diagnostic_report, patient, patient_relation to alliance_definer;

      -- What whoever holds the pass may know, a row a report. Unknown, expired and revoked are the same: no row.
      create function result_pass_behind(p_hash bytea, p_at timestamptz) returns table (pass_id uuid, institution_id uuid, institution text, phone text, initial text,
          issued_at timestamptz, expires_at timestamptz, statement text, sha256 text, signature text, current_edition int, current_state text)
        language sql stable ${definer} as $$
        select p.id, p.institution_id, i.name, i.phone, left(k.name, 1), p.issued_at, p.expires_at, c.statement, c.sha256, c.signature, n.edition, n.state
        from result_pass p join institution i on i.id = p.institution_id
          join patient_relation k on k.institution_id = p.institution_id and k.patient_id = p.patient_id
          join result_pass_report c on c.pass_id = p.id join diagnostic_report d on d.id = c.report_id
          join diagnostic_report n on n.institution_id = d.institution_id and n.number = d.number and n.current
        where ${live} order by c.position $$;

      create function result_pass_looked(p_hash bytea, p_at timestamptz) returns void language sql volatile ${definer} as $$
        update result_pass p set looks = looks + 1, looked_at = p_at where ${live} $$;

      -- Whose pass it is, told to whoever types that person's own number; a wrong one is counted and says nothing.
      create function result_pass_carrier(p_hash bytea, p_index bytea, p_at timestamptz) returns table (pass_id uuid, name text)
        language plpgsql volatile ${definer} as $$
        #variable_conflict use_column
        declare found result_pass;
        begin
          select p.* into found from result_pass p where ${live} and current_person() is not null for update;
          if found.id is null or found.mismatches >= ${mostMismatches} then return; end if;
          if exists (select 1 from patient x where x.id in ${samePerson('found.patient_id')} and x.identifier_index = p_index) then
            return query select found.id, k.name from patient_relation k where k.institution_id = found.institution_id and k.patient_id = found.patient_id;
          else
            update result_pass set mismatches = mismatches + 1 where id = found.id;
          end if;
        end $$;
    `);
    for (const statement of ownedByDefiner([
      'result_pass_behind(bytea, timestamptz)',
      'result_pass_looked(bytea, timestamptz)',
      'result_pass_carrier(bytea, bytea, timestamptz)',
    ]))
      this.addSql(statement);
  }
}
