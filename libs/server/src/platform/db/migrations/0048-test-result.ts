import {
  inboundStates,
  reportSources,
  reportStates,
  resultFlags,
  testClasses,
  assessorLevels,
} from '@alliance/domain/recognition/recognition.codes';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const oneOf = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
/**
 * Somebody whom this hospital treats, who agreed that it looks up what others measured: by the transfer that brought the patient, or by
 * a consent of its own; a withdrawn one ends both.
 */
const shared = (patient: string) => `exists (select 1 from patient_relation k where k.patient_id = ${patient} and k.institution_id = ${me}
  and k.closed_at is null and coalesce(k.results_consent, case when k.via_referral is not null then 'given' end) = 'given')`;

/** Results of tests across hospitals, what they came in as, and the consent to look at them. */
export class TestResult extends Migration {
  override up(): void {
    this.addSql(`
      -- Everything that came in, as it came: the original of a report, or what waits to be mended. Nothing is lost, nothing is filed twice.
      create table inbound_message (
        id uuid primary key,
        institution_id uuid not null references institution,
        source text not null check (source in (${oneOf(reportSources)})),
        -- where it came from: the connection of a sender, a file, a client
        origin text not null default '',
        -- MSH-10, the bundle's identifier, file and line: once per origin
        control_id text not null,
        digest bytea not null,
        content text not null,
        -- what somebody made of it before it was filed; the original stays
        mended text,
        state text not null check (state in (${oneOf(inboundStates)})),
        -- [{problem, at}]
        problems jsonb not null default '[]',
        attempts int not null default 1,
        received_at timestamptz not null,
        settled_at timestamptz,
        settled_by uuid references person,
        discard_reason text,
        version int not null default 1,
        check ((state = 'discarded') = (discard_reason is not null)),
        unique (institution_id, source, origin, control_id)
      );
      create index inbound_message_waiting on inbound_message (institution_id, received_at, id) where state = 'quarantined';
      create index inbound_message_newest on inbound_message (institution_id, received_at desc, id desc);

      create table diagnostic_report (
        id uuid primary key,
        institution_id uuid not null references institution,
        patient_id uuid not null references patient,
        -- the issuing hospital's number; a correction has the same and the next edition
        number text not null,
        edition int not null default 1,
        -- false once a later edition stands
        current boolean not null default true,
        state text not null check (state in (${oneOf(reportStates)})),
        test_class text not null check (test_class in (${oneOf(testClasses)})),
        title text not null,
        patient_name text not null,
        performed_at timestamptz not null,
        issued_at timestamptz not null,
        filed_at timestamptz not null,
        department text,
        reported_by text,
        reviewed_by text,
        -- shown, never recognised (MR-01)
        conclusion text,
        study_uid text,
        images_available boolean not null default false,
        source text not null check (source in (${oneOf(reportSources)})),
        message_id uuid references inbound_message,
        filed_by uuid references person,
        correction_reason text,
        revocation_reason text,
        -- of the report as it was handed over: tells the same word again from another one under its number
        digest bytea,
        version int not null default 1,
        unique (institution_id, number, edition)
      );
      create unique index diagnostic_report_current on diagnostic_report (institution_id, number) where current;
      create index diagnostic_report_patient on diagnostic_report (patient_id, performed_at desc, id desc) where current;
      create index diagnostic_report_newest on diagnostic_report (institution_id, filed_at desc, id desc) where current;
      create index diagnostic_report_message on diagnostic_report (message_id) where message_id is not null;

      -- One measured or observed item. Patient, hospital and time stand here too: the check reads no other table.
      create table test_result (
        id uuid primary key,
        report_id uuid not null references diagnostic_report,
        institution_id uuid not null references institution,
        patient_id uuid not null references patient,
        -- null: the hospital's code is of no item of ours; shown, never compared
        item_code text references test_item,
        local_code text not null,
        local_name text not null,
        position smallint not null,
        current boolean not null default true,
        state text not null check (state in (${oneOf(reportStates)})),
        performed_at timestamptz not null,
        -- as issued
        value_number double precision,
        value_text text,
        comparator text check (comparator in ('<', '<=', '>', '>=')),
        unit text,
        -- in the unit of the item
        value double precision,
        reference_low double precision,
        reference_high double precision,
        reference_text text,
        flag text check (flag in (${oneOf(resultFlags)})),
        method text,
        specimen text,
        body_site text,
        images_available boolean not null default false,
        -- HR as it stood at this hospital when the test was performed; it stays (MR-05)
        mark_level text check (mark_level in (${oneOf(assessorLevels)})),
        mark_province text,
        mark_city text,
        mark_alliance_id uuid,
        mark_label text,
        check ((mark_level is null) = (mark_label is null))
      );
      create index test_result_patient_item on test_result (patient_id, item_code, performed_at desc, id desc) where current;
      create index test_result_report on test_result (report_id);
      create index test_result_local_code on test_result (institution_id, local_code, performed_at desc);

      alter table patient_relation add column results_consent text check (results_consent in ('given', 'withdrawn'));
      grant update (results_consent) on patient_relation to alliance_app;
      create table result_consent (
        id uuid primary key,
        institution_id uuid not null references institution,
        patient_id uuid not null references patient,
        given boolean not null,
        giver text not null check (giver in ('patient', 'guardian', 'relative', 'rescue')),
        giver_name text,
        -- why nobody could be asked
        rescue_reason text,
        person_id uuid not null references person,
        at timestamptz not null,
        check ((giver = 'rescue') = (rescue_reason is not null))
      );
      -- who else treats a patient: asked whenever a report is filed
      create index patient_relation_patient on patient_relation (patient_id) where closed_at is null;
      create index result_consent_patient on result_consent (institution_id, patient_id, at desc);
    `);
    this.policies();
  }

  private policies(): void {
    for (const table of ['inbound_message', 'diagnostic_report', 'test_result', 'result_consent'])
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;
        grant select, insert on ${table} to alliance_app;`);
    for (const table of ['diagnostic_report', 'test_result'])
      this.addSql(`
        create policy issued_here on ${table} for select to alliance_app using (institution_id = ${me});
        create policy treated_here on ${table} for select to alliance_app using (${shared(`${table}.patient_id`)});
        create policy issuing_files on ${table} for insert to alliance_app with check (institution_id = ${me});
        create policy issuing_corrects on ${table} for update to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});`);
    this.addSql(`
      grant update (current, state, version, revocation_reason) on diagnostic_report to alliance_app;
      grant update (current, state, item_code, value, method, mark_level, mark_province, mark_city, mark_alliance_id, mark_label) on test_result to alliance_app;
      create policy own on inbound_message to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      grant update (mended, state, problems, attempts, settled_at, settled_by, discard_reason, version) on inbound_message to alliance_app;
      create policy own on result_consent to alliance_app using (institution_id = ${me})
        with check (institution_id = ${me} and person_id = current_person());

      -- Which hospitals look at results of these patients: whose screens look again when one is filed. Told to a hospital that treats them itself.
      create function result_readers(p_patients uuid[]) returns table (patient_id uuid, institution_id uuid)
        language sql stable security definer set search_path = public, pg_temp as $$
        select k.patient_id, k.institution_id from patient_relation own join patient_relation k on k.patient_id = own.patient_id
          where own.patient_id = any(p_patients) and own.institution_id = ${me} and own.closed_at is null and k.institution_id <> ${me}
            and k.closed_at is null and coalesce(k.results_consent, case when k.via_referral is not null then 'given' end) = 'given' $$;
    `);
    for (const statement of ownedByDefiner(['result_readers(uuid[])'])) this.addSql(statement);
  }
}
