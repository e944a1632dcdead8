import { boardItemKinds, documentKinds, markKinds } from '@alliance/domain/case-board/case-board.codes';
import { quarantineReasons } from '@alliance/domain/document/document';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const oneOf = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
const among = (condition: string) => `exists (select 1 from consultation c where c.id = consultation_id and ${condition})`;
/** The hospitals that treat: an observer of a round or a lesson is none. */
const treating = among(`(c.inviting_id = ${me} or ${me} = any(c.invited_ids))`);
/** Everybody else who sees the case, as far as the patient agreed to it (TM-15). */
const agreed = among('c.teaching_agreed');
const visible = among('true');
const ownHand = `institution_id = ${me} and person_id = current_person() and ${treating}`;

/** Documents of a consultation, and the board on which its parties look at them together. */
export class CaseBoard extends Migration {
  override up(): void {
    this.documents();
    this.board();
    this.uploads();
  }

  private documents(): void {
    this.addSql(`
      create table consultation_document (
        id uuid primary key,
        consultation_id uuid not null references consultation,
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        kind text not null check (kind in (${oneOf(documentKinds)})),
        title text,
        name text not null,
        media_type text not null,
        bytes bigint not null check (bytes > 0),
        sha256 text not null,
        storage_key text not null,
        -- whoever added it says that nobody can be recognised by it
        deidentified boolean not null default false,
        -- the document of a referral, or of another consultation, that it is a copy of
        source_id uuid,
        quarantine text check (quarantine in (${oneOf(quarantineReasons)})),
        at timestamptz not null,
        removed_at timestamptz,
        removed_by uuid references person,
        check ((removed_at is null) = (removed_by is null)),
        check (not (deidentified and kind = 'consent'))
      );
      create index consultation_document_case on consultation_document (consultation_id, at, id);
      create unique index consultation_document_source on consultation_document (consultation_id, source_id) where source_id is not null and removed_at is null;
      create index consultation_document_key on consultation_document (storage_key);
      alter table consultation_document enable row level security;
      alter table consultation_document force row level security;
      create policy treating on consultation_document for select to alliance_app using (${treating});
      create policy watching on consultation_document for select to alliance_app using (
        kind <> 'consent' and quarantine is null and removed_at is null and ${visible} and (deidentified or ${agreed}));
      create policy treating_adds on consultation_document for insert to alliance_app with check (${ownHand});
      create policy own_changes on consultation_document for update to alliance_app using (institution_id = ${me} and ${treating})
        with check (institution_id = ${me});
      grant select, insert, update (kind, title, deidentified, removed_at, removed_by) on consultation_document to alliance_app;

      create or replace function known_files(p_keys text[]) returns setof text
        language sql stable security definer set search_path = public, pg_temp as $$
        select storage_key from attachment where storage_key = any(p_keys)
        union all select storage_key from protocol_file where storage_key = any(p_keys)
        union all select storage_key from consultation_document where storage_key = any(p_keys) $$;
      grant select on consultation_document to alliance_definer;
    `);
    for (const statement of ownedByDefiner(['known_files(text[])'], 'alliance_system')) this.addSql(statement);
  }

  private board(): void {
    this.addSql(`
      create table board_item (
        id uuid primary key,
        consultation_id uuid not null references consultation,
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        position int not null,
        kind text not null check (kind in (${oneOf(boardItemKinds)})),
        document_id uuid references consultation_document,
        page int not null default 1 check (page >= 1),
        text text,
        at timestamptz not null,
        removed_at timestamptz,
        removed_by uuid references person,
        check ((kind = 'note') = (document_id is null)),
        check ((kind = 'note') = (text is not null)),
        check ((removed_at is null) = (removed_by is null))
      );
      create index board_item_case on board_item (consultation_id, position, id);

      -- Only added and taken away, never changed: whatever the order in which they come, everybody sees the same.
      create table board_mark (
        id uuid primary key,
        consultation_id uuid not null references consultation,
        item_id uuid not null references board_item,
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        page int not null default 1 check (page >= 1),
        kind text not null check (kind in (${oneOf(markKinds)})),
        -- [[x, y], …] as shares of the page's width and height
        points jsonb not null,
        text text,
        at timestamptz not null,
        removed_at timestamptz,
        removed_by uuid references person,
        check ((kind = 'text') <= (text is not null)),
        check ((removed_at is null) = (removed_by is null))
      );
      create index board_mark_case on board_mark (consultation_id, id);

      -- Notes taken together: each change is a version of its own, and the one before it stays.
      create table case_note (
        note_id uuid not null,
        version int not null check (version >= 1),
        consultation_id uuid not null references consultation,
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        text text not null,
        at timestamptz not null,
        primary key (note_id, version)
      );
      create index case_note_case on case_note (consultation_id, note_id, version);

      -- What everybody is shown now, so that whoever comes late sees it too.
      create table board_focus (
        consultation_id uuid primary key references consultation,
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        item_id uuid references board_item,
        page int not null default 1 check (page >= 1),
        zoom real not null default 1 check (zoom between 1 and 8),
        -- the middle of what is shown, as shares of width and height
        x real not null default 0.5 check (x between 0 and 1),
        y real not null default 0.5 check (y between 0 and 1),
        version int not null,
        at timestamptz not null
      );
    `);
    for (const table of ['board_item', 'board_mark', 'case_note', 'board_focus'])
      this.addSql(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy treating on ${table} for select to alliance_app using (${treating});
        create policy treating_adds on ${table} for insert to alliance_app with check (${ownHand});
        grant select, insert on ${table} to alliance_app;
      `);
    this.addSql(`
      -- who watches sees what lies on the board where the document itself may be seen; words only where the patient agreed
      create policy watching on board_item for select to alliance_app using (
        removed_at is null and ${visible} and (${agreed} or exists (select 1 from consultation_document d where d.id = document_id)));
      create policy watching on board_mark for select to alliance_app using (
        removed_at is null and exists (select 1 from board_item i where i.id = item_id));
      create policy watching on case_note for select to alliance_app using (${agreed});
      create policy watching on board_focus for select to alliance_app using (
        exists (select 1 from board_item i where i.id = item_id));
      create policy treating_removes on board_item for update to alliance_app using (${treating}) with check (${treating});
      create policy treating_removes on board_mark for update to alliance_app using (${treating}) with check (${treating});
      create policy treating_shows on board_focus for update to alliance_app using (${treating}) with check (${ownHand});
      grant update (removed_at, removed_by) on board_item, board_mark to alliance_app;
      grant update (institution_id, person_id, item_id, page, zoom, x, y, version, at) on board_focus to alliance_app;
    `);
  }

  /** What arrives in pieces is a referral's or a consultation's. */
  private uploads(): void {
    const parents = `(exists (select 1 from referral r where r.id = referral_id) or ${treating})`;
    this.addSql(`
      alter table upload alter column referral_id drop not null;
      alter table upload add column consultation_id uuid references consultation;
      alter table upload add check (num_nonnulls(referral_id, consultation_id) = 1);
      create index upload_consultation on upload (consultation_id) where consultation_id is not null;
      drop policy own on upload;
      create policy own on upload to alliance_app using (institution_id = ${me} and ${parents})
        with check (institution_id = ${me} and person_id = current_person() and ${parents});
    `);
  }
}
