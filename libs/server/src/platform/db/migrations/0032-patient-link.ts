import { linkDaysAfterEnd, linkHolders, messageDelaySeconds, tellPatientTimer } from '@alliance/domain/patient-status/patient-link';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';
import { samePerson } from '../same-person.js';

const me = 'current_institution()';
const definer = 'security definer set search_path = public, pg_temp';
const ofMyCase = `exists (select 1 from referral r where r.id = referral_id and (r.sender_id = ${me} or r.receiver_id = ${me}))`;
const forgotten = `state = 'cancelled', next_attempt_at = null, lease_until = null, address_cipher = null, link_cipher = null, words_cipher = null`;

/**
 * Where a case stands, for its patient: hospitals, times, a place. No number of a person, no diagnosis, of the name one character.
 * What comes down later goes on under the same link.
 */
const columns = `link_id uuid, institution_id uuid, referral_id uuid, number text, initial text, state text, ended_as text, direction text, transport text, since timestamptz,
  sender text, sender_phone text, receiver text, receiver_phone text, arrive_by timestamptz, place text, reception_phone text, home_state text, home text,
  home_phone text, home_arrive_by timestamptz, home_place text, home_reception_phone text, next_visit_on text, next_action_at timestamptz, next_action_by text,
  died boolean, expires_at timestamptz, phone_masked text, messages text`;
const line = (institution: string) => `coalesce((select l.phone from contact_line l where l.institution_id = ${institution}.id
  and l.kind in ('round_the_clock', 'referral_office', 'duty_office', 'switchboard')
  order by array_position('{round_the_clock,referral_office,duty_office,switchboard}'::text[], l.kind), l.id limit 1), ${institution}.phone)`;
/** A row where the person of a referral died, on whichever of the person's referrals; none of a death that was entered in error. */
const death = (referral: string) => `select true as died from referral x where x.patient_id in ${samePerson(`${referral}.patient_id`)}
  and x.state <> 'voided' and 'died' in (x.outcome, x.ended_as) limit 1`;
const told = `
  select t.id, t.institution_id, r.id, r.number, left(r.patient_name, 1), r.state, r.ended_as, r.direction, r.transport,
    coalesce(case r.state when 'accepted' then r.accepted_at when 'in_transit' then r.departed_at when 'arrived' then r.arrived_at when 'closed' then r.closed_at
      when 'submitted' then coalesce(r.placed_at, r.submitted_at) end, r.updated_at),
    s.name, ${line('s')}, coalesce(v.name, r.outside_name), coalesce(r.outside_phone, ${line('v')}), r.arrive_by, r.reception_place, r.reception_phone,
    h.state, hv.name, ${line('hv')}, h.arrive_by, h.reception_place, h.reception_phone,
    coalesce((select p.next_visit_on from down_plan p where p.referral_id = h.id), (select p.next_visit_on from down_plan p where p.referral_id = r.id))::text,
    r.next_action_at, r.next_action_by, coalesce(gone.died, false), t.expires_at, t.phone_masked,
    case when t.stopped_at is not null then 'stopped' when t.phone_cipher is not null then 'on' else 'off' end
  from patient_link t join referral r on r.id = t.referral_id join institution s on s.id = r.sender_id left join institution v on v.id = r.receiver_id
    left join lateral (select o.id, o.state, o.receiver_id, o.arrive_by, o.reception_place, o.reception_phone, o.closed_at from referral o
      where o.origin_id = r.id and o.state in ('accepted', 'no_show', 'in_transit', 'arrived', 'in_care', 'outcome_sent', 'closed') and o.arrive_by is not null
        and o.ended_as is distinct from 'patient_declined' order by o.id desc limit 1) h on true
    left join institution hv on hv.id = h.receiver_id
    left join lateral (${death('r')}) gone on true`;
const live = (at: string) => `t.revoked_at is null and t.expires_at > ${at} and r.state not in ('draft', 'voided')
  and (r.state not in ('closed', 'cancelled') or (h.id is not null and h.closed_at is null)
    or coalesce(h.closed_at, r.closed_at, r.updated_at) > ${at} - interval '${linkDaysAfterEnd} days')`;

