import { mediaSteps } from '@alliance/domain/session-room/quality-ladder';
import { awayAfterSeconds, placeKeptMinutes, seatedStates } from '@alliance/domain/session-room/room.policy';
import { roomGraceMinutes, roomStates } from '@alliance/domain/session-room/room-window';
import { leaveReasons, participantKinds, removeReasons, standings } from '@alliance/domain/session-room/room.types';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const definer = 'security definer set search_path = public, pg_temp';
const oneOf = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
const tables = ['room', 'room_seat', 'room_visit', 'room_token', 'room_message'];
const visible = 'exists (select 1 from consultation c where c.id = consultation_id)';
const treating = `exists (select 1 from consultation c where c.id = consultation_id and (c.inviting_id = ${me} or ${me} = any(c.invited_ids)))`;
const own = `institution_id = ${me} and person_id = current_person()`;

/** The room of a session: who has which place in it, who came when and for how long, what was written. */
export class SessionRoom extends Migration {
  override up(): void {
    this.addSql(`
      create table room (
        consultation_id uuid primary key references consultation,
        locked_at timestamptz,
        locked_by uuid references person,
        -- grows with every change of who is there and how
        version int not null default 1
      );
      -- One for each participant who ever came to the door.
      create table room_seat (
        -- of the party or the attendee
        participant_id uuid primary key,
        consultation_id uuid not null references room,
        kind text not null check (kind in (${oneOf(participantKinds)})),
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        standing text not null check (standing in (${oneOf(standings)})),
        removed_reason text check (removed_reason in (${oneOf(removeReasons)})),
        -- let in, since when; an attendee reads nothing older
        admitted_at timestamptz,
        joined_at timestamptz not null,
        last_seen_at timestamptz not null,
        -- the line broke then, and the place is kept
        away_at timestamptz,
        left_at timestamptz,
        microphone boolean not null default false,
        camera boolean not null default false,
        screen boolean not null default false,
        -- silenced by a moderator, and not turned on again
        muted_audio boolean not null default false,
        muted_video boolean not null default false,
        hand_raised_at timestamptz,
        quality text check (quality in (${oneOf(mediaSteps)})),
        -- takes one of the places with picture and sound
        media_at timestamptz,
        check ((standing = 'removed') = (removed_reason is not null)),
        check (standing <> 'removed' or left_at is not null)
      );
      create index room_seat_room on room_seat (consultation_id);
      create index room_seat_there on room_seat (last_seen_at) where left_at is null;
      -- From when to when somebody was inside; a broken line ends one.
      create table room_visit (
        id uuid primary key,
        participant_id uuid not null references room_seat,
        consultation_id uuid not null references room,
        joined_at timestamptz not null,
        left_at timestamptz,
        ended text check (ended in (${oneOf(leaveReasons)})),
        check ((left_at is null) = (ended is null) and left_at >= joined_at)
      );
      create unique index room_visit_open on room_visit (participant_id) where left_at is null;
      create index room_visit_room on room_visit (consultation_id, joined_at);
      -- One entrance of one person; only its hash is kept.
      create table room_token (
        hash bytea primary key,
        consultation_id uuid not null references consultation,
        participant_id uuid not null,
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        appointment_id uuid not null references appointment,
        expires_at timestamptz not null,
        used_at timestamptz
      );
      create index room_token_expires on room_token (expires_at);
      create table room_message (
        id uuid primary key,
        consultation_id uuid not null references room,
        -- 1, 2, 3 … within the session
        position int not null check (position > 0),
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        text text not null check (length(text) between 1 and 2000),
        at timestamptz not null,
        unique (consultation_id, position)
      );
    `);
    this.secure();
    this.titles();
    this.attendance();
    this.lookAfter();
  }

