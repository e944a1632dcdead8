import { consultationSealCauses } from '@alliance/domain/archive/consultation-archive';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const worker = 'current_person() is null';
const digest = (column: string) => `${column} text not null check (${column} ~ '^[0-9a-f]{64}$')`;

/** 会诊档案: what is sealed once the inviting side has decided, in versions that nobody changes, and which hospital holds which (TM-12). */
export class ConsultationArchive extends Migration {
  override up(): void {
    this.addSql(`
      create table consultation_archive (
        id uuid primary key,
        consultation_id uuid not null references consultation,
        version int not null check (version > 0),
        cause text not null check (cause in ('${consultationSealCauses.join("', '")}')),
        -- the exact bytes that were hashed, as UTF-8
        bundle text not null,
        ${digest('sha256')},
        previous text check (previous ~ '^[0-9a-f]{64}$'),
        sealed_at timestamptz not null,
        unique (consultation_id, version),
        check ((version = 1) = (previous is null))
      );
      -- What a hospital can say it held, also after it lost the case.
      create table consultation_archive_copy (
        archive_id uuid not null references consultation_archive,
        institution_id uuid not null references institution,
        consultation_number text not null,
        version int not null,
        ${digest('sha256')},
        received_at timestamptz not null,
        primary key (archive_id, institution_id)
      );
      create index consultation_archive_copy_institution on consultation_archive_copy (institution_id, received_at);
    `);
    for (const table of ['consultation_archive', 'consultation_archive_copy'])
      this.addSql(
        `alter table ${table} enable row level security; alter table ${table} force row level security; grant select, insert on ${table} to alliance_app;`,
      );
    this.addSql(`
      create policy treating on consultation_archive for select to alliance_app using (
        exists (select 1 from consultation c where c.id = consultation_id and (c.inviting_id = ${me} or ${me} = any(c.invited_ids))));
      create policy inviting_seals on consultation_archive for insert to alliance_app with check (${worker}
        and exists (select 1 from consultation c where c.id = consultation_id and c.inviting_id = ${me} and c.state in ('decided', 'closed', 'voided')));
      create policy own_or_shared on consultation_archive_copy for select to alliance_app using (
        institution_id = ${me} or exists (select 1 from consultation_archive a where a.id = archive_id));
      create policy inviting_hands_out on consultation_archive_copy for insert to alliance_app with check (${worker}
        and exists (select 1 from consultation_archive a join consultation c on c.id = a.consultation_id where a.id = archive_id and c.inviting_id = ${me}
          and (consultation_archive_copy.institution_id = ${me} or consultation_archive_copy.institution_id = any(c.invited_ids))));

      -- Whoever decides, signs late, closes or voids: it is sealed at once, by the inviting hospital, which sees all of it.
      create function seals_consultation() returns trigger
        language plpgsql volatile security definer set search_path = public, pg_temp as $$
        begin
          insert into timer (id, kind, subject_id, due_at, acting_institution) values (uuidv7(), 'consultation.seal', new.id, now(), new.inviting_id);
          return null;
        end $$;
    `);
    for (const statement of ownedByDefiner(['seals_consultation()'], 'alliance_definer')) this.addSql(statement);
    this.addSql(`
      create trigger seals_consultation after update of version on consultation for each row
        when (new.state in ('decided', 'closed', 'voided') and new.invited_at is not null and new.version > old.version) execute function seals_consultation();
    `);
  }
}
