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
  /** Whether my institution leads the alliance or is its member today. */
  readonly belongs: boolean;
  readonly minutes: Record<CriterionUrgency, number> | null;
  readonly versions: StandingVersion[];
}

/** Versions in force on the day `$4` for the alliance `$3`, or for all of the institution's own; `$1` and `$2` are who asks. Contents are immutable and kept by their id, so they do not travel. */
export const standing = 'select * from criteria_in_force($1, $2, $3, $4)';

/** Contents of the versions `$1`, and what my institution put in the place of their criteria. */
export const contents = `
  select v.id, v.content, o.overrides from protocol_version v
    left join protocol_adoption o on o.protocol_id = v.protocol_id and o.institution_id = current_institution()
  where v.id = any($1::uuid[])`;
