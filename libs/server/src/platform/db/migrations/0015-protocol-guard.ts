import { Migration } from '@mikro-orm/migrations';

const steps = [
  ['draft', 'in_review'],
  ['in_review', 'draft'],
  ['in_review', 'approved'],
  ['approved', 'draft'],
  ['approved', 'published'],
  ['published', 'withdrawn'],
];

/** What was handed in is not changed any more, what was published never: the floor below the service's own rules. */
export class ProtocolGuard extends Migration {
  override up(): void {
    this.addSql(`
      create function guard_protocol_version() returns trigger language plpgsql set search_path = public, pg_temp as $$
        begin
          if (new.id, new.protocol_id, new.number, new.created_at) is distinct from (old.id, old.protocol_id, old.number, old.created_at) then
            raise exception 'a version stays the one it is' using errcode = '42501';
          end if;
          if new.state <> old.state and (old.state, new.state) not in (${steps.map(([from, to]) => `('${from}', '${to}')`).join(', ')}) then
            raise exception 'no way from % to %', old.state, new.state using errcode = '42501';
          end if;
          if old.state <> 'draft' and (new.content is distinct from old.content or new.authors is distinct from old.authors) then
            raise exception 'only a draft is written in' using errcode = '42501';
          end if;
          if old.state in ('published', 'withdrawn')
            and (new.submitted_by, new.approved_by, new.approved_at, new.published_by, new.published_at, new.effective_from)
              is distinct from (old.submitted_by, old.approved_by, old.approved_at, old.published_by, old.published_at, old.effective_from) then
            raise exception 'what was published stays as it was' using errcode = '42501';
          end if;
          if new.approved_by = new.submitted_by then
            raise exception 'nobody approves what they handed in' using errcode = '42501';
          end if;
          return new;
        end $$;
      create trigger guard before update on protocol_version for each row execute function guard_protocol_version();

      -- what lists show of a version, without reading all it says
      alter table protocol_version
        add title jsonb generated always as (content -> 'title') stored,
        add change_note text generated always as (content ->> 'changeNote') stored,
        add up_criteria int generated always as (jsonb_array_length(jsonb_path_query_array(content, '$.criteria[*] ? (@.direction == "up")'))) stored,
        add down_criteria int generated always as (jsonb_array_length(jsonb_path_query_array(content, '$.criteria[*] ? (@.direction == "down")'))) stored;

      -- who answered for a published rule is part of what was published
      drop policy academic on criterion_sign_off;
      create policy academic on criterion_sign_off to alliance_app
        using (${authoredAndWorking}) with check (${authoredAndWorking});
    `);
  }
}

const authoredAndWorking = `exists (select 1 from protocol_version v join protocol p on p.id = v.protocol_id
  where v.id = version_id and v.state in ('draft', 'in_review', 'approved') and leads_alliance(p.alliance_id))
  and current_office_role() in ('expert', 'quality_manager', 'lead_administrator')`;
