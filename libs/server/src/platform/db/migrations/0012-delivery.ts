import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const definer = 'security definer set search_path = public, pg_temp';
/** A timer or the planner acts for an institution and for nobody in particular. */
const job = 'current_person() is null';
const worksHere = (person: string) => `exists (select 1 from appointment a where a.person_id = ${person} and a.institution_id = ${me})`;

/** How people want to be told, and what left the portal. */
export class Delivery extends Migration {
  override up(): void {
    this.addSql(`
      create table notification_settings (
        person_id uuid primary key references person,
        rules jsonb not null,
        quiet_from time,
        quiet_to time,
        digest_at time,
        escalate_after_minutes int not null check (escalate_after_minutes between 1 and 60),
        version int not null default 1,
        check ((quiet_from is null) = (quiet_to is null))
      );
      create table webhook (
        id uuid primary key,
        institution_id uuid not null references institution,
        channel text not null check (channel in ('wecom', 'dingtalk')),
        name text not null,
        url_cipher text not null,
        enabled boolean not null default true,
        version int not null default 1,
        last_used_at timestamptz,
        created_at timestamptz not null default now()
      );
      create index webhook_institution on webhook (institution_id);
      -- One message on one channel. Address and link are encrypted and gone once nothing will be sent any more.
      create table delivery (
        id uuid primary key,
        institution_id uuid not null references institution,
        person_id uuid references person,
        webhook_id uuid references webhook,
        channel text not null check (channel in ('sms', 'voice', 'email', 'wecom', 'dingtalk')),
        template text not null,
        address_cipher text,
        address_masked text,
        link_cipher text,
        notification_id uuid references notification,
        state text not null check (state in ('waiting', 'sent', 'undelivered', 'cancelled')),
        reason text,
        attempts int not null default 0,
        next_attempt_at timestamptz,
        lease_until timestamptz,
        idempotency_key text not null unique,
        provider_reference text,
        urgent boolean not null default false,
        created_at timestamptz not null default now(),
        sent_at timestamptz,
        check ((person_id is null) <> (webhook_id is null)),
        check ((state = 'waiting') = (next_attempt_at is not null)),
        check ((state = 'sent') = (sent_at is not null))
      );
      create index delivery_due on delivery (channel, urgent desc, next_attempt_at) where state = 'waiting';
      create index delivery_institution on delivery (institution_id, id desc);
      create index delivery_person on delivery (person_id, id desc);
      create index delivery_notification on delivery (notification_id) where notification_id is not null;

      -- null: nobody has decided yet by which channels it leaves
      alter table notification add planned_at timestamptz;
      update notification set planned_at = at;
      create index notification_unplanned on notification (institution_id) where planned_at is null;

      do $$ declare t text; begin
        foreach t in array array['notification_settings', 'webhook', 'delivery'] loop
          execute format('alter table %I enable row level security', t);
          execute format('alter table %I force row level security', t);
        end loop;
      end $$;
      create policy own on notification_settings to alliance_app using (person_id = current_person()) with check (person_id = current_person());
      create policy jobs on notification_settings for select to alliance_app using (${job} and ${worksHere('notification_settings.person_id')});
      grant select, insert, update on notification_settings to alliance_app;
      create policy administrators on webhook to alliance_app
        using (institution_id = ${me} and administers_here()) with check (institution_id = ${me} and administers_here());
      create policy jobs on webhook for select to alliance_app using (institution_id = ${me} and ${job});
      grant select, insert, update (name, enabled, version) on webhook to alliance_app;
      create policy own on delivery for select to alliance_app using (person_id = current_person());
      create policy administrators on delivery for select to alliance_app using (institution_id = ${me} and administers_here());
      create policy jobs on delivery for select to alliance_app using (institution_id = ${me} and ${job});
      grant select (id, institution_id, person_id, webhook_id, channel, template, address_masked, notification_id, state, reason, attempts, next_attempt_at, urgent, created_at, sent_at)
        on delivery to alliance_app;
      create policy oneself_adds on person_contact for insert to alliance_app with check (person_id = current_person());
      create policy oneself_changes on person_contact for update to alliance_app using (person_id = current_person());
      create policy jobs on notification to alliance_app using (institution_id = ${me} and ${job}) with check (institution_id = ${me} and ${job});
      grant insert, update (planned_at) on notification to alliance_app;

      -- the sender claims and records; it learns an address only by the key of the process
      create policy system on delivery to alliance_system using (true) with check (true);
      grant select, update (state, reason, attempts, next_attempt_at, lease_until, provider_reference, sent_at, address_cipher, link_cipher) on delivery to alliance_system;
      create policy system on webhook to alliance_system using (true) with check (true);
      grant select (id, url_cipher, enabled), update (last_used_at) on webhook to alliance_system;
      create policy system on notification_settings for select to alliance_system using (true);
      grant select (person_id) on notification_settings to alliance_system;

      -- Where somebody who works here is reached now: the own phone, or for what is told on duty that of the shift they are on.
      -- Whoever keeps the rota chooses that phone, so nothing that lets somebody in may go there.
      create function contact_to_tell(p_person uuid, p_duty boolean) returns table (phone text, email text)
        language sql stable ${definer} as $$
        select coalesce(c.phone, (select case when s.person_id = p_person then s.phone else s.backup_phone end from on_call_shift s
            where p_duty and p_person in (s.person_id, s.backup_person_id) and s.institution_id = ${me} and s.cancelled_at is null
              and s.starts_at <= now() and s.ends_at > now() order by s.person_id = p_person desc limit 1)), c.email
        from person p left join person_contact c on c.person_id = p.id
        where p.id = p_person and p.deactivated_at is null and (p_person = current_person() or ${worksHere('p_person')}) $$;
      -- Writes deliveries of the acting institution, each key once; answers with the rows that now stand under these keys.
      create function queue_deliveries(p_rows jsonb) returns table (id uuid, channel text, state text, reason text)
        language plpgsql volatile ${definer} as $$
        #variable_conflict use_column
        declare asked delivery[] := array(select r from jsonb_populate_recordset(null::delivery, p_rows) r);
        begin
          if exists (select 1 from unnest(asked) d where not coalesce(${worksHere('d.person_id')}
              or exists (select 1 from webhook w where w.id = d.webhook_id and w.institution_id = ${me}), false)) then
            raise exception 'nobody of this institution' using errcode = '42501';
          end if;
          insert into delivery (id, institution_id, person_id, webhook_id, channel, template, address_cipher, address_masked, link_cipher, notification_id,
              state, reason, next_attempt_at, idempotency_key, urgent)
            select d.id, ${me}, d.person_id, d.webhook_id, d.channel, d.template, d.address_cipher, d.address_masked, d.link_cipher, d.notification_id,
              d.state, d.reason, case when d.state = 'waiting' then coalesce(d.next_attempt_at, now()) end, d.idempotency_key, d.urgent from unnest(asked) d
            on conflict (idempotency_key) do nothing;
          return query select d.id, d.channel, d.state, d.reason from delivery d where d.idempotency_key in (select a.idempotency_key from unnest(asked) a) order by d.id;
        end $$;
    `);
    for (const statement of ownedByDefiner(['contact_to_tell(uuid, boolean)', 'queue_deliveries(jsonb)'])) this.addSql(statement);
    this.addSql(`
      grant select, insert on delivery to alliance_definer;
      grant select on webhook to alliance_definer;
      grant select on person_contact, on_call_shift to alliance_definer;
    `);
  }
}
