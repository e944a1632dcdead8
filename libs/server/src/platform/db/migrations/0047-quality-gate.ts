import { certificateStates, assessmentOutcomes } from '@alliance/domain/quality-certificate/certificate.machine';
import { assessorLevels } from '@alliance/domain/recognition/recognition.codes';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const office = `current_office_role() = 'management_office'`;
const oneOf = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
const own = `institution_id = ${me}`;
/** Hospitals of an alliance that the asking one leads. */
const led = (institution: string) => `exists (select 1 from alliance a join membership m on m.alliance_id = a.id
  where a.lead_id = ${me} and m.institution_id = ${institution} and m.valid @> local_today())`;

const dueMarks = 'jsonb_to_recordset(due) d (item_code text, valid daterange, certificate_id uuid)';
/**
 * `markOn` of the domain as one statement: what each passed line keeps after failed rounds, flags and wider lines. A newer assessment speaks over an
 * older one, whoever ran it. Nothing is written where nothing changed.
 */
const refreshMarks = `
  create function refresh_recognition_marks(p_on date) returns table (item_code text, before_label text, after_label text)
  -- plans are kept by the session, and the first is made while the table is empty
  language plpgsql set search_path = public, pg_temp set enable_seqscan = off security definer as $$
  #variable_conflict use_column
  declare
    told date;
    before jsonb;
    due jsonb;
    known text;
    said text;
  begin
    if ${me} is null then return; end if;
    perform pg_advisory_xact_lock(hashtextextended('marks ' || ${me}, 0));
    select told_on, digest into told, known from mark_day where institution_id = ${me};
    said := (select md5(concat(
      (select string_agg(concat_ws(' ', c.id, c.version, c.state, c.level, c.label, c.valid_from, c.valid_until, c.revoked_on), ',' order by c.id)
        from quality_certificate c where c.institution_id = ${me} and c.state in ('in_force', 'revoked')), ';',
      (select string_agg(concat_ws(' ', f.id, f.out_from, f.out_until), ',' order by f.id)
        from internal_quality_flag f where f.institution_id = ${me}))));
    if said = known and told >= p_on then return; end if;
    before := (select coalesce(jsonb_object_agg(m.item_code, m.label), '{}') from recognition_mark m
      where m.institution_id = ${me} and m.valid @> coalesce(told, p_on));
    if said is distinct from known then
      due := (
        with line as (
          select c.id, c.level, c.valid_from, c.valid_until, i.item_code, i.outcome, daterange(c.valid_from, c.revoked_on) as since,
            daterange(c.valid_from, greatest(c.valid_from, least(c.valid_until + 1, c.revoked_on))) as span
          from quality_certificate c join quality_certificate_item i on i.certificate_id = c.id
          where c.institution_id = ${me} and (c.state = 'in_force' or (c.state = 'revoked' and c.revoked_on > c.valid_from))),
        flag as (select f.item_code, range_agg(daterange(f.out_from, f.out_until, '[]')) as days from internal_quality_flag f
          where f.institution_id = ${me} group by 1),
        held as (
          select p.id, p.item_code, p.level, p.valid_until, datemultirange(p.span) - coalesce(flag.days, '{}') - coalesce(failed.days, '{}') as days
          from line p left join flag on flag.item_code = p.item_code
          left join (select p.id, p.item_code, range_agg(f.since) as days from line p join line f
            on f.item_code = p.item_code and f.outcome = 'failed' and p.outcome = 'passed' and f.valid_from >= p.valid_from group by 1, 2) failed
            on failed.id = p.id and failed.item_code = p.item_code
          where p.outcome = 'passed'),
        widest as (
          select id, item_code, days - coalesce(range_agg(days) over (partition by item_code
            order by array_position(array[${oneOf(assessorLevels)}], level), valid_until desc, id rows between unbounded preceding and 1 preceding), '{}') as days
          from held)
        select coalesce(jsonb_agg(jsonb_build_object('item_code', item_code, 'valid', each, 'certificate_id', id)), '[]') from widest, unnest(days) each);
      delete from recognition_mark m where m.institution_id = ${me}
        and not exists (select 1 from ${dueMarks} where d.item_code = m.item_code and d.valid = m.valid and d.certificate_id = m.certificate_id);
      insert into recognition_mark (institution_id, item_code, valid, level, province, city, alliance_id, label, certificate_id)
        select ${me}, d.item_code, d.valid, c.level, c.province, c.city, c.alliance_id, c.label, c.id
        from ${dueMarks} join quality_certificate c on c.id = d.certificate_id and c.institution_id = ${me}
        where not exists (select 1 from recognition_mark m where m.institution_id = ${me} and m.item_code = d.item_code and m.valid = d.valid);
    end if;
    insert into mark_day values (${me}, p_on, said) on conflict (institution_id) do update
      set told_on = greatest(mark_day.told_on, excluded.told_on), digest = excluded.digest;
    return query select coalesce(b.key, a.item_code), b.value, a.label from jsonb_each_text(before) b
      full join (select m.item_code, m.label from recognition_mark m where m.institution_id = ${me} and m.valid @> p_on) a on a.item_code = b.key
      where b.value is distinct from a.label;
  end $$;`;
