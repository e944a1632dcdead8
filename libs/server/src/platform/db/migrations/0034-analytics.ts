import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';
import { measured } from './0034-analytics-measured.js';

// asked once and not for each of a million rows; spelled out, because functions of the shared schema are not marked safe for parallel plans
const me = `(select nullif(current_setting('app.institution', true), '')::uuid)`;
const office = `(select current_setting('app.role', true) is not distinct from 'management_office')`;
const definer = 'security definer set search_path = public, pg_temp';

/** Figures are counted on one narrow row per sent referral, derived from its events afterwards: a command pays nothing for them. */
export class Analytics extends Migration {
  override up(): void {
    this.addSql(`
      -- Codes, places and times of a referral, nobody's name. Fixed widths first: they are what a count reads.
      create table referral_measure (
        referral_id uuid primary key,
        sent_at timestamptz not null,
        answer_due_at timestamptz,
        sender_id uuid not null,
        receiver_id uuid,
        alliance_id uuid,
        sender_department_id uuid,
        receiver_department_id uuid,
        sent_on date not null,
        response_seconds int,
        arrival_seconds int,
        completeness smallint,
        asked smallint not null,
        returned smallint not null,
        explained smallint not null,
        withdrawn smallint not null,
        no_shows smallint not null,
        furthest smallint not null,
        in_time boolean,
        taken boolean not null,
        awaits_answer boolean not null,
        claimed boolean not null,
        offer boolean not null,
        available_near boolean,
        came_back boolean,
        came_back_planned boolean,
        open boolean not null,
        direction text not null,
        service text not null,
        urgency text not null,
        crossing text,
        return_reason text,
        return_outcome text,
        ended_as text,
        age_band text not null,
        insurance text not null,
        distance_band text not null,
        rubric text,
        number text not null
      );
      create index referral_measure_sent on referral_measure (sent_at, referral_id);
      create index referral_measure_sender on referral_measure (sender_id, sent_on);
      create index referral_measure_receiver on referral_measure (receiver_id, sent_on);
      create index referral_measure_alliance on referral_measure (alliance_id, sent_on);
      -- How far that has come, and whether counting everything again found what the steps had missed.
      create table measure_progress (
        only_row boolean primary key default true check (only_row),
        measured_until timestamptz,
        reconciled_at timestamptz,
        differences int
      );
      insert into measure_progress default values;
      -- the definer reads what is measured
      grant select on referral, event, referral_note, referral_appeal, institution, department, membership to alliance_definer;
      grant select, insert, update, delete on referral_measure to alliance_definer;
      grant select, update on measure_progress to alliance_definer;
    `);
    this.secure();
    // it reads the links of returns, which a later migration brings
    this.addSql('set local check_function_bodies = off');
    this.addSql(measured);
    this.addSql('set local check_function_bodies = on');
    this.functions();
  }

  private secure(): void {
    this.addSql(`
      create function led_alliances() returns uuid[] language sql stable parallel safe ${definer} as $$
        select coalesce(array_agg(id), '{}') from alliance where lead_id = current_institution() and current_office_role() = 'lead_administrator' $$;
      alter table referral_measure enable row level security;
      alter table referral_measure force row level security;
      create policy parties on referral_measure for select to alliance_app using (
        ${office} or sender_id = ${me} or receiver_id = ${me} or alliance_id = any((select led_alliances())::uuid[]));
      grant select on referral_measure to alliance_app;
      alter table measure_progress enable row level security;
      alter table measure_progress force row level security;
      create policy read_signed_in on measure_progress for select to alliance_app using (${me} is not null);
      grant select (measured_until, reconciled_at, differences) on measure_progress to alliance_app;
    `);
    for (const statement of ownedByDefiner(['led_alliances()'])) this.addSql(statement);
  }

  private functions(): void {
    this.addSql(`
      -- Brings the rows of these referrals up to date. @returns how many were not
      create function measure_these(p_ids uuid[]) returns int language plpgsql volatile ${definer} as $$
        declare gone int; changed int;
        begin
          delete from referral_measure m where m.referral_id = any(p_ids)
            and not exists (select 1 from referral r where r.id = m.referral_id and r.submitted_at is not null and r.state <> 'voided');
          get diagnostics gone = row_count;
          delete from referral_measure m using measured(p_ids) f where m.referral_id = f.referral_id and m is distinct from f;
          insert into referral_measure select f.* from measured(p_ids) f
            where not exists (select 1 from referral_measure m where m.referral_id = f.referral_id);
          get diagnostics changed = row_count;
          return gone + changed;
        end $$;

      -- What happened since the last look; the ids of events carry their time, so no index is kept for it. A command that took long, or a clock that
      -- goes behind, is caught by looking back five minutes. Null: another worker is at it, or everything has to be measured first.
      create function measure_changed() returns int language plpgsql volatile ${definer} as $$
        declare since timestamptz; began timestamptz := now(); ids uuid[];
        begin
          if not pg_try_advisory_xact_lock(7226134) then return null; end if;
          select measured_until into since from measure_progress;
          if since is null then return null; end if;
          select array_agg(r.id) into ids from (
            select e.subject_id as id from event e
              where e.id > uuidv7(since - clock_timestamp() - interval '5 minutes') and e.topic = 'referral' and e.kind like 'referral.%'
            -- who came back, or did not after all, changes what is said of the way down
            union select l.down_id from return_link l where greatest(l.at, l.voided_at) > since - interval '5 minutes') r;
          update measure_progress set measured_until = began;
          return case when ids is null then 0 else measure_these(ids) end;
        end $$;

      -- The next part of everything, in the order of the ids.
      create function measure_part(p_after uuid, p_size int) returns table (last uuid, differences int) language plpgsql volatile ${definer} as $$
        declare ids uuid[];
        begin
          perform pg_advisory_xact_lock(7226134);
          select array_agg(r.id order by r.id) into ids from (select id from referral where id > p_after order by id limit p_size) r;
          last := ids[array_upper(ids, 1)];
          differences := case when ids is null then 0 else measure_these(ids) end;
          return next;
        end $$;
      create function measure_reconciled(p_began timestamptz, p_differences int) returns void language sql volatile ${definer} as $$
        update measure_progress set measured_until = coalesce(measured_until, p_began), reconciled_at = p_began, differences = p_differences $$;
      -- @returns when everything was measured last; null: never
      create function measure_reconciled_at() returns timestamptz language sql stable ${definer} as $$
        select reconciled_at from measure_progress $$;
    `);
    for (const statement of ownedByDefiner(['measured(uuid[])', 'measure_these(uuid[])'], 'alliance_definer')) this.addSql(statement);
    for (const statement of ownedByDefiner(
      ['measure_changed()', 'measure_part(uuid, int)', 'measure_reconciled(timestamptz, int)', 'measure_reconciled_at()'],
      'alliance_system',
    ))
      this.addSql(statement);
  }
}
