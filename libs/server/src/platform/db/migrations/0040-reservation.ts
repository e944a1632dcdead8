import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const definer = 'security definer set search_path = public, pg_temp';
const active = `state in ('held', 'confirmed')`;

/** How times are taken: the only writers of reservations. Each answers with what it refused, or with the hospitals whose screens look again. */
export class Reservation extends Migration {
  override up(): void {
    this.addSql(`
      -- One at a time: of the consultation first, then of its people and rooms in one order for everybody, so that nobody waits in a circle.
      create function lock_reservations(p_subject uuid, p_ids uuid[]) returns void language plpgsql volatile ${definer} as $$
        declare lock bigint;
        begin
          perform pg_advisory_xact_lock(hashtextextended('reservations of ' || p_subject, 0));
          for lock in select distinct hashtextextended('reservation ' || id, 0) as each from unnest(p_ids) id where id is not null order by each loop
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

      -- Who of these is taken then by another consultation; a held time that is over counts no longer and is given back.
      create function taken_then(p_subject uuid, p_persons uuid[], p_rooms uuid[], p_during tstzrange, p_now timestamptz) returns jsonb
        language plpgsql volatile ${definer} as $$
        begin
          update reservation r set state = 'released', version = version + 1, updated_at = p_now
            where r.state = 'held' and r.until <= p_now and (r.person_id = any(p_persons) or r.room_id = any(p_rooms));
          return (select jsonb_build_object('personIds', coalesce(jsonb_agg(distinct r.person_id) filter (where r.person_id is not null), '[]'),
              'roomIds', coalesce(jsonb_agg(distinct r.room_id) filter (where r.room_id is not null), '[]'))
            from reservation r where r.${active} and r.subject_id <> p_subject and r.during && p_during
              and (r.person_id = any(p_persons) or r.room_id = any(p_rooms))
            having count(*) > 0);
        end $$;

      -- Everybody and every room, or none. What the consultation held before is given back; what it has of the same people moves.
      create function take_reservation(p_subject uuid, p_kind text, p_during tstzrange, p_persons uuid[], p_rooms uuid[], p_until timestamptz, p_now timestamptz)
        returns jsonb language plpgsql volatile ${definer} as $$
        declare taken jsonb;
        begin
          if exists (select 1 from unnest(p_persons) each where reserves_for(p_subject, each, null) is null)
            or exists (select 1 from unnest(p_rooms) each where reserves_for(p_subject, null, each) is null) then
            return jsonb_build_object('foreign', true);
          end if;
          perform lock_reservations(p_subject, p_persons || p_rooms);
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
        declare asked uuid[];
        begin
          if not reserves_here(p_subject) then return jsonb_build_object('foreign', true); end if;
          perform lock_reservations(p_subject, '{}');
          select array_agg(coalesce(r.person_id, r.room_id)) into asked from reservation r where r.subject_id = p_subject and r.${active};
          perform lock_reservations(p_subject, asked);
          -- whoever took a place that was over took it from the whole hold
          if asked is null or exists (select 1 from reservation r where r.subject_id = p_subject and r.state = 'held' and (r.until <= p_now
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
          perform lock_reservations(p_subject, '{}');
          select array_agg(r.person_id) filter (where r.person_id is not null), array_agg(r.room_id) filter (where r.room_id is not null)
            into persons, rooms from reservation r where r.subject_id = p_subject and r.${active} and (r.state = 'confirmed' or r.until > p_now);
          if persons is null and rooms is null then return jsonb_build_object('over', true); end if;
          perform lock_reservations(p_subject, coalesce(persons, '{}') || coalesce(rooms, '{}'));
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
          perform lock_reservations(p_subject, array[p_to]);
          select r.* into before from reservation r where r.subject_id = p_subject and r.person_id = p_from and r.${active}
            and (r.state = 'confirmed' or r.until > p_now);
          if before.id is null then return jsonb_build_object('over', true); end if;
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
          perform lock_reservations(p_subject, '{}');
          update reservation r set state = 'released', until = null, version = version + 1, updated_at = p_now
            where r.subject_id = p_subject and r.${active} and (p_persons is null or r.person_id = any(p_persons))
              and (not p_lapsed or (r.state = 'held' and r.until <= p_now));
          get diagnostics ended = row_count;
          return case when ended = 0 then jsonb_build_object('hospitals', '[]'::jsonb) else reservation_hospitals(p_subject) end;
        end $$;
    `);
    for (const statement of ownedByDefiner(
      [
        'lock_reservations(uuid, uuid[])',
        'reserves_for(uuid, uuid, uuid)',
        'reserves_here(uuid)',
        'taken_then(uuid, uuid[], uuid[], tstzrange, timestamptz)',
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
