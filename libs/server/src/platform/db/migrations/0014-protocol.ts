import { Migration } from '@mikro-orm/migrations';
import { protocolPolicies } from './0014-protocol-policies.js';

const me = 'current_institution()';
const office = `current_office_role() = 'management_office'`;
const tables = [
  'protocol',
  'protocol_version',
  'criterion_sign_off',
  'protocol_file',
  'protocol_adoption',
  'protocol_acknowledgement',
  'quiz_attempt',
  'protocol_search_entry',
  'search_miss',
  'protocol_feedback',
  'protocol_opening',
  'response_time',
  'replay_run',
  'replay_case',
  'referral_judgement',
];

/** Shared protocols: their versions, what members made of them, who read them; and what was judged when a patient was sent. */
export class Protocol extends Migration {
  override up(): void {
    this.addSql(`
      create table protocol (
        id uuid primary key,
        alliance_id uuid not null references alliance,
        code text not null,
        title_zh text not null,
        title_en text,
        common boolean not null default false,
        invented boolean not null default false,
        version int not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        unique (alliance_id, code)
      );
      create table protocol_version (
        id uuid primary key,
        protocol_id uuid not null references protocol,
        number int not null check (number >= 1),
        state text not null check (state in ('draft', 'in_review', 'approved', 'published', 'withdrawn')),
        version int not null default 1,
        content jsonb not null,
        -- everybody who wrote in it: none of them approves it
        authors uuid[] not null,
        submitted_by uuid references person,
        approved_by uuid references person,
        approved_at timestamptz,
        published_by uuid references person,
        published_at timestamptz,
        effective_from date,
        withdrawn_at timestamptz,
        reason text,
        editor_note text,
        editor_note_at timestamptz,
        editor_note_by uuid references person,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        unique (protocol_id, number),
        check (approved_by is null or not approved_by = any(authors)),
        check (state <> 'published' or (approved_by is not null and published_at is not null and effective_from is not null))
      );
      create unique index protocol_version_one_working on protocol_version (protocol_id) where state in ('draft', 'in_review', 'approved');
      create unique index protocol_version_one_a_day on protocol_version (protocol_id, effective_from) where state = 'published';
      create table criterion_sign_off (
        version_id uuid not null references protocol_version on delete cascade,
        code text not null,
        signatory text not null,
        title text not null,
        invented boolean not null default false,
        recorded_by uuid not null references person,
        at timestamptz not null default now(),
        primary key (version_id, code)
      );
      create table protocol_file (
        id uuid primary key,
        protocol_id uuid not null references protocol,
        person_id uuid not null references person,
        name text not null,
        media_type text not null,
        bytes bigint not null,
        sha256 text not null,
        storage_key text not null unique,
        at timestamptz not null default now()
      );
      create index protocol_file_protocol on protocol_file (protocol_id);
      create table protocol_adoption (
        protocol_id uuid not null references protocol,
        institution_id uuid not null references institution,
        version_id uuid not null references protocol_version,
        -- [{code, rule, reason, baseline, effect}]: holds while the alliance says what the baseline keeps
        overrides jsonb not null default '[]',
        version int not null default 1,
        adopted_by uuid not null references person,
        adopted_at timestamptz not null,
        primary key (protocol_id, institution_id)
      );
      create table protocol_acknowledgement (
        version_id uuid not null references protocol_version,
        person_id uuid not null references person,
        institution_id uuid not null references institution,
        at timestamptz not null,
        primary key (version_id, person_id)
      );
      create table quiz_attempt (
        id uuid primary key,
        version_id uuid not null references protocol_version,
        person_id uuid not null references person,
        institution_id uuid not null references institution,
        percent int not null,
        passed boolean not null,
        at timestamptz not null
      );
      create index quiz_attempt_version on quiz_attempt (version_id, person_id);
      create table protocol_search_entry (
        version_id uuid not null references protocol_version on delete cascade,
        place text not null,
        text text not null,
        pinyin text not null,
        initials text not null,
        primary key (version_id, place)
      );
      create index protocol_search_text on protocol_search_entry using gin (text gin_trgm_ops);
      create index protocol_search_pinyin on protocol_search_entry using gin (pinyin gin_trgm_ops);
      create index protocol_search_initials on protocol_search_entry using gin (initials gin_trgm_ops);
      create table search_miss (
        id uuid primary key,
        institution_id uuid not null references institution,
        -- never a telephone or identity number
        query text not null check (query !~ '[0-9]{6}'),
        at timestamptz not null
      );
      create index search_miss_query on search_miss (query, at);
      create table protocol_feedback (
        id uuid primary key,
        protocol_id uuid not null references protocol,
        version_id uuid not null references protocol_version,
        criterion text,
        institution_id uuid not null references institution,
        person_id uuid references person,
        reason text not null,
        text text,
        at timestamptz not null,
        answer text,
        answered_by uuid references person,
        answered_at timestamptz
      );
      create index protocol_feedback_protocol on protocol_feedback (protocol_id, at desc);
      create table protocol_opening (
        protocol_id uuid not null references protocol,
        institution_id uuid not null references institution,
        day date not null,
        opened int not null default 1,
        primary key (protocol_id, institution_id, day)
      );
      create table response_time (
        alliance_id uuid primary key references alliance,
        minutes jsonb not null,
        version int not null default 2
      );

      create table replay_run (
        id uuid primary key,
        protocol_id uuid not null references protocol,
        version_id uuid not null references protocol_version on delete cascade,
        against_id uuid references protocol_version,
        institution_id uuid not null references institution,
        requested_by uuid not null references person,
        requested_at timestamptz not null,
        days int not null,
        state text not null check (state in ('queued', 'running', 'done', 'cancelled', 'failed')),
        done int not null default 0,
        total int not null default 0,
        -- where a restarted worker goes on
        reached uuid,
        summary jsonb,
        finished_at timestamptz
      );
      create index replay_run_version on replay_run (version_id, requested_at desc);
      create unique index replay_run_one_at_a_time on replay_run (version_id) where state in ('queued', 'running');
      create table replay_case (
        run_id uuid not null references replay_run on delete cascade,
        referral_id uuid not null,
        number text not null,
        sender_id uuid not null references institution,
        submitted_at timestamptz not null,
        direction text not null,
        before jsonb not null,
        after jsonb not null,
        change text not null,
        criteria jsonb not null,
        primary key (run_id, referral_id)
      );

      alter table referral no force row level security;
      alter table referral add facts jsonb, add criteria_reason text;
      alter table referral force row level security;
      -- what was judged when the patient was sent: pinned, whatever becomes of the protocol
      create table referral_judgement (
        referral_id uuid primary key references referral,
        alliance_id uuid not null references alliance,
        sender_id uuid not null references institution,
        direction text not null,
        level text,
        facts jsonb not null,
        verdict text not null,
        urgency text,
        version_ids uuid[] not null,
        judgement jsonb not null,
        judged_at timestamptz not null
      );
      create index referral_judgement_replay on referral_judgement (alliance_id, judged_at);

      create function leads_alliance(which uuid) returns boolean language sql stable as $$
        select exists (select 1 from alliance a where a.id = which and a.lead_id = ${me}) $$;
      create function sees_protocol(which uuid, shared boolean) returns boolean language sql stable as $$
        select ${office} or exists (select 1 from alliance a where a.id = which and a.lead_id = ${me})
          or exists (select 1 from membership m where m.institution_id = ${me} and (m.alliance_id = which or shared) and m.valid @> local_today()) $$;
      grant execute on function leads_alliance(uuid), sees_protocol(uuid, boolean) to alliance_app;
    `);
    for (const table of tables)
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;`);
    this.addSql(protocolPolicies);
  }
}
