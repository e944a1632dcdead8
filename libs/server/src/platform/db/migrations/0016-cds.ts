import { Migration } from '@mikro-orm/migrations';

const me = 'current_institution()';

/** The criteria in force in one question, and cards shown by a hospital's own system through CDS Hooks: nothing about the patient is kept. */
export class CdsCard extends Migration {
  override up(): void {
    this.addSql(`
      create table cds_card (
        id uuid primary key,
        institution_id uuid not null references institution,
        protocol_id uuid not null references protocol,
        version_id uuid not null references protocol_version,
        -- the criterion that decided
        criterion text,
        shown_at timestamptz not null,
        outcome text check (outcome in ('accepted', 'overridden')),
        reason text,
        outcome_at timestamptz
      );
      create index cds_card_shown on cds_card (institution_id, shown_at);
      alter table cds_card enable row level security;
      alter table cds_card force row level security;
      create policy own on cds_card to alliance_app using (institution_id = ${me})
        with check (institution_id = ${me} and exists (select 1 from protocol p where p.id = protocol_id));
      grant select, insert, delete, update (outcome, reason, outcome_at) on cds_card to alliance_app;

      -- Which versions hold on a day for an alliance, or for all of an institution's own where none is named. Asked on every judgement, so it comes
      -- in one round trip: it takes on the identity itself, until its statement ends, and sees what the policies let that identity see.
      create function criteria_in_force(p_institution uuid, p_role text, p_alliance uuid, p_day date)
        returns table (level text, belongs boolean, minutes jsonb, versions jsonb) language plpgsql as $$
      begin
        if current_institution() <> p_institution then raise exception 'another identity is acting'; end if;
        perform set_config('app.institution', p_institution::text, true), set_config('app.role', coalesce(p_role, ''), true);
        return query
          with mine as materialized (
            select a.id from alliance a where (p_alliance is null or a.id = p_alliance)
              and (a.lead_id = p_institution or exists (
                select 1 from membership m where m.alliance_id = a.id and m.institution_id = p_institution and m.valid @> local_today()))),
          held as (
            select distinct on (p.id) p.id, p.alliance_id, p.code, p.common, p.invented, v.id as version_id, v.number, v.effective_from
            from protocol p join protocol_version v on v.protocol_id = p.id
            where exists (select 1 from mine) and (p.common or p.alliance_id in (select mine.id from mine)) and v.state = 'published' and v.effective_from <= p_day
            order by p.id, v.effective_from desc)
          select i.level, exists (select 1 from mine), (select t.minutes from response_time t where t.alliance_id = p_alliance),
            (select coalesce(jsonb_agg(jsonb_build_object('protocolId', h.id, 'versionId', h.version_id, 'number', h.number, 'common', h.common,
                'invented', h.invented, 'effectiveFrom', h.effective_from,
                'adoption', (select o.version from protocol_adoption o where o.protocol_id = h.id and o.institution_id = p_institution and o.overrides <> '[]'))
                order by h.alliance_id not in (select mine.id from mine), h.code, h.id), '[]') from held h)
          from institution i where i.id = p_institution;
      end $$;
      grant execute on function criteria_in_force(uuid, text, uuid, date) to alliance_app;
    `);
  }
}