/** The patient's own link: what it shows, and the messages that leave about it. */
export class PatientLink extends Migration {
  override up(): void {
    this.addSql(`
      -- One open link a referral, whichever hospital gave it out. The token and the phone stay encrypted for as long as messages may be sent.
      create table patient_link (
        id uuid primary key,
        referral_id uuid not null references referral,
        institution_id uuid not null references institution,
        given_to text not null check (given_to in (${linkHolders.map((code) => `'${code}'`).join(', ')})),
        issued_by uuid not null references appointment,
        token_hash bytea not null unique check (octet_length(token_hash) = 32),
        issued_at timestamptz not null,
        expires_at timestamptz not null check (expires_at > issued_at),
        revoked_at timestamptz,
        token_cipher text,
        phone_cipher text,
        phone_masked text,
        stopped_at timestamptz,
        -- what the last message said, so that nothing is said twice
        told text,
        looks int not null default 0,
        looked_at timestamptz,
        check ((token_cipher is null) = (phone_cipher is null))
      );
      create unique index patient_link_open on patient_link (referral_id) where revoked_at is null;
      alter table patient_link enable row level security;
      alter table patient_link force row level security;
      create policy with_referral on patient_link for select to alliance_app using (institution_id = ${me} or ${ofMyCase});
      create policy sides_issue on patient_link for insert to alliance_app with check (institution_id = ${me} and ${ofMyCase});
      create policy sides_change on patient_link for update to alliance_app
        using (institution_id = ${me} or ${ofMyCase}) with check (institution_id = ${me} or ${ofMyCase});
      grant select (id, referral_id, institution_id, given_to, issued_by, issued_at, expires_at, revoked_at, phone_masked, stopped_at, told, looks, looked_at)
        on patient_link to alliance_app;
      grant insert on patient_link to alliance_app;
      grant update (revoked_at, told, token_cipher, phone_cipher) on patient_link to alliance_app;

      -- A message may also go to whoever holds such a link; what it says beyond its template stays encrypted and is forgotten like the address.
      alter table delivery add patient_link_id uuid references patient_link, add words_cipher text;
      alter table delivery drop constraint delivery_check;
      alter table delivery add constraint delivery_one_target check (num_nonnulls(person_id, webhook_id, patient_link_id) = 1);
      create index delivery_patient_link on delivery (patient_link_id) where patient_link_id is not null;
      drop policy administrators on delivery;
      create policy administrators on delivery for select to alliance_app using (institution_id = ${me} and administers_here() and patient_link_id is null);
      create policy of_patient_link on delivery for select to alliance_app
        using (patient_link_id is not null and not administers_here() and exists (select 1 from patient_link l where l.id = patient_link_id));
      grant select (patient_link_id) on delivery to alliance_app;
      grant select (patient_link_id, words_cipher), update (words_cipher) on delivery to alliance_system;

      create or replace function queue_deliveries(p_rows jsonb) returns table (id uuid, channel text, state text, reason text)
        language plpgsql volatile ${definer} as $$
        #variable_conflict use_column
        declare asked delivery[] := array(select r from jsonb_populate_recordset(null::delivery, p_rows) r);
        begin
          if exists (select 1 from unnest(asked) d where not coalesce(
              exists (select 1 from appointment a where a.person_id = d.person_id and a.institution_id = ${me})
              or exists (select 1 from webhook w where w.id = d.webhook_id and w.institution_id = ${me})
              or exists (select 1 from patient_link l where l.id = d.patient_link_id and l.institution_id = ${me} and l.revoked_at is null and l.stopped_at is null), false)) then
            raise exception 'nobody of this institution' using errcode = '42501';
          end if;
          insert into delivery (id, institution_id, person_id, webhook_id, patient_link_id, channel, template, address_cipher, address_masked, link_cipher, words_cipher,
              notification_id, state, reason, next_attempt_at, idempotency_key, urgent)
            select d.id, ${me}, d.person_id, d.webhook_id, d.patient_link_id, d.channel, d.template, d.address_cipher, d.address_masked, d.link_cipher, d.words_cipher,
              d.notification_id, d.state, d.reason, case when d.state = 'waiting' then coalesce(d.next_attempt_at, now()) end, d.idempotency_key, d.urgent from unnest(asked) d
            on conflict (idempotency_key) do nothing;
          return query select d.id, d.channel, d.state, d.reason from delivery d where d.idempotency_key in (select a.idempotency_key from unnest(asked) a) order by d.id;
        end $$;

      -- What whoever holds the link may know. Unknown, expired, revoked and void are the same: no row.
      create function patient_link_behind(p_hash bytea, p_at timestamptz) returns table (${columns})
        language sql stable ${definer} as $$ ${told} where t.token_hash = p_hash and ${live('p_at')} $$;

      -- The same for the job that tells the patient, as the hospital that gave the link out; with the ciphers that a message needs.
      create function patient_link_to_tell(p_link uuid, p_at timestamptz) returns table (${columns}, told text, token_cipher text, phone_cipher text)
        language sql stable ${definer} as $$
        select facts.*, l.told, l.token_cipher, l.phone_cipher from patient_link l
          cross join lateral (select * from patient_link_behind(l.token_hash, p_at)) facts
        where l.id = p_link and l.institution_id = ${me} and l.phone_cipher is not null and l.stopped_at is null $$;

      -- Whether the patient of a referral of mine died, on this one or another that I need not know of.
      create function patient_died(p_referral uuid) returns boolean language sql stable ${definer} as $$
        select exists (${death('mine')}) from referral mine where mine.id = p_referral and ${me} in (mine.sender_id, mine.receiver_id) $$;

      create function patient_link_looked(p_hash bytea, p_at timestamptz) returns void
        language sql volatile ${definer} as $$ update patient_link set looks = looks + 1, looked_at = p_at where token_hash = p_hash and revoked_at is null $$;

      -- The patient wants no more messages: the phone is forgotten, and what waits does not leave.
      create function patient_link_stop(p_hash bytea, p_at timestamptz) returns void
        language plpgsql volatile ${definer} as $$
        begin
          update delivery set ${forgotten} where state = 'waiting' and patient_link_id in (select l.id from patient_link l where l.token_hash = p_hash);
          update patient_link set stopped_at = coalesce(stopped_at, p_at), phone_cipher = null, token_cipher = null
            where token_hash = p_hash and revoked_at is null and phone_masked is not null;
        end $$;

      -- Whoever ends a link ends what waits to be sent about it.
      create function ends_patient_messages() returns trigger language plpgsql volatile ${definer} as $$
        begin
          update delivery set ${forgotten} where state = 'waiting' and patient_link_id = new.id;
          return null;
        end $$;
      create trigger ends_patient_messages after update of revoked_at on patient_link for each row
        when (old.revoked_at is null and new.revoked_at is not null) execute function ends_patient_messages();

      -- Each step of a case asks, a minute later, what its patient has to be told. After a death nothing leaves; a void case takes its link along.
      create function tells_patient() returns trigger language plpgsql volatile ${definer} as $$
        begin
          if new.state = 'voided' then
            update patient_link set revoked_at = now(), phone_cipher = null, token_cipher = null where referral_id = new.id and revoked_at is null;
          elsif 'died' in (new.outcome, new.ended_as) then
            update delivery set ${forgotten} where state = 'waiting' and patient_link_id in (select l.id from patient_link l join referral r on r.id = l.referral_id
              where r.patient_id in ${samePerson('new.patient_id')});
            update patient_link set phone_cipher = null, token_cipher = null
              where phone_cipher is not null and referral_id in (select r.id from referral r where r.patient_id in ${samePerson('new.patient_id')});
          else
            insert into timer (id, kind, subject_id, due_at, acting_institution)
              select gen_random_uuid(), '${tellPatientTimer}', l.id, now() + interval '${messageDelaySeconds} seconds', l.institution_id
              from patient_link l where l.referral_id in (new.id, new.origin_id) and l.revoked_at is null and l.phone_cipher is not null;
          end if;
          return null;
        end $$;
      create trigger tells_patient after update of state, arrive_by, reception_place, outcome, ended_as on referral for each row
        when ((old.state, old.arrive_by, old.reception_place, old.outcome, old.ended_as)
          is distinct from (new.state, new.arrive_by, new.reception_place, new.outcome, new.ended_as))
        execute function tells_patient();
      grant select, update on patient_link to alliance_definer;
      grant select on down_plan, contact_line to alliance_definer;
      grant insert on timer to alliance_definer;
    `);
    for (const statement of ownedByDefiner([
      'patient_link_behind(bytea, timestamptz)',
      'patient_link_to_tell(uuid, timestamptz)',
      'patient_died(uuid)',
      'patient_link_looked(bytea, timestamptz)',
      'patient_link_stop(bytea, timestamptz)',
    ]))
      this.addSql(statement);
    for (const trigger of ['ends_patient_messages()', 'tells_patient()'])
      this.addSql(`alter function ${trigger} owner to alliance_definer; revoke all on function ${trigger} from public;`);
  }
}
