import { levelRank, type InstitutionLevel } from '../referral/direction.js';
import type { Place } from './recognition-mark.js';
import type { DirectionKind, TestClass } from './recognition.codes.js';

/** One rule of a region: who takes over from whom (MR-08). Null scope: everywhere in the country. */
export interface DirectionRule {
  readonly kind: DirectionKind;
  readonly province: string | null;
  readonly city: string | null;
  readonly allianceId: string | null;
  /** Null: both classes. */
  readonly testClass: TestClass | null;
  /** Null: every item. A pilot names its items. */
  readonly itemCodes: readonly string[] | null;
}
export interface Side extends Place {
  readonly level: InstitutionLevel;
}

/**
 * May `asking` take over from `issuing` by the rules of its region? The narrowest region that has a rule for the item speaks, wider ones
 * are not asked (a city's rule replaces the province's; a pilot speaks of the items it names and of no others). Without any rule nothing
 * forbids it: no level is left out by the portal (MR-03).
 * @returns `unknown` where a rule depends on a level that nobody wrote down
 */
export function directionAllows(
  rules: readonly DirectionRule[],
  item: { readonly code: string; readonly testClass: TestClass },
  asking: Side,
  issuing: Side,
): 'yes' | 'no' | 'unknown' {
  const here = rules.filter((rule) => inScope(rule, asking, issuing) && speaksOf(rule, item));
  if (!here.length) return 'yes';
  const narrowest = Math.max(...here.map(width));
  const answers = here.filter((rule) => width(rule) === narrowest).map((rule) => allows(rule, asking, issuing));
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

const speaksOf = ({ testClass, itemCodes }: DirectionRule, item: { readonly code: string; readonly testClass: TestClass }): boolean =>
  (testClass === null || testClass === item.testClass) && (itemCodes === null || itemCodes.includes(item.code));

/** A region's rules bind who asks there; an alliance's speak of its own hospitals only, and leave everybody else to the region. */
function inScope({ province, city, allianceId }: DirectionRule, at: Place, from: Place): boolean {
  if (allianceId !== null) return at.allianceIds.includes(allianceId) && from.allianceIds.includes(allianceId);
  return (province === null || province === at.province) && (city === null || city === at.city);
}
const width = ({ province, city, allianceId }: DirectionRule): number =>
  allianceId !== null ? 3 : city !== null ? 2 : province !== null ? 1 : 0;

function allows(rule: DirectionRule, asking: Side, issuing: Side): 'yes' | 'no' | 'unknown' {
  if (rule.kind === 'within_alliance') {
    const shared = asking.allianceIds.some(
      (id) => issuing.allianceIds.includes(id) && (rule.allianceId === null || rule.allianceId === id),
    );
    return shared ? 'yes' : 'no';
  }
  if (asking.level === 'unknown' || issuing.level === 'unknown') return 'unknown';
  const apart = levelRank(issuing.level) - levelRank(asking.level);
  const holds = { lower_accepts_upper: apart > 0, same_level: apart === 0, upper_accepts_lower: apart < 0 }[rule.kind];
  return holds ? 'yes' : 'no';
}
