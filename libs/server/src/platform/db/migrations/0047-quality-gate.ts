import { certificateStates, assessmentOutcomes } from '@alliance/domain/quality-certificate/certificate.machine';
import { assessorLevels } from '@alliance/domain/recognition/recognition.codes';
import { Migration } from '@mikro-orm/migrations';

const me = 'current_institution()';
const office = `current_office_role() = 'management_office'`;
const oneOf = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
const own = `institution_id = ${me}`;
/** Hospitals of an alliance that the asking one leads. */
const led = (institution: string) => `exists (select 1 from alliance a join membership m on m.alliance_id = a.id
  where a.lead_id = ${me} and m.institution_id = ${institution} and m.valid @> local_today())`;

/** Papers of external quality assessment, flags of internal control, and the HR marks that follow from both (MR-04 to MR-06). */
export class QualityGate extends Migration {
  override up(): void {
    this.addSql(`
      -- One paper of one assessor about one round; it names many items.
      create table quality_certificate (
        id uuid primary key,
        institution_id uuid not null references institution,
        level text not null check (level in (${oneOf(assessorLevels)})),
        assessor text not null,
        -- where it holds: none nationally, a province, a city of it, or an alliance
        province text,
        city text,
        alliance_id uuid references alliance,
        round text not null,
        number text,
        -- first and last day, in the hospital's time zone
        valid_from date not null,
        valid_until date not null,
        state text not null check (state in (${oneOf(certificateStates)})),
        entered_by uuid not null references person,
        entered_at timestamptz not null,
        checked_by uuid references person,
        checked_at timestamptz,
        refused_reason text,
        revoked_reason text,
        version int not null default 1,
        updated_at timestamptz not null,
        check (valid_from <= valid_until),
        constraint certificate_region check (case level
          when 'national' then num_nonnulls(province, city, alliance_id) = 0
          when 'province' then province is not null and num_nonnulls(city, alliance_id) = 0
          when 'city' then province is not null and city is not null and alliance_id is null
          else alliance_id is not null and num_nonnulls(province, city) = 0 end),
        constraint certificate_second_person check (checked_by <> entered_by),
        constraint certificate_checked check ((state in ('in_force', 'refused', 'revoked')) = (checked_by is not null))
      );
      create index quality_certificate_institution on quality_certificate (institution_id, state, valid_until);
      create table quality_certificate_item (
        certificate_id uuid not null references quality_certificate,
        item_code text not null references test_item,
        outcome text not null check (outcome in (${oneOf(assessmentOutcomes)})),
        -- percent of the round's specimens within limits
        score numeric(5, 2) check (score between 0 and 100),
        primary key (certificate_id, item_code)
      );
      create table quality_certificate_scan (
        id uuid primary key,
        certificate_id uuid not null references quality_certificate,
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        name text not null,
        media_type text not null,
        bytes int not null,
        sha256 text not null,
        at timestamptz not null
      );
      create index quality_certificate_scan_paper on quality_certificate_scan (certificate_id);

      -- Internal control says that an item is out of control there: no mark while it is.
      create table internal_quality_flag (
        id uuid primary key,
        institution_id uuid not null references institution,
        item_code text not null references test_item,
        out_from date not null,
        -- the last day out of control; null while it lasts
        out_until date,
        reason text not null,
        set_by uuid not null references person,
        cleared_by uuid references person,
        version int not null default 1,
        check (out_until >= out_from)
      );
      create unique index internal_quality_flag_open on internal_quality_flag (institution_id, item_code) where out_until is null;

      -- What follows: one mark of an item at a time. Its own days decide, whenever the daily job comes.
      create table recognition_mark (
        institution_id uuid not null references institution,
        item_code text not null references test_item,
        valid daterange not null check (not isempty(valid)),
        level text not null check (level in (${oneOf(assessorLevels)})),
        province text,
        city text,
        alliance_id uuid,
        label text not null,
        certificate_id uuid not null references quality_certificate,
        primary key (institution_id, item_code, valid),
        constraint recognition_mark_one_at_a_time exclude using gist (institution_id with =, item_code with =, valid with &&)
      );
    `);
    const tables = [
      'quality_certificate',
      'quality_certificate_item',
      'quality_certificate_scan',
      'internal_quality_flag',
      'recognition_mark',
    ];
    for (const table of tables)
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;
        grant select on ${table} to alliance_app;`);
    const paper = `exists (select 1 from quality_certificate c where c.id = certificate_id)`;
    const draft = `exists (select 1 from quality_certificate c where c.id = certificate_id and c.institution_id = ${me} and c.state = 'draft')`;
    this.addSql(`
      create policy seen on quality_certificate for select to alliance_app
        using (${own} or (state <> 'draft' and (${office} or ${led('quality_certificate.institution_id')})));
      create policy own_adds on quality_certificate for insert to alliance_app with check (${own} and entered_by = current_person());
      create policy own_changes on quality_certificate for update to alliance_app using (${own}) with check (${own});
      grant insert, update (level, assessor, province, city, alliance_id, round, number, valid_from, valid_until, state, checked_by, checked_at,
        refused_reason, revoked_reason, version, updated_at) on quality_certificate to alliance_app;
      create policy with_paper on quality_certificate_item for select to alliance_app using (${paper});
      create policy own_draft on quality_certificate_item for all to alliance_app using (${draft}) with check (${draft});
      grant insert, delete on quality_certificate_item to alliance_app;
      create policy with_paper on quality_certificate_scan for select to alliance_app using (${paper});
      create policy own_draft on quality_certificate_scan for insert to alliance_app with check (${own} and person_id = current_person() and ${draft});
      grant insert on quality_certificate_scan to alliance_app;
      create policy seen on internal_quality_flag for select to alliance_app using (${own} or ${office} or ${led('internal_quality_flag.institution_id')});
      create policy own_sets on internal_quality_flag for insert to alliance_app with check (${own} and set_by = current_person());
      create policy own_clears on internal_quality_flag for update to alliance_app using (${own}) with check (${own});
      grant insert, update (out_until, cleared_by, version) on internal_quality_flag to alliance_app;
      create policy read_signed_in on recognition_mark for select to alliance_app using (${me} is not null);
    `);
  }
}
