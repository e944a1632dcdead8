import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const open = `'submitted', 'info_requested', 'consult_first', 'returned', 'offered', 'doctor_accepted', 'accepted', 'no_show', 'in_transit', 'arrived',
  'in_care', 'outcome_sent'`;
const granted = `exists (select 1 from access_grant g where g.object_kind = 'referral' and g.object_id = referral.id and g.institution_id = ${me} and g.valid @> now()
  and (referral.state <> 'voided' or g.reason = 'entered_in_error'))`;
const received = `(receiver_id = ${me} and submitted_at is not null and state <> 'voided')`;
const visible = (column = 'referral_id') => `exists (select 1 from referral r where r.id = ${column})`;
const definer = 'security definer set search_path = public, pg_temp';

/** The whole table of the two-way referral: what it records beside its state, and who besides the two sides comes to see it. */
export class ReferralFlow extends Migration {
  override up(): void {
    this.addSql(`
      alter table referral no force row level security;
      alter table referral drop constraint referral_check;
      alter table referral alter column open set expression as (state in (${open}));
      alter table referral
        add direction_reason text,
        add transport text,
        add consent_name text,
        add consent_scope text,
        add consent_form text,
        add consent_at timestamptz,
        add authorised_by text,
        add insurance_place text,
        add insurance_filing text,
        add insurance_number text,
        add consult_allowed boolean not null default false,
        -- a receiver off the platform
        add outside_name text,
        add outside_phone text,
        add outside_contact text,
        add pair_id uuid references referral,
        add origin_id uuid references referral,
        add batch_id uuid,
        add accepted_at timestamptz,
        add departed_at timestamptz,
        add ended_as text,
        -- how and since when it stands where it stands; earlier places are in referral_stop
        add placed_as text not null default 'submitted',
        add placed_at timestamptz,
        add answered_by_person uuid references person,
        add undo jsonb,
        add claimed_by uuid references appointment,
        add claimed_at timestamptz,
        add late_entries jsonb not null default '{}',
        add check (state not in (${open}) or ((receiver_id is not null or outside_name is not null) and next_action_at is not null and next_action_by is not null)),
        add check (receiver_id is null or outside_name is null),
        add check (pair_id <> id);
      update referral set accepted_at = updated_at where state in ('accepted', 'in_transit', 'arrived', 'in_care', 'outcome_sent', 'closed') and arrive_by is not null;
      alter table referral force row level security;
      create index referral_pair on referral (pair_id) where pair_id is not null;
      create index referral_origin on referral (origin_id) where origin_id is not null;
      create index referral_of_batch on referral (batch_id) where batch_id is not null;

      -- Where it was sent before.
      create table referral_stop (
        id uuid primary key,
        referral_id uuid not null references referral,
        institution_id uuid references institution,
        place text not null,
        department_id uuid references department,
        how text not null,
        from_at timestamptz not null,
        until_at timestamptz not null
      );
      create index referral_stop_referral on referral_stop (referral_id, until_at);

      create table hand_over (
        referral_id uuid primary key references referral,
        sheet jsonb not null,
        sender_person uuid not null references person,
        sender_institution uuid not null references institution,
        sender_at timestamptz not null,
        receiver_person uuid references person,
        receiver_institution uuid references institution,
        receiver_at timestamptz,
        check ((receiver_person is null) = (receiver_at is null))
      );

      create table referral_appeal (
        id uuid primary key,
        referral_id uuid not null references referral,
        referral_number text not null,
        sender_id uuid not null references institution,
        receiver_id uuid references institution,
        reviewer_id uuid not null references institution,
        state text not null default 'pending' check (state in ('pending', 'upheld', 'overturned')),
        at timestamptz not null,
        due_at timestamptz not null,
        decided_at timestamptz,
        decided_by uuid references person,
        check (reviewer_id <> sender_id and reviewer_id is distinct from receiver_id),
        check ((state = 'pending') = (decided_at is null))
      );
      create unique index referral_appeal_pending on referral_appeal (referral_id) where state = 'pending';
      create index referral_appeal_reviewer on referral_appeal (reviewer_id, at);

      create table referral_correction (
        id uuid primary key,
        referral_id uuid not null references referral,
        institution_id uuid not null references institution,
        state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'refused')),
        before jsonb not null,
        after jsonb not null,
        explanation text not null,
        proposed_by uuid not null references person,
        proposed_at timestamptz not null,
        decided_by uuid references person,
        decided_at timestamptz,
        check (state <> 'confirmed' or decided_by <> proposed_by)
      );
      create unique index referral_correction_proposed on referral_correction (referral_id) where state = 'proposed';
      create index referral_correction_referral on referral_correction (referral_id);

      -- A wrong patient is an adverse event of the hospital that wrote it.
      create table incident (
        id uuid primary key,
        referral_id uuid not null references referral,
        institution_id uuid not null references institution,
        kind text not null,
        reported_by uuid not null references person,
        at timestamptz not null
      );
      create index incident_institution on incident (institution_id, at);
    `);
    this.secure();
    this.functions();
  }

