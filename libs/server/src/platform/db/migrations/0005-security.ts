import { Migration } from '@mikro-orm/migrations';

const shared = ['institution', 'institution_name', 'department', 'alliance', 'membership', 'pairing', 'coverage_gap', 'diagnosis_code'];
const people = ['person', 'appointment'];
const closed = ['account', 'session'];
const office = `current_office_role() = 'management_office'`;
const me = 'current_institution()';

/**
 * Row-level security on every table, without exception: the boot refuses a table that lacks it.
 * `alliance_app` serves people and acts as one institution; `alliance_system` numbers events, fires timers and sees nothing clinical;
 * `alliance_definer` owns the few functions that must look past the policies, and cannot log in.
 */
export class Security extends Migration {
  override up(): void {
    this.addSql(`
      do $$ declare t text; begin
        for t in select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_migration' loop
          execute format('alter table %I enable row level security', t);
          execute format('alter table %I force row level security', t);
        end loop;
      end $$;
      revoke all on schema public from public;
      grant usage on schema public to alliance_app, alliance_system, alliance_definer;
      grant create on schema public to alliance_definer;
    `);
    // registries are public facts inside the installation; only the management office writes them
    for (const table of shared)
      this.addSql(`
        create policy read_signed_in on ${table} for select to alliance_app using (${me} is not null);
        create policy write_office on ${table} for all to alliance_app using (${office}) with check (${office});
        grant select, insert, update, delete on ${table} to alliance_app;
      `);
    for (const table of people)
      this.addSql(
        `create policy read_signed_in on ${table} for select to alliance_app using (${me} is not null); grant select on ${table} to alliance_app;`,
      );
    for (const table of closed) this.addSql(`create policy nobody on ${table} to alliance_app using (false)`);
    this.addSql(`
      -- patients and referrals: columns first, so that the policy is an index condition
      create policy related on patient for select to alliance_app using (exists (select 1 from patient_relation r where r.patient_id = patient.id and r.institution_id = ${me}));
      create policy own on patient_relation to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      create policy parties on referral for select to alliance_app using (
        sender_id = ${me}
        or (receiver_id = ${me} and submitted_at is not null)
        or exists (select 1 from access_grant g where g.object_kind = 'referral' and g.object_id = referral.id and g.institution_id = ${me} and g.valid @> now()));
      create policy sender_inserts on referral for insert to alliance_app with check (sender_id = ${me} and custodian_id = ${me});
      create policy parties_update on referral for update to alliance_app
        using (sender_id = ${me} or (receiver_id = ${me} and submitted_at is not null)) with check (sender_id = ${me} or receiver_id = ${me});
      create policy with_referral on referral_note for select to alliance_app using (exists (select 1 from referral r where r.id = referral_id));
      create policy with_referral_insert on referral_note for insert to alliance_app with check (institution_id = ${me} and exists (select 1 from referral r where r.id = referral_id));
      create policy with_referral on attachment for select to alliance_app using (exists (select 1 from referral r where r.id = referral_id));
      create policy with_referral_insert on attachment for insert to alliance_app with check (institution_id = ${me} and exists (select 1 from referral r where r.id = referral_id));
      grant select on patient to alliance_app;
      grant select, insert, update on patient_relation to alliance_app;
      grant select, insert, update on referral to alliance_app;
      grant select, insert on referral_note, attachment to alliance_app;

      -- what happened: seen by those told of it; written only as oneself
      create policy told on event for select to alliance_app using (${me} = any(recipients) or institution_id = ${me});
      create policy as_oneself on event for insert to alliance_app with check (institution_id = ${me});
      create policy append on outbox for insert to alliance_app with check (true);
      create policy own on inbox for select to alliance_app using (recipient = ${me});
      create policy own on inbox_head for select to alliance_app using (recipient = ${me});
      create policy as_oneself on timer for insert to alliance_app with check (acting_institution = ${me});
      create policy own on timer for select to alliance_app using (acting_institution = ${me});
      create policy own_fires on timer for update to alliance_app using (acting_institution = ${me});
      create policy auditor on audit_entry for select to alliance_app using (institution_id = ${me} and current_office_role() = 'auditor');
      create policy as_oneself on audit_entry for insert to alliance_app with check (institution_id = ${me});
      create policy own on idempotency to alliance_app using (person_id = current_person()) with check (person_id = current_person());
      create policy own on access_grant for select to alliance_app using (institution_id = ${me});
      create policy own on notification for select to alliance_app using (appointment_id = current_appointment());
      create policy own_reads on notification for update to alliance_app using (appointment_id = current_appointment());
      grant select, insert on event, timer, audit_entry, idempotency to alliance_app;
      grant insert on outbox to alliance_app;
      grant select on inbox, inbox_head, access_grant, notification to alliance_app;
      grant update (fired_at, attempts, lease_until, last_error) on timer to alliance_app;
      grant update (read_at) on notification to alliance_app;
    `);
    // the relay and the reconciler: pointers, clocks and who to tell; no patient, no referral
    for (const table of ['event', 'outbox', 'inbox', 'inbox_head', 'timer', 'notification', 'appointment'])
      this.addSql(`create policy system on ${table} to alliance_system using (true) with check (true)`);
    this.addSql(`
      grant select on event, appointment, timer to alliance_system;
      grant select, delete, update on outbox to alliance_system;
      grant select, insert, update, delete on inbox to alliance_system;
      grant select, insert, update on inbox_head to alliance_system;
      grant update (attempts, lease_until, last_error) on timer to alliance_system;
      grant select, insert on notification to alliance_system;
    `);
  }
}
