import type { CriterionUrgency } from '@alliance/domain/criteria/rule.types';
import type { InstitutionLevel } from '@alliance/domain/referral/direction';

/** A published version that is in force for an alliance on a day. */
export interface StandingVersion {
  readonly protocolId: string;
  readonly versionId: string;
  readonly number: number;
  readonly common: boolean;
  readonly invented: boolean;
  readonly effectiveFrom: string;
  /** Version of my institution's adoption where it has rules of its own. */
  readonly adoption: number | null;
}
export interface StandingRow {
  readonly level: InstitutionLevel;
  /** Whether my institution leads the alliance or is its member today; null where there is no such alliance. */
  readonly belongs: boolean | null;
  readonly minutes: Record<CriterionUrgency, number> | null;
  readonly versions: StandingVersion[];
}

/** The versions in force on the day `$2` for alliances and for all of them, an alliance's own before the common ones. */
const versions = (alliances: string): string => `
  (select coalesce(jsonb_agg(jsonb_build_object('protocolId', f.protocol_id, 'versionId', f.id, 'number', f.number, 'common', f.common, 'invented', f.invented,
      'effectiveFrom', f.effective_from,
      'adoption', (select o.version from protocol_adoption o where o.protocol_id = f.protocol_id and o.institution_id = i.id and o.overrides <> '[]'))
      order by not f.own, f.code, f.protocol_id), '[]')
    from (select distinct on (p.id) p.id as protocol_id, ${alliances} as own, p.code, p.common, p.invented, v.id, v.number, v.effective_from
      from protocol p join protocol_version v on v.protocol_id = p.id
      where (${alliances} or p.common) and v.state = 'published' and v.effective_from <= $2::date
      order by p.id, v.effective_from desc) f) as versions`;

/** What holds for the alliance `$1`, and what else a judgement needs of the database. Contents are immutable and kept by their id, so they do not travel. */
export const standing = `
  select i.level, t.minutes,
    (select a.lead_id = i.id or exists (select 1 from membership m where m.alliance_id = a.id and m.institution_id = i.id and m.valid @> local_today())
      from alliance a where a.id = $1) as belongs,
    ${versions('p.alliance_id = $1')}
  from institution i left join response_time t on t.alliance_id = $1 where i.id = current_institution()`;

/** What holds for all alliances of my institution; `$1` is true. */
export const standingOfMine = `
  select i.level, null as minutes, $1::boolean as belongs,
    ${versions('p.alliance_id in (select m.alliance_id from membership m where m.institution_id = current_institution() and m.valid @> local_today())')}
  from institution i where i.id = current_institution()`;

/** Contents of the versions `$1`, and what my institution put in the place of their criteria. */
export const contents = `
  select v.id, v.content, o.overrides from protocol_version v
    left join protocol_adoption o on o.protocol_id = v.protocol_id and o.institution_id = current_institution()
  where v.id = any($1::uuid[])`;