  private secure(): void {
    for (const table of tables)
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;`);
    this.addSql(`
      grant select, insert on ${tables.join(', ')} to alliance_app;
      grant update (locked_at, locked_by, version) on room to alliance_app;
      grant update (person_id, standing, removed_reason, admitted_at, joined_at, last_seen_at, away_at, left_at, microphone, camera, screen,
        muted_audio, muted_video, hand_raised_at, quality, media_at) on room_seat to alliance_app;
      grant update (left_at, ended) on room_visit to alliance_app;
      grant update (used_at) on room_token to alliance_app;

      create policy visible on room for select to alliance_app using (${visible});
      create policy visible_opens on room for insert to alliance_app with check (${visible});
      create policy visible_changes on room for update to alliance_app using (${visible}) with check (${visible});

      create policy visible on room_seat for select to alliance_app using (${visible});
      create policy own_seat on room_seat for insert to alliance_app with check (${own} and ${visible});
      create policy own_or_moderated on room_seat for update to alliance_app using ((${own} and ${visible}) or ${treating})
        with check ((${own} and ${visible}) or ${treating});

      create policy visible on room_visit for select to alliance_app using (${visible});
      create policy own_or_moderated on room_visit for insert to alliance_app with check (
        ${treating} or exists (select 1 from room_seat s where s.participant_id = room_visit.participant_id and s.${own}));
      create policy own_or_moderated_ends on room_visit for update to alliance_app using (
        ${treating} or exists (select 1 from room_seat s where s.participant_id = room_visit.participant_id and s.${own}));

      create policy own_token on room_token for select to alliance_app using (${own});
      create policy own_token_issued on room_token for insert to alliance_app with check (${own} and ${visible});
      create policy own_token_used on room_token for update to alliance_app using (${own}) with check (${own});

      -- who only watches reads what was written while being there
      create policy parties_or_present on room_message for select to alliance_app using (${treating} or exists (
        select 1 from room_seat s where s.consultation_id = room_message.consultation_id and s.${own} and s.standing = 'admitted'
          and s.admitted_at <= room_message.at and (s.left_at is null or room_message.at <= s.left_at)));
      -- the next place in the chat, also for whoever reads only a part of it
      create function room_message_position(p_consultation uuid) returns int language sql stable ${definer} as $$
        select coalesce(max(m.position), 0) + 1 from room_message m where m.consultation_id = p_consultation
          and exists (select 1 from room_seat s where s.consultation_id = p_consultation and s.person_id = current_person() and s.institution_id = ${me} and s.left_at is null) $$;
      create policy present_writes on room_message for insert to alliance_app with check (${own} and exists (
        select 1 from room_seat s where s.consultation_id = room_message.consultation_id and s.${own} and s.standing = 'admitted' and s.left_at is null));
    `);
  }

  /** What somebody at this table is, to everybody who may see the table; what the request asked for is another thing. */
  private titles(): void {
    this.addSql(`
      create function title_at_table(p_party uuid) returns text language sql stable ${definer} as $$
        select e.title from consultation_party p join consultation c on c.id = p.consultation_id
          join expert_profile e on e.person_id = p.person_id and e.institution_id = p.institution_id and e.ended_at is null
        where p.id = p_party and ${me} = any(array[c.inviting_id] || c.invited_ids || c.observing_ids) $$;
      grant select (id, consultation_id, institution_id, person_id) on consultation_party to alliance_definer;
      grant select (person_id, institution_id, title, ended_at) on expert_profile to alliance_definer;
    `);
    for (const statement of ownedByDefiner(['title_at_table(uuid)'])) this.addSql(statement);
  }

  /** A visit counts by itself, whoever ends it. */
  private attendance(): void {
    this.addSql(`
      create function visit_counts() returns trigger language plpgsql volatile ${definer} as $$
        begin
          if tg_op = 'INSERT' then
            update consultation_party set joined_at = new.joined_at where id = new.participant_id and joined_at is null;
          else
            update consultation_attendee set seconds_present = seconds_present + extract(epoch from new.left_at - new.joined_at)::int
              where id = new.participant_id;
          end if;
          return null;
        end $$;
      create trigger visit_begins after insert on room_visit for each row execute function visit_counts();
      create trigger visit_ends after update of left_at on room_visit for each row when (old.left_at is null and new.left_at is not null)
        execute function visit_counts();
      grant select (id, joined_at), update (joined_at) on consultation_party to alliance_definer;
      grant select (id, seconds_present), update (seconds_present) on consultation_attendee to alliance_definer;
    `);
    for (const statement of ownedByDefiner(['visit_counts()'], 'alliance_definer')) this.addSql(statement);
  }

  /**
   * What every process does every few seconds with the participants whose sockets it holds. It takes and tells ids alone, and serves no person:
   * whoever asks as somebody is refused.
   * Seats in other hands are left for the next time, and the rooms come last and in order: nobody waits in a circle.
   */
  private lookAfter(): void {
    const seated = `case s.kind
      when 'party' then exists (select 1 from consultation_party p where p.id = s.participant_id and p.person_id = s.person_id and p.state in (${oneOf(seatedStates)}))
      else exists (select 1 from consultation_attendee a where a.id = s.participant_id and a.cancelled_at is null) end`;
    const away = `interval '${awayAfterSeconds} seconds'`;
    const kept = `interval '${placeKeptMinutes} minutes'`;
    const seats = (condition: string) =>
      `select s.participant_id from room_seat s where s.left_at is null and ${condition} order by s.participant_id for no key update skip locked`;
    this.addSql(`
      create function look_after_rooms(p_here uuid[], p_now timestamptz) returns jsonb language plpgsql volatile ${definer} as $$
        declare over uuid[]; unseated uuid[]; gone uuid[]; lost uuid[]; back uuid[]; changed jsonb;
        begin
          if ${me} is not null or current_person() is not null then raise exception 'looks after rooms for nobody' using errcode = '42501'; end if;
          over := array(select s.participant_id from room_seat s join consultation c on c.id = s.consultation_id
            where s.left_at is null and (c.state not in (${oneOf(roomStates)}) or c.ends_at + interval '${roomGraceMinutes} minutes' <= p_now)
            order by s.participant_id for no key update of s skip locked);
          update room_visit v set left_at = greatest(v.joined_at, least(p_now, s.last_seen_at)), ended = 'over'
            from room_seat s where s.participant_id = v.participant_id and v.left_at is null and v.participant_id = any(over);
          update room_seat set left_at = p_now, hand_raised_at = null, media_at = null where participant_id = any(over);

          -- who declined, was excused or gave the seat to somebody else sits here no longer
          unseated := array(${seats(`not ${seated}`)});
          update room_visit v set left_at = greatest(v.joined_at, p_now), ended = 'withdrawn'
            where v.left_at is null and v.participant_id = any(unseated);
          update room_seat set left_at = p_now, away_at = null, hand_raised_at = null, media_at = null where participant_id = any(unseated);

          back := array(${seats('s.participant_id = any(p_here) and s.away_at is not null')});
          update room_seat set away_at = null, last_seen_at = p_now where participant_id = any(back);
          insert into room_visit (id, participant_id, consultation_id, joined_at)
            select uuidv7(), s.participant_id, s.consultation_id, p_now from room_seat s
            where s.participant_id = any(back) and s.standing = 'admitted' on conflict do nothing;
          update room_seat set last_seen_at = p_now where participant_id in (${seats('s.participant_id = any(p_here) and s.last_seen_at < p_now')});

          lost := array(${seats('s.away_at is null and s.last_seen_at < p_now - ' + away)});
          update room_visit v set left_at = greatest(v.joined_at, s.last_seen_at), ended = 'lost'
            from room_seat s where s.participant_id = v.participant_id and v.left_at is null and v.participant_id = any(lost);
          update room_seat set away_at = last_seen_at where participant_id = any(lost);
          gone := array(${seats('s.away_at < p_now - ' + kept)});
          update room_seat set left_at = away_at, hand_raised_at = null, media_at = null where participant_id = any(gone);

          perform 1 from room r where r.consultation_id in (select s.consultation_id from room_seat s
            where s.participant_id = any(over || unseated || back || lost || gone)) order by r.consultation_id for no key update;
          -- a locked door does not outlast its session
          with ended as (select distinct s.consultation_id as id from room_seat s where s.participant_id = any(over)),
          bumped as (update room r set version = version + 1,
              locked_at = case when r.consultation_id in (select e.id from ended e) then null else r.locked_at end,
              locked_by = case when r.consultation_id in (select e.id from ended e) then null else r.locked_by end where r.consultation_id in (select s.consultation_id from room_seat s
            where s.participant_id = any(over || unseated || back || lost || gone)) returning r.consultation_id, r.version)
          select coalesce(jsonb_agg(jsonb_build_object('consultationId', b.consultation_id, 'version', b.version)), '[]') into changed from bumped b;
          delete from room_token t where t.expires_at < p_now - interval '1 hour';
          return jsonb_build_object('changed', changed,
            'over', to_jsonb(array(select distinct s.consultation_id from room_seat s where s.participant_id = any(over))),
            'out', coalesce((select jsonb_agg(jsonb_build_object('consultationId', s.consultation_id, 'participantId', s.participant_id))
              from room_seat s where s.participant_id = any(unseated || gone)), '[]'),
            'here', coalesce((select jsonb_agg(jsonb_build_object('participantId', s.participant_id, 'standing', s.standing, 'left', s.left_at is not null,
                'ended', case when ${seated} then (select v.ended from room_visit v where v.participant_id = s.participant_id order by v.joined_at desc limit 1) else 'withdrawn' end))
              from room_seat s where s.participant_id = any(p_here)), '[]'));
        end $$;
      grant select on room, room_seat, room_visit, room_token, room_message, consultation to alliance_definer;
      grant select (id, person_id, state) on consultation_party to alliance_definer;
      grant select (id, cancelled_at) on consultation_attendee to alliance_definer;
      grant update on room, room_seat, room_visit to alliance_definer;
      grant insert on room_visit to alliance_definer;
      grant delete on room_token to alliance_definer;
    `);
    for (const statement of ownedByDefiner(['room_message_position(uuid)', 'look_after_rooms(uuid[], timestamptz)']))
      this.addSql(statement);
  }
}
