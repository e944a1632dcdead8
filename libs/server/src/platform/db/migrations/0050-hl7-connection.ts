import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const mine = 'institution_id = current_institution()';
const administered = `${mine} and administers_here()`;
const counts = ['filed', 'repeated', 'quarantined', 'refused'] as const;

/** Senders of HL7 v2: how each is known before it has said anything, and how it has been doing. */
export class Hl7Connection extends Migration {
  override up(): void {
    this.addSql(`
      create table hl7_connection (
        id uuid primary key,
        institution_id uuid not null references institution,
        name text not null,
        -- MSH-3 and MSH-4, as the sender writes them
        sending_application text not null,
        sending_facility text not null,
        -- an engine on this machine, which sends without TLS
        local boolean not null default false,
        -- empty: from everywhere
        addresses text[] not null default '{}',
        charset text not null check (charset in ('utf-8', 'gb18030')),
        -- what the hospital agreed that times without a zone mean; null: they are no times
        zone text,
        enabled boolean not null default true,
        last_seen_at timestamptz,
        created_at timestamptz not null,
        created_by uuid references person,
        version int not null default 1
      );
      create index hl7_connection_institution on hl7_connection (institution_id, name);
      create unique index hl7_connection_local on hl7_connection (sending_application, sending_facility) where local;

      -- SHA-256 of a client certificate: of one sender in the whole installation
      create table hl7_certificate (
        fingerprint text primary key check (fingerprint ~ '^[0-9a-f]{64}$'),
        connection_id uuid not null references hl7_connection,
        institution_id uuid not null references institution,
        added_at timestamptz not null
      );
      create index hl7_certificate_connection on hl7_certificate (connection_id);

      -- messages of each hour, by what became of them
      create table hl7_hour (
        connection_id uuid not null references hl7_connection,
        institution_id uuid not null references institution,
        hour timestamptz not null,
        ${counts.map((count) => `${count} int not null default 0,`).join(' ')}
        primary key (connection_id, hour)
      );
    `);
    for (const table of ['hl7_connection', 'hl7_certificate', 'hl7_hour'])
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;
        create policy own on ${table} for select to alliance_app using (${mine});
        grant select on ${table} to alliance_app;`);
    this.addSql(`
      create policy administrators_add on hl7_connection for insert to alliance_app with check (${administered});
      create policy administrators_change on hl7_connection for update to alliance_app using (${administered}) with check (${administered});
      grant insert, update (name, sending_application, sending_facility, local, addresses, charset, zone, enabled, version) on hl7_connection to alliance_app;
      create policy administrators_add on hl7_certificate for insert to alliance_app with check (${administered}
        and exists (select 1 from hl7_connection c where c.id = connection_id));
      create policy administrators_remove on hl7_certificate for delete to alliance_app using (${administered});
      grant insert, delete on hl7_certificate to alliance_app;
      -- the listener, as the hospital that it received for
      create policy listener on hl7_connection for update to alliance_app using (${mine} and current_person() is null);
      create policy listener_adds on hl7_hour for insert to alliance_app with check (${mine} and current_person() is null
        and exists (select 1 from hl7_connection c where c.id = connection_id));
      create policy listener_counts on hl7_hour for update to alliance_app using (${mine} and current_person() is null);
      grant update (last_seen_at) on hl7_connection to alliance_app;
      grant insert, update (${counts.join(', ')}) on hl7_hour to alliance_app;

      -- Who sends, before anybody is known: by the certificate of the connection, or on this machine by what the message says.
      create function hl7_sender(p_fingerprint text, p_application text, p_facility text)
        returns table (id uuid, institution_id uuid, sending_application text, sending_facility text, addresses text[], charset text, zone text)
        language sql stable security definer set search_path = public, pg_temp as $$
        select c.id, c.institution_id, c.sending_application, c.sending_facility, c.addresses, c.charset, c.zone
        from hl7_connection c where c.enabled and case when p_fingerprint is null
          then c.local and c.sending_application = p_application and c.sending_facility = p_facility
          else c.id = (select k.connection_id from hl7_certificate k where k.fingerprint = p_fingerprint) end $$;
      grant select on hl7_connection, hl7_certificate to alliance_definer;
    `);
    for (const statement of ownedByDefiner(['hl7_sender(text, text, text)'])) this.addSql(statement);
  }
}
