import {
  assessorLevels,
  directionKinds,
  modalities,
  resultScales,
  testClasses,
  testGroups,
} from '@alliance/domain/recognition/recognition.codes';
import { nationalReasons } from '@alliance/domain/recognition/repeat-reason';
import { Migration } from '@mikro-orm/migrations';

const me = 'current_institution()';
const signedIn = `${me} is not null`;
const office = `current_office_role() = 'management_office'`;
const oneOf = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const leads = (alliance: string) =>
  `(administers_here() and exists (select 1 from alliance a where a.id = ${alliance} and a.lead_id = ${me}))`;
/** A region is the office's to write, an alliance its lead's. */
const keeps = `(${office} or (alliance_id is not null and ${leads('alliance_id')}))`;

/** What is tested, what of it is recognised where and for how long, who takes over from whom, and why tests are repeated (MR-02, MR-08 to MR-13, MR-18). */
export class TestCatalogue extends Migration {
  override up(): void {
    this.dictionary();
    this.catalogues();
    this.rules();
    this.policies();
  }

  private dictionary(): void {
    this.addSql(`
      create table test_item (
        -- LOINC, or X-… of the platform
        code text primary key check (code ~ '^([0-9]{1,7}-[0-9]|X-[A-Z0-9-]{1,30})$'),
        test_class text not null check (test_class in (${oneOf(testClasses)})),
        test_group text not null check (test_group in (${oneOf(testGroups)})),
        scale text not null check (scale in (${oneOf(resultScales)})),
        name_zh text not null,
        name_en text,
        pinyin text not null default '',
        initials text not null default '',
        specimen text,
        modality text check (modality in (${oneOf(modalities)})),
        body_site text,
        unit text,
        molar_mass double precision check (molar_mass > 0),
        method_bound boolean not null default false,
        -- what one repeat costs: fen, microsievert, microlitre of blood
        price_fen int not null default 0 check (price_fen >= 0),
        dose_microsievert int not null default 0 check (dose_microsievert >= 0),
        blood_microlitres int not null default 0 check (blood_microlitres >= 0),
        position int not null default 0,
        version int not null default 1,
        updated_at timestamptz not null default now(),
        constraint test_item_material check (case test_class when 'laboratory' then specimen is not null and modality is null
          else modality is not null and specimen is null end),
        constraint test_item_unit check (scale <> 'quantitative' or unit is not null)
      );
      -- What is ordered as one and reported as many.
      create table test_panel (
        code text primary key check (code ~ '^([0-9]{1,7}-[0-9]|X-[A-Z0-9-]{1,30})$'),
        name_zh text not null,
        name_en text,
        pinyin text not null default '',
        initials text not null default '',
        item_codes text[] not null check (cardinality(item_codes) between 2 and 60),
        version int not null default 1,
        updated_at timestamptz not null default now()
      );
      -- A hospital's own codes. Null item: looked at, and no item of ours.
      create table local_test_code (
        institution_id uuid not null references institution,
        code text not null,
        name text not null default '',
        item_code text references test_item,
        method text,
        version int not null default 1,
        mapped_by uuid references person,
        mapped_at timestamptz,
        primary key (institution_id, code)
      );
      create index local_test_code_item on local_test_code (item_code);
    `);
  }

