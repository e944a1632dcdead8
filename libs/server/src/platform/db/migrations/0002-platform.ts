import { Migration } from '@mikro-orm/migrations';

/** What happened, who is told, what is due, who saw it, what was asked before. */
export class Platform extends Migration {
  override up(): void {
    this.addSql(`
      -- One row per change; codes, numbers and ids only. Timeline, and source of every later fact.
      -- recorded_at is the clock at the write, not at the begin: it orders two changes of one subject even when the second began first
      create table event (
        id uuid primary key,
        kind text not null,
        topic text not null,
        subject_id uuid not null,
        version int not null,
        happened_at timestamptz not null,
        recorded_at timestamptz not null default clock_timestamp(),
        institution_id uuid not null,
        person_id uuid,
        appointment_id uuid,
        role text,
        data jsonb not null default '{}',
        -- whose screens replay it, and which people it is about beyond their role
        recipients uuid[] not null,
        concerns uuid[] not null default '{}'
      );
      create index event_subject on event (subject_id, recorded_at, id);
      -- Committed events that the relay has not numbered yet. Append, then delete: never a hot row inside a command.
      create table outbox (event_id uuid primary key references event);
      create table inbox_head (recipient uuid primary key, seq bigint not null) with (fillfactor = 50);
      create table inbox (
        recipient uuid not null,
        seq bigint not null,
        event_id uuid not null,
        topic text not null,
        subject_id uuid not null,
        version int not null,
        kind text not null,
        at timestamptz not null,
        primary key (recipient, seq)
      );
      create index inbox_at on inbox (at);

      create table timer (
        id uuid primary key,
        kind text not null,
        subject_id uuid not null,
        due_at timestamptz not null,
        acting_institution uuid not null,
        fired_at timestamptz,
        attempts int not null default 0,
        lease_until timestamptz,
        last_error text
      );
      create index timer_due on timer (due_at) where fired_at is null;

      create table audit_entry (
        id uuid primary key default uuidv7(),
        at timestamptz not null default now(),
        institution_id uuid not null,
        person_id uuid,
        appointment_id uuid,
        role text,
        action text not null,
        object_kind text not null,
        object_ids uuid[] not null default '{}',
        outcome text not null check (outcome in ('allowed', 'denied')),
        request_id text
      );
      create index audit_institution on audit_entry (institution_id, id desc);

      -- What a key already did: its subject, never the answer's body, so that a replay shows only what may be seen now.
      create table idempotency (
        person_id uuid not null,
        key text not null,
        request_hash text not null,
        subject_id uuid not null,
        at timestamptz not null default now(),
        primary key (person_id, key)
      );

      -- For third parties only: both hospitals of a referral stand in its own columns.
      create table access_grant (
        object_kind text not null,
        object_id uuid not null,
        institution_id uuid not null references institution,
        reason text not null,
        valid tstzrange not null,
        primary key (object_kind, object_id, institution_id)
      );

      create table notification (
        id uuid primary key default uuidv7(),
        appointment_id uuid not null references appointment,
        institution_id uuid not null references institution,
        event_id uuid not null references event,
        kind text not null,
        topic text not null,
        subject_id uuid not null,
        from_institution_id uuid,
        at timestamptz not null default now(),
        read_at timestamptz,
        unique (event_id, appointment_id)
      );
      create index notification_mine on notification (appointment_id, id desc);
      create index notification_unread on notification (appointment_id) where read_at is null;
    `);
  }
}
