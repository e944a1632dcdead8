import { addedAfterSeconds, sealCauses } from '@alliance/domain/archive/seal-cause';
import { withdrawSeconds } from '@alliance/domain/conversation/conversation';
import { finalStates } from '@alliance/domain/referral/referral.machine';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const worker = 'current_person() is null';
const oneOf = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
const digest = (column: string) => `${column} text not null check (${column} ~ '^[0-9a-f]{64}$')`;

/** 转诊档案: what is sealed when a referral ends, in versions that nobody changes, and which hospital holds which. */
export class Archive extends Migration {
  override up(): void {
    this.addSql(`
      create table archive (
        id uuid primary key,
        referral_id uuid not null references referral,
        version int not null check (version > 0),
        cause text not null check (cause in (${oneOf(sealCauses)})),
        -- the exact bytes that were hashed, as UTF-8
        bundle text not null,
        ${digest('sha256')},
        -- hash of the version before
        previous text check (previous ~ '^[0-9a-f]{64}$'),
        sealed_at timestamptz not null,
        unique (referral_id, version),
        check ((version = 1) = (previous is null))
      );
      -- What a hospital can say it held, also after it lost the case.
      create table archive_copy (
        archive_id uuid not null references archive,
        institution_id uuid not null references institution,
        referral_number text not null,
        version int not null,
        ${digest('sha256')},
        received_at timestamptz not null,
        primary key (archive_id, institution_id)
      );
      create index archive_copy_institution on archive_copy (institution_id, received_at);
    `);
    for (const table of ['archive', 'archive_copy'])
      this.addSql(
        `alter table ${table} enable row level security; alter table ${table} force row level security; grant select, insert on ${table} to alliance_app;`,
      );
    this.addSql(`
      -- the two hospitals; not who only read along for a while
      create policy parties on archive for select to alliance_app using (
        exists (select 1 from referral r where r.id = referral_id and (r.sender_id = ${me} or r.receiver_id = ${me})));
      create policy sender_seals on archive for insert to alliance_app with check (${worker}
        and exists (select 1 from referral r where r.id = referral_id and r.sender_id = ${me} and r.state in (${oneOf(finalStates)})));
      create policy own_or_shared on archive_copy for select to alliance_app using (
        institution_id = ${me} or exists (select 1 from archive a where a.id = archive_id));
      create policy sender_hands_out on archive_copy for insert to alliance_app with check (${worker}
        and exists (select 1 from archive a join referral r on r.id = a.referral_id
          where a.id = archive_id and r.sender_id = ${me} and archive_copy.institution_id in (r.sender_id, r.receiver_id)));

      -- Whoever ends a referral, or changes one that has ended: its archive is sealed at once, by the hospital that sent it.
      create function seals_archive() returns trigger
        language plpgsql volatile security definer set search_path = public, pg_temp as $$
        begin
          insert into timer (id, kind, subject_id, due_at, acting_institution) values (uuidv7(), 'archive.seal', new.id, now(), new.sender_id);
          return null;
        end $$;

      -- For what is added after the end: once for everything of the next minutes. A timer that rings before a message can no longer be
      -- withdrawn is too soon for it. Says nothing, and asks for nothing that finds nothing to do.
      create index timer_archive on timer (subject_id, due_at) where kind = 'archive.seal' and fired_at is null;
      create function seal_later(p_referral uuid) returns void
        language sql volatile security definer set search_path = public, pg_temp as $$
        insert into timer (id, kind, subject_id, due_at, acting_institution)
        select uuidv7(), 'archive.seal', r.id, now() + interval '${addedAfterSeconds} seconds', r.sender_id from referral r
        where r.id = p_referral and r.submitted_at is not null and r.state in (${oneOf(finalStates)}) and ${me} in (r.sender_id, r.receiver_id)
          and not exists (select 1 from timer t where t.kind = 'archive.seal' and t.subject_id = r.id and t.fired_at is null
            and t.due_at > now() + interval '${withdrawSeconds} seconds') $$;
      create function seals_added() returns trigger
        language plpgsql volatile security definer set search_path = public, pg_temp as $$
        begin
          perform seal_later(new.referral_id);
          return null;
        end $$;
      grant insert, select on timer to alliance_definer;
      grant select on referral to alliance_definer;
    `);
    for (const statement of ownedByDefiner(['seals_archive()', 'seals_added()'], 'alliance_definer')) this.addSql(statement);
    for (const statement of ownedByDefiner(['seal_later(uuid)'], 'alliance_app, alliance_definer')) this.addSql(statement);
    this.addSql(`
      create trigger seals_archive after update of version on referral for each row
        when (new.submitted_at is not null and new.state in (${oneOf(finalStates)}) and new.version > old.version) execute function seals_archive();
      create trigger seals_added after insert on referral_message for each row execute function seals_added();
      create trigger seals_added after insert on attachment for each row when (new.quarantine is null) execute function seals_added();
    `);
  }
}