/** What anybody may see of a hospital: the marks that hold there today, by its own clock. */
const publicMarks = `
  create function public_recognition(p_institution uuid)
    returns table (institution_name text, item_code text, name_zh text, name_en text, test_group text, level text, province text, city text,
      alliance_name text, label text, last_day date)
  language sql stable set search_path = public, pg_temp security definer as $$
    select i.name, m.item_code, t.name_zh, t.name_en, t.test_group, m.level, m.province, m.city, a.name_zh, m.label, upper(m.valid) - 1
    from institution i left join recognition_mark m on m.institution_id = i.id and m.valid @> (now() at time zone i.time_zone)::date
    left join test_item t on t.code = m.item_code left join alliance a on a.id = m.alliance_id
    where i.id = p_institution order by t.test_group, t.name_zh $$;`;

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
        -- 全国HR, 晋HR …: what a mark that follows from it is printed as
        label text not null,
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
        -- from this day on it says nothing any more
        revoked_on date,
        version int not null default 1,
        updated_at timestamptz not null,
        check (valid_from <= valid_until),
        constraint certificate_region check (case level
          when 'national' then num_nonnulls(province, city, alliance_id) = 0
          when 'province' then province is not null and num_nonnulls(city, alliance_id) = 0
          when 'city' then province is not null and city is not null and alliance_id is null
          else alliance_id is not null and num_nonnulls(province, city) = 0 end),
        constraint certificate_second_person check (checked_by <> entered_by),
        check ((state = 'revoked') = (revoked_on is not null)),
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
        -- over expressions, so that nothing is ever looked up by it: with the plain columns it was chosen, and slow
        constraint recognition_mark_one_at_a_time exclude using gist
          ((hashtextextended(item_code, uuid_hash_extended(institution_id, 0))) with =, (daterange(lower(valid), upper(valid))) with &&)
      );
      -- Up to which local day the quality managers of a hospital know its marks.
      create table mark_day (
        institution_id uuid primary key references institution,
        told_on date not null,
        -- of the papers and flags from which the marks were written
        digest text not null
      );
      create unique index timer_marks_daily_once on timer (subject_id) where fired_at is null and kind = 'certificate.daily_marks';
    `);
    const tables = [
      'quality_certificate',
      'quality_certificate_item',
      'quality_certificate_scan',
      'internal_quality_flag',
      'recognition_mark',
      'mark_day',
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
        refused_reason, revoked_reason, revoked_on, label, version, updated_at) on quality_certificate to alliance_app;
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
      create policy own on mark_day for select to alliance_app using (${own});
      grant select, insert, update, delete on recognition_mark, mark_day to alliance_definer;
      grant select on quality_certificate, quality_certificate_item, internal_quality_flag, test_item, alliance to alliance_definer;
    `);
    this.addSql(refreshMarks);
    this.addSql(publicMarks);
    for (const statement of ownedByDefiner(['refresh_recognition_marks(date)', 'public_recognition(uuid)'])) this.addSql(statement);
  }
}
