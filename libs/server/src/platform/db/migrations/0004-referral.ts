import { Migration } from '@mikro-orm/migrations';

// as it was then: a migration does not change with the code
const open = `'submitted', 'info_requested', 'returned', 'accepted', 'in_transit', 'arrived', 'in_care', 'outcome_sent'`;

/** Patients, and the referral with its notes and documents. */
export class Referral extends Migration {
  override up(): void {
    this.addSql(`
      -- One row per installation. The number is encrypted; its keyed hash finds it again.
      create table patient (
        id uuid primary key,
        identifier_kind text not null,
        identifier_cipher text,
        identifier_index bytea unique,
        identifier_masked text,
        sex text not null,
        birth_date date,
        mother_id uuid references patient,
        version int not null default 1,
        created_at timestamptz not null default now(),
        check ((identifier_cipher is null) = (identifier_index is null))
      );
      -- Which hospital knows a patient, under the name it wrote down itself: matching never shows that another one does.
      create table patient_relation (
        institution_id uuid not null references institution,
        patient_id uuid not null references patient,
        name text collate "C" not null,
        initials text collate "C" not null,
        phone text,
        since timestamptz not null default now(),
        primary key (institution_id, patient_id)
      );
      create index patient_relation_name on patient_relation (institution_id, name);
      create index patient_relation_initials on patient_relation (institution_id, initials);

      create table referral (
        id uuid primary key,
        number text not null unique,
        state text not null,
        version int not null default 1,
        alliance_id uuid references alliance,
        sender_id uuid not null references institution,
        sender_department_id uuid references department,
        receiver_id uuid references institution,
        receiver_department_id uuid references department,
        custodian_id uuid not null references institution,
        direction text,
        service text,
        urgency text,
        urgency_rank smallint not null generated always as (case urgency when 'immediate' then 0 when 'urgent' then 1 else 2 end) stored,
        patient_id uuid references patient,
        -- as the sender wrote it: what the receiver confirms is what was sent
        patient_name text collate "C",
        patient_initials text collate "C",
        patient_sex text,
        patient_birth_date date,
        patient_identifier_masked text,
        reason text,
        diagnosis_text text,
        diagnosis_code text,
        diagnosis_edition text,
        summary text,
        reviewer text,
        consent_giver text,
        next_action_at timestamptz,
        next_action_by text check (next_action_by in ('sender', 'receiver')),
        queue_at timestamptz not null generated always as (coalesce(next_action_at, 'infinity')) stored,
        paused_seconds int,
        arrive_by timestamptz,
        reception_place text,
        reception_phone text,
        reception_physician text,
        bed_route text,
        outcome text,
        created_by uuid not null references appointment,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        submitted_at timestamptz,
        arrived_at timestamptz,
        closed_at timestamptz,
        open boolean not null generated always as (state in (${open})) stored,
        check (not (state in (${open})) or (receiver_id is not null and next_action_at is not null and next_action_by is not null))
      ) with (fillfactor = 85);
      -- The queue: the policy's column leads, the order of the page follows, closed work is not in it.
      create index referral_inbound on referral (receiver_id, urgency_rank, queue_at, id) where open;
      create index referral_outbound on referral (sender_id, urgency_rank, queue_at, id) where open;
      create index referral_inbound_state on referral (receiver_id, state, urgency_rank, queue_at, id);
      create index referral_outbound_state on referral (sender_id, state, urgency_rank, queue_at, id);
      create index referral_inbound_name on referral (receiver_id, patient_name) where open;
      create index referral_outbound_name on referral (sender_id, patient_name) where open;
      create index referral_patient on referral (patient_id);

      create table referral_note (
        id uuid primary key,
        referral_id uuid not null references referral,
        event_id uuid not null,
        kind text not null,
        text text not null,
        at timestamptz not null,
        person_id uuid not null references person,
        institution_id uuid not null references institution
      );
      create index referral_note_referral on referral_note (referral_id, at);
      create table attachment (
        id uuid primary key,
        referral_id uuid not null references referral,
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        name text not null,
        media_type text not null,
        bytes bigint not null,
        sha256 text not null,
        storage_key text not null unique,
        at timestamptz not null default now()
      );
      create index attachment_referral on attachment (referral_id, at);
    `);
  }
}