  private catalogues(): void {
    this.addSql(`
      create table recognition_catalogue (
        id uuid primary key,
        -- alliance, or region (province, with or without a city); none of them: the whole country
        alliance_id uuid references alliance,
        province text,
        city text,
        title text not null,
        number int not null,
        source text,
        valid_from date not null,
        -- the last day; null while no later version closes it
        valid_until date,
        version int not null default 1,
        created_by uuid references person,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        check (num_nonnulls(alliance_id, province) <= 1 and (city is null or province is not null)),
        check (valid_until >= valid_from)
      );
      create unique index recognition_catalogue_number on recognition_catalogue
        (coalesce(alliance_id::text, ''), coalesce(province, ''), coalesce(city, ''), number);
      alter table recognition_catalogue add constraint recognition_catalogue_one_at_a_time exclude using gist (
        (coalesce(alliance_id::text, '') || '/' || coalesce(province, '') || '/' || coalesce(city, '')) with =,
        daterange(valid_from, valid_until, '[]') with &&);

      create table recognition_entry (
        catalogue_id uuid not null references recognition_catalogue on delete cascade,
        item_code text not null references test_item,
        -- days; 0: never taken over; null: no limit, the physician decides
        valid_days_stable int check (valid_days_stable between 0 and 36500),
        valid_days_acute int check (valid_days_acute between 0 and 36500),
        -- [{context, effect}]
        exclusions jsonb not null default '[]',
        assessed_by text not null check (assessed_by in (${oneOf(assessorLevels)})),
        needs_images boolean not null default false,
        note text,
        primary key (catalogue_id, item_code)
      );
    `);
  }

  private rules(): void {
    this.addSql(`
      create table recognition_direction (
        id uuid primary key,
        alliance_id uuid references alliance,
        province text,
        city text,
        kind text not null check (kind in (${oneOf(directionKinds)})),
        test_class text check (test_class in (${oneOf(testClasses)})),
        item_codes text[],
        source text,
        valid_from date not null,
        valid_until date,
        version int not null default 1,
        check (num_nonnulls(alliance_id, province) <= 1 and (city is null or province is not null)),
        check (valid_until >= valid_from)
      );
      -- The six national reasons are always there; a region adds its own (MR-10, MR-11).
      create table repeat_reason (
        code text primary key,
        name_zh text not null,
        name_en text not null,
        national boolean not null default false,
        -- null: everywhere
        province text,
        -- false: does not count as not recognising
        counts boolean not null default true,
        needs_text boolean not null default false,
        position int not null default 0,
        ended_on date
      );
      insert into repeat_reason (code, name_zh, name_en, national, needs_text, position) values
        ${nationalReasons.map(({ code, zh, en, needsText }, i) => `(${quoted(code)}, ${quoted(zh)}, ${quoted(en)}, true, ${String(needsText)}, ${i + 1})`).join(',\n        ')};
    `);
  }

  private policies(): void {
    const tables = [
      'test_item',
      'test_panel',
      'local_test_code',
      'recognition_catalogue',
      'recognition_entry',
      'recognition_direction',
      'repeat_reason',
    ];
    for (const table of tables) {
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;
        grant select on ${table} to alliance_app;`);
      if (table !== 'local_test_code')
        this.addSql(`create policy read_signed_in on ${table} for select to alliance_app using (${signedIn});`);
    }
    for (const table of ['test_item', 'test_panel', 'repeat_reason'])
      this.addSql(`create policy office_writes on ${table} for all to alliance_app using (${office}) with check (${office});
        grant insert, update on ${table} to alliance_app;`);
    const kept = `exists (select 1 from recognition_catalogue c where c.id = catalogue_id and (${office} or ${leads('c.alliance_id')}))`;
    this.addSql(`
      create policy own on local_test_code to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      create policy office_reads on local_test_code for select to alliance_app using (${office});
      grant insert, update on local_test_code to alliance_app;
      create policy keeper_adds on recognition_catalogue for insert to alliance_app with check (${keeps});
      create policy keeper_changes on recognition_catalogue for update to alliance_app using (${keeps}) with check (${keeps});
      grant insert, update (title, source, valid_from, valid_until, version, updated_at) on recognition_catalogue to alliance_app;
      create policy keeper_writes on recognition_entry for all to alliance_app using (${kept}) with check (${kept});
      grant insert, delete, update (valid_days_stable, valid_days_acute, exclusions, assessed_by, needs_images, note) on recognition_entry to alliance_app;
      create policy keeper_writes on recognition_direction for all to alliance_app using (${keeps}) with check (${keeps});
      grant insert, update (valid_until, version) on recognition_direction to alliance_app;
    `);
  }
}
