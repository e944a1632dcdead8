import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const definer = 'security definer set search_path = public, pg_temp';
const active = `state in ('held', 'confirmed')`;

/** How times are taken: the only writers of reservations. Each answers with what it refused, or with the hospitals whose screens look again. */
export class Reservation extends Migration {
  override up(): void {
    this.addSql(`
      -- One at a time: of the consultation first, then of its people and rooms in that time, in one order for everybody, so that nobody waits
      -- in a circle. Hour by hour: who wants another time of the same expert does not wait either.
      create function lock_reservations(p_subject uuid, p_ids uuid[], p_during tstzrange) returns void language plpgsql volatile ${definer} as $$
        declare lock bigint;
        begin
          perform pg_advisory_xact_lock(hashtextextended('reservations of ' || p_subject, 0));
          for lock in
            select distinct hashtextextended(format('reservation %s %s', id, hour), 0) as each
            from unnest(p_ids) id, generate_series(floor(extract(epoch from lower(p_during)) / 3600)::bigint,
              ceil(extract(epoch from upper(p_during)) / 3600)::bigint - 1) hour
            where id is not null order by each
          loop
            perform pg_advisory_xact_lock(lock);
          end loop;
        end $$;

      -- Whose hospital a person or room of this consultation belongs to; null where the caller has no business with them.
      create function reserves_for(p_subject uuid, p_person uuid, p_room uuid) returns uuid language sql stable ${definer} as $$
        select case when p_person is not null then coalesce(
            (select p.institution_id from consultation_party p where p.consultation_id = c.id and p.person_id = p_person and p.state in ('invited', 'accepted') limit 1),
            (select a.institution_id from appointment a where a.person_id = p_person and a.institution_id = ${me} and a.ended_at is null
              and a.valid @> local_today() limit 1))
          else (select r.institution_id from consultation_room r where r.id = p_room and r.ended_at is null
            and (r.institution_id = c.inviting_id or r.institution_id = any(c.invited_ids))) end
        from consultation c where c.id = p_subject and (c.inviting_id = ${me} or ${me} = any(c.invited_ids)) $$;

      -- Who of these is taken then by another consultation; a held time that is over counts no longer.
      create function taken_then(p_subject uuid, p_persons uuid[], p_rooms uuid[], p_during tstzrange, p_now timestamptz) returns jsonb
        language sql stable ${definer} as $$
        select jsonb_build_object('personIds', coalesce(jsonb_agg(distinct r.person_id) filter (where r.person_id is not null), '[]'),
          'roomIds', coalesce(jsonb_agg(distinct r.room_id) filter (where r.room_id is not null), '[]'))
        from reservation r where r.${active} and r.subject_id <> p_subject and r.during && p_during and (r.state = 'confirmed' or r.until > p_now)
          and (r.person_id = any(p_persons) or r.room_id = any(p_rooms))
        having count(*) > 0 $$;

      -- What is over is given back before somebody else takes it: the constraint knows no clock.
      create function give_back_over(p_persons uuid[], p_rooms uuid[], p_during tstzrange, p_now timestamptz) returns void
        language sql volatile ${definer} as $$
        with over as (
          select r.id from reservation r where r.state = 'held' and r.until <= p_now and r.during && p_during
            and (r.person_id = any(p_persons) or r.room_id = any(p_rooms)) order by r.id for update)
        update reservation r set state = 'released', version = version + 1, updated_at = p_now from over where r.id = over.id $$;

      -- Everybody and every room, or none. What the consultation held before is given back; what it has of the same people moves.
      create function take_reservation(p_subject uuid, p_kind text, p_during tstzrange, p_persons uuid[], p_rooms uuid[], p_until timestamptz, p_now timestamptz)
        returns jsonb language plpgsql volatile ${definer} as $$
        declare taken jsonb;
        begin
          if exists (select 1 from unnest(p_persons) each where reserves_for(p_subject, each, null) is null)
            or exists (select 1 from unnest(p_rooms) each where reserves_for(p_subject, null, each) is null) then
            return jsonb_build_object('foreign', true);
          end if;
          -- who comes too late does not stand in line for it
          taken := taken_then(p_subject, p_persons, p_rooms, p_during, p_now);
          if taken is not null then return jsonb_build_object('taken', taken); end if;
          perform lock_reservations(p_subject, p_persons || p_rooms, p_during);
          perform give_back_over(p_persons, p_rooms, p_during, p_now);
          taken := taken_then(p_subject, p_persons, p_rooms, p_during, p_now);
          if taken is not null then return jsonb_build_object('taken', taken); end if;
          update reservation r set state = 'released', until = null, version = version + 1, updated_at = p_now
            where r.subject_id = p_subject and r.${active} and (r.state = 'held' or r.person_id = any(p_persons) or r.room_id = any(p_rooms));
          insert into reservation (subject_id, kind, institution_id, person_id, room_id, during, state, until, created_at, updated_at)
            select p_subject, p_kind, reserves_for(p_subject, asked.person, asked.room), asked.person, asked.room, p_during,
              case when p_until is null then 'confirmed' else 'held' end, p_until, p_now, p_now
            from (select each as person, null::uuid as room from unnest(p_persons) each union select null, each from unnest(p_rooms) each) asked;
          return reservation_hospitals(p_subject);
        end $$;

      -- Where screens look again.
      create function reservation_hospitals(p_subject uuid) returns jsonb language sql stable ${definer} as $$
        select jsonb_build_object('hospitals', coalesce(jsonb_agg(distinct r.institution_id), '[]')) from reservation r where r.subject_id = p_subject $$;

      create function confirm_reservation(p_subject uuid, p_now timestamptz) returns jsonb language plpgsql volatile ${definer} as $$
        declare kept int;
        begin
          if not reserves_here(p_subject) then return jsonb_build_object('foreign', true); end if;
          perform lock_reservations(p_subject, '{}', 'empty');
          select count(*) into kept from (select 1 from reservation r where r.subject_id = p_subject and r.${active} order by r.id for update) locked;
          -- whoever took a place that was over took it from the whole hold
          if kept = 0 or exists (select 1 from reservation r where r.subject_id = p_subject and r.state = 'held' and (r.until <= p_now
              or exists (select 1 from reservation lost where lost.subject_id = p_subject and lost.state = 'released' and lost.until = r.until))) then
            return jsonb_build_object('over', true);
          end if;
          update reservation r set state = 'confirmed', until = null, version = version + 1, updated_at = p_now
            where r.subject_id = p_subject and r.state = 'held';
          return reservation_hospitals(p_subject);
        end $$;

      create function reserves_here(p_subject uuid) returns boolean language sql stable ${definer} as $$
        select exists (select 1 from consultation c where c.id = p_subject and (c.inviting_id = ${me} or ${me} = any(c.invited_ids))) $$;

      -- The same people and rooms at another time.
      create function move_reservation(p_subject uuid, p_during tstzrange, p_now timestamptz) returns jsonb language plpgsql volatile ${definer} as $$
        declare taken jsonb; persons uuid[]; rooms uuid[];
        begin
          if not reserves_here(p_subject) then return jsonb_build_object('foreign', true); end if;
          perform lock_reservations(p_subject, '{}', 'empty');
          select array_agg(r.person_id) filter (where r.person_id is not null), array_agg(r.room_id) filter (where r.room_id is not null)
            into persons, rooms from reservation r where r.subject_id = p_subject and r.${active} and (r.state = 'confirmed' or r.until > p_now);
          if persons is null and rooms is null then return jsonb_build_object('over', true); end if;
          perform lock_reservations(p_subject, coalesce(persons, '{}') || coalesce(rooms, '{}'), p_during);
          perform give_back_over(persons, rooms, p_during, p_now);
          taken := taken_then(p_subject, persons, rooms, p_during, p_now);
          if taken is not null then return jsonb_build_object('taken', taken); end if;
          update reservation r set during = p_during, version = version + 1, updated_at = p_now where r.subject_id = p_subject and r.${active};
          return reservation_hospitals(p_subject);
        end $$;

      -- Somebody else at the same time.
      create function substitute_reservation(p_subject uuid, p_from uuid, p_to uuid, p_now timestamptz) returns jsonb language plpgsql volatile ${definer} as $$
        declare taken jsonb; hospital uuid := reserves_for(p_subject, p_to, null); before reservation;
        begin
          if hospital is null then return jsonb_build_object('foreign', true); end if;
          perform lock_reservations(p_subject, '{}', 'empty');
          select r.* into before from reservation r where r.subject_id = p_subject and r.person_id = p_from and r.${active}
            and (r.state = 'confirmed' or r.until > p_now);
          if before.id is null then return jsonb_build_object('over', true); end if;
          perform lock_reservations(p_subject, array[p_to], before.during);
          perform give_back_over(array[p_to], '{}', before.during, p_now);
          taken := taken_then(p_subject, array[p_to], '{}', before.during, p_now);
          if taken is not null then return jsonb_build_object('taken', taken); end if;
          update reservation r set state = 'released', until = null, version = version + 1, updated_at = p_now
            where r.subject_id = p_subject and r.${active} and r.person_id in (p_from, p_to);
          insert into reservation (subject_id, kind, institution_id, person_id, during, state, until, created_at, updated_at)
            values (p_subject, before.kind, hospital, p_to, before.during, before.state, before.until, p_now, p_now);
          return reservation_hospitals(p_subject);
        end $$;

      -- Given back: all of it, some people, or with p_lapsed only what was held until now.
      create function release_reservation(p_subject uuid, p_persons uuid[], p_lapsed boolean, p_now timestamptz) returns jsonb
        language plpgsql volatile ${definer} as $$
        declare ended int;
        begin
          if not reserves_here(p_subject) then return jsonb_build_object('foreign', true); end if;
          perform lock_reservations(p_subject, '{}', 'empty');
          update reservation r set state = 'released', until = null, version = version + 1, updated_at = p_now
            where r.subject_id = p_subject and r.${active} and (p_persons is null or r.person_id = any(p_persons))
              and (not p_lapsed or (r.state = 'held' and r.until <= p_now));
          get diagnostics ended = row_count;
          return case when ended = 0 then jsonb_build_object('hospitals', '[]'::jsonb) else reservation_hospitals(p_subject) end;
        end $$;
    `);
    for (const statement of ownedByDefiner(
      [
        'lock_reservations(uuid, uuid[], tstzrange)',
        'reserves_for(uuid, uuid, uuid)',
        'reserves_here(uuid)',
        'taken_then(uuid, uuid[], uuid[], tstzrange, timestamptz)',
        'give_back_over(uuid[], uuid[], tstzrange, timestamptz)',
        'reservation_hospitals(uuid)',
      ],
      'alliance_definer',
    ))
      this.addSql(statement);
    for (const statement of ownedByDefiner([
      'take_reservation(uuid, text, tstzrange, uuid[], uuid[], timestamptz, timestamptz)',
      'confirm_reservation(uuid, timestamptz)',
      'move_reservation(uuid, tstzrange, timestamptz)',
      'substitute_reservation(uuid, uuid, uuid, timestamptz)',
      'release_reservation(uuid, uuid[], boolean, timestamptz)',
    ]))
      this.addSql(statement);
  }
}
