import { Migration } from '@mikro-orm/migrations';

const me = 'current_institution()';
const mine = `institution_id = ${me} and appointment_id = current_appointment()`;
const myDepartment = '(select a.department_id from appointment a where a.id = current_appointment())';
/** What the queue is asked for beside the default page, and the views that people keep of it. */
export class Desk extends Migration {
  override up(): void {
    this.addSql(`
      alter table referral no force row level security;
      alter table referral
        add reminded_at timestamptz,
        -- when it came; a draft, when it was begun
        add listed_at timestamptz not null generated always as (coalesce(submitted_at, created_at)) stored;
      alter table referral force row level security;

      -- Open work is found by its state, age, department and person; what has ended, newest first.
      drop index referral_inbound_state, referral_outbound_state, referral_inbound_name, referral_outbound_name, referral_owner;
      create index referral_inbound_state on referral (receiver_id, state, urgency_rank, queue_at, id) where open;
      create index referral_outbound_state on referral (sender_id, state, urgency_rank, queue_at, id) where open;
      create index referral_inbound_recent on referral (receiver_id, listed_at, id) where open;
      create index referral_outbound_recent on referral (sender_id, listed_at, id) where open;
      create index referral_inbound_ended on referral (receiver_id, state, listed_at, id) where not open;
      create index referral_outbound_ended on referral (sender_id, state, listed_at, id) where not open;
      create index referral_inbound_department on referral (receiver_id, receiver_department_id, urgency_rank, queue_at, id) where open;
      create index referral_outbound_department on referral (sender_id, sender_department_id, urgency_rank, queue_at, id) where open;
      create index referral_inbound_name on referral (receiver_id, patient_name);
      create index referral_outbound_name on referral (sender_id, patient_name);
      create index referral_inbound_initials on referral (receiver_id, patient_initials);
      create index referral_outbound_initials on referral (sender_id, patient_initials);
      create index referral_owner on referral (owner_id, urgency_rank, queue_at, id);
      create index referral_author on referral (created_by, urgency_rank, queue_at, id) where created_by <> owner_id;
      create index referral_claimed on referral (claimed_by, urgency_rank, queue_at, id) where claimed_by is not null;

      -- How somebody has arranged the queue: which columns, in which version, so that two windows do not undo each other.
      create table desk (
        appointment_id uuid primary key references appointment,
        institution_id uuid not null references institution,
        version int not null default 1,
        columns text[] not null
      );
      -- Filters that somebody wants again: codes and ids, never a patient's name.
      create table desk_view (
        id uuid primary key,
        appointment_id uuid not null references appointment,
        institution_id uuid not null references institution,
        place smallint not null,
        -- one of those that everybody starts with; its words are in the two languages of the portal
        code text,
        name text,
        query jsonb not null,
        grouping text not null,
        -- colleagues of this department see it too
        department_id uuid references department,
        check (code is not null or name is not null)
      );
      create index desk_view_own on desk_view (appointment_id, place);
      create index desk_view_shared on desk_view (institution_id, department_id) where department_id is not null;
      alter table desk enable row level security;
      alter table desk force row level security;
      alter table desk_view enable row level security;
      alter table desk_view force row level security;
      create policy own on desk to alliance_app using (${mine}) with check (${mine});
      create policy own on desk_view to alliance_app using (${mine})
        with check (${mine} and (department_id is null or department_id = ${myDepartment}));
      create policy shared on desk_view for select to alliance_app using (institution_id = ${me} and department_id = ${myDepartment});
      grant select, insert, update (version, columns) on desk to alliance_app;
      grant select, insert, delete on desk_view to alliance_app;
    `);
  }
}