  private secure(): void {
    for (const table of ['referral_stop', 'hand_over', 'referral_appeal', 'referral_correction', 'incident'])
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;`);
    for (const table of ['referral_stop', 'hand_over', 'referral_appeal', 'referral_correction'])
      this.addSql(`create policy with_referral on ${table} for select to alliance_app using (${visible()});`);
    this.addSql(`
      drop policy parties on referral;
      create policy parties on referral for select to alliance_app using (sender_id = ${me} or ${received} or ${granted});
      drop policy parties_update on referral;
      create policy parties_update on referral for update to alliance_app
        using (sender_id = ${me} or ${received}) with check (sender_id = ${me} or receiver_id = ${me} or ${granted});
      -- who offers a patient back writes the offer
      create policy with_referral_insert on referral_stop for insert to alliance_app with check (${visible()});
      create policy sender_signs on hand_over for insert to alliance_app with check (sender_institution = ${me} and ${visible()});
      create policy receiver_signs on hand_over for update to alliance_app using (${visible()}) with check (receiver_institution = ${me});
      create policy sender_appeals on referral_appeal for insert to alliance_app with check (sender_id = ${me} and ${visible()});
      create policy reviewer on referral_appeal for select to alliance_app using (reviewer_id = ${me});
      create policy own_adds on referral_correction for insert to alliance_app with check (institution_id = ${me} and ${visible()});
      create policy own_decides on referral_correction for update to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      create policy own on incident to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      grant select, insert on referral_stop, hand_over, referral_appeal, referral_correction, incident to alliance_app;
      grant update (receiver_person, receiver_institution, receiver_at) on hand_over to alliance_app;
      grant update (state, decided_by, decided_at) on referral_correction to alliance_app;
      grant select, insert, update on referral_appeal, access_grant to alliance_definer;
      grant update (version, updated_at) on referral to alliance_definer;
    `);
  }

  private functions(): void {
    this.addSql(`
      -- A receiver that passes a patient on, or voids a referral, writes one last time to a row it no longer sees afterwards;
      -- who passed it on answers the telephone for some hours more.
      create function grant_on_leaving(p_referral uuid, p_reason text, p_hours int) returns void
        language plpgsql volatile ${definer} as $$
        begin
          if not exists (select 1 from referral r where r.id = p_referral and r.receiver_id = ${me} and r.submitted_at is not null) then
            raise exception 'not the receiver' using errcode = '42501';
          end if;
          insert into access_grant (object_kind, object_id, institution_id, reason, valid)
            values ('referral', p_referral, ${me}, p_reason, tstzrange(now(), now() + make_interval(hours => p_hours), '[]'))
            on conflict (object_kind, object_id, institution_id) do update set reason = excluded.reason, valid = excluded.valid;
        end $$;

      -- A pending appeal opens the case to its reviewer.
      create function open_review(p_appeal uuid) returns void
        language sql volatile ${definer} as $$
        insert into access_grant (object_kind, object_id, institution_id, reason, valid)
          select 'referral', a.referral_id, a.reviewer_id, 'appeal', tstzrange(a.at, null)
          from referral_appeal a where a.id = p_appeal and a.state = 'pending' and a.sender_id = ${me}
          on conflict (object_kind, object_id, institution_id) do update set reason = excluded.reason, valid = excluded.valid $$;

      -- The verdict closes it again. The version of the referral moves, its state does not. Null: somebody was first.
      create function decide_review(p_referral uuid, p_version int, p_state text, p_at timestamptz) returns uuid
        language plpgsql volatile ${definer} as $$
        declare decided uuid;
        begin
          update referral set version = version + 1, updated_at = p_at where id = p_referral and version = p_version
            and exists (select 1 from referral_appeal a where a.referral_id = p_referral and a.reviewer_id = ${me} and a.state = 'pending');
          if not found then return null; end if;
          update referral_appeal set state = p_state, decided_at = p_at, decided_by = current_person()
            where referral_id = p_referral and reviewer_id = ${me} and state = 'pending' returning id into decided;
          update access_grant set valid = tstzrange(lower(valid), now(), '[]')
            where object_kind = 'referral' and object_id = p_referral and institution_id = ${me} and reason = 'appeal';
          return decided;
        end $$;
    `);
    for (const statement of ownedByDefiner([
      'grant_on_leaving(uuid, text, int)',
      'open_review(uuid)',
      'decide_review(uuid, int, text, timestamptz)',
    ]))
      this.addSql(statement);
  }
}
