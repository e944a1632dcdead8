import { incomparable, type Making } from './comparability.js';
import { directionAllows, type DirectionRule, type Side } from './direction-rule.js';
import { assessedWidely, markHolds, type RecognitionMark } from './recognition-mark.js';
import type { CareState, RecognitionContext, RecognitionReason, RecognitionVerdict, ReportState } from './recognition.codes.js';
import type { CatalogueEntry, TestItem } from './test-item.js';

/** An earlier result as the check looks at it. */
export interface EarlierResult extends Making {
  readonly resultId: string;
  readonly issuer: Side;
  readonly state: ReportState;
  /** When the material was taken or the picture made: age counts from there. */
  readonly performedAt: Date;
  readonly critical: boolean;
  readonly imagesAvailable: boolean;
  /** The report names the person whom the asking hospital treats, known by a number of their own. */
  readonly identityVerified: boolean;
  /** As the item was marked at its hospital when it was performed; null without an assessment in force. */
  readonly mark: RecognitionMark | null;
}

/** What is about to be ordered, by whom and for whom. */
export interface Asking {
  readonly at: Date;
  readonly by: Side;
  readonly state: CareState;
  readonly contexts: ReadonlySet<RecognitionContext>;
  readonly rules: readonly DirectionRule[];
}
export interface PlannedTest {
  readonly item: TestItem;
  /** What the catalogue in force says; undefined where the item is not in it. */
  readonly entry: CatalogueEntry | undefined;
  readonly method: string | null;
  readonly specimen: string | null;
  readonly bodySite: string | null;
}

export interface ItemFinding {
  readonly itemCode: string;
  readonly verdict: RecognitionVerdict;
  /** The most telling first; empty for `recognisable` and `own`. */
  readonly reasons: readonly RecognitionReason[];
  /** The result that the verdict is about; null where there is none. */
  readonly resultId: string | null;
  /** Hours between the result and the question, rounded down. */
  readonly ageHours: number | null;
}

const hourMs = 3_600_000;
const physicianReasons: ReadonlySet<RecognitionReason> = new Set([
  'context_physician',
  'newer_result',
  'no_age_limit',
  'method_unknown',
  'level_unknown',
]);

/**
 * Which earlier result can stand for a planned test, and why or why not (MR-05 to MR-09, MR-13). It recommends, it never forbids a repeat.
 * Of several results the newest that can be taken over speaks, then the newest that is left to the physician, then the newest of all. What is
 * newer must not be hidden behind an older one: where it compares the physician looks at both, a critical value stops the older ones.
 * @param results of this item, any order
 */
export function judgeItem(planned: PlannedTest, results: readonly EarlierResult[], asking: Asking): ItemFinding {
  const { item } = planned;
  const past = results.filter(({ performedAt, state }) => performedAt <= asking.at && state !== 'revoked');
  const judged = past
    .toSorted((a, b) => b.performedAt.getTime() - a.performedAt.getTime() || (a.resultId < b.resultId ? 1 : -1))
    .map((result) => ({ result, reasons: reasonsAgainst(planned, result, asking) }))
    .map(({ result, reasons }, place, all) => ({
      result,
      reasons: [...againstNewer(all.slice(0, place)), ...reasons].toSorted(hardFirst),
    }));
  const found =
    judged.find(({ reasons }) => !reasons.length) ??
    judged.find(({ reasons }) => reasons.every((reason) => physicianReasons.has(reason))) ??
    judged[0];
  if (!found) return { itemCode: item.code, verdict: 'no_result', reasons: ['no_result'], resultId: null, ageHours: null };
  const { result, reasons } = found;
  return {
    itemCode: item.code,
    verdict: verdictOf(reasons, result.issuer.institutionId === asking.by.institutionId),
    reasons,
    resultId: result.resultId,
    ageHours: Math.floor((asking.at.getTime() - result.performedAt.getTime()) / hourMs),
  };
}

const incomparableReasons: ReadonlySet<RecognitionReason> = new Set([
  'unit_not_comparable',
  'method_differs',
  'method_unknown',
  'specimen_differs',
  'site_differs',
]);
/** What newer results say against an older one: a critical value stops it, whatever the method; another one that compares leaves it to the physician. */
function againstNewer(
  newer: readonly { readonly result: EarlierResult; readonly reasons: readonly RecognitionReason[] }[],
): RecognitionReason[] {
  const known = newer.filter(({ result }) => result.identityVerified);
  if (known.some(({ result }) => result.critical)) return ['critical_value'];
  return known.some(({ reasons }) => !reasons.some((reason) => incomparableReasons.has(reason))) ? ['newer_result'] : [];
}
const hardFirst = (a: RecognitionReason, b: RecognitionReason): number => Number(physicianReasons.has(a)) - Number(physicianReasons.has(b));

function verdictOf(reasons: readonly RecognitionReason[], own: boolean): RecognitionVerdict {
  if (!reasons.length) return own ? 'own' : 'recognisable';
  return reasons.every((reason) => physicianReasons.has(reason)) ? 'physician_decides' : 'not_recognisable';
}

/** Everything that speaks against taking this result over, hard reasons first. */
function reasonsAgainst({ item, entry, ...asked }: PlannedTest, result: EarlierResult, asking: Asking): RecognitionReason[] {
  if (!entry) return ['not_in_catalogue'];
  const limit = entry.validDays[asking.state];
  if (limit === 0) return ['never_taken_over'];
  const hard: (RecognitionReason | undefined)[] = [
    result.identityVerified ? undefined : 'identity_unverified',
    result.state === 'preliminary' ? 'not_final' : undefined,
    excluded(entry, asking, 'not_recognised') || neverForTransfusion(item, asking) ? 'context_excluded' : undefined,
    ...(result.issuer.institutionId === asking.by.institutionId
      ? []
      : [againstMark(entry, result, asking), againstDirection(item, result, asking)]),
    ...incomparable(item, result, asked),
    result.critical ? 'critical_value' : undefined,
    limit !== null && tooOld(result.performedAt, asking.at, limit) ? 'too_old' : undefined,
    entry.needsImages && !result.imagesAvailable ? 'images_missing' : undefined,
    excluded(entry, asking, 'physician_decides') ? 'context_physician' : undefined,
    limit === null ? 'no_age_limit' : undefined,
  ];
  return hard.filter((reason) => reason !== undefined).toSorted(hardFirst);
}

/** ABO group (blood, cord blood, ABO+Rh) and Rh(D): determined anew before every transfusion, whatever a catalogue says. */
export const bloodGroupItems: ReadonlySet<string> = new Set(['883-9', '882-1', '10331-7', '884-7', '34474-7']);
const neverForTransfusion = ({ code }: TestItem, { contexts }: Asking): boolean =>
  contexts.has('before_transfusion') && bloodGroupItems.has(code);

const excluded = ({ exclusions }: CatalogueEntry, { contexts }: Asking, effect: CatalogueEntry['exclusions'][number]['effect']): boolean =>
  exclusions.some((one) => one.effect === effect && contexts.has(one.context));

/** Exactly `days` × 24 hours old is still good: windows are counted in time, not in midnights. */
const tooOld = (performedAt: Date, at: Date, days: number): boolean => at.getTime() - performedAt.getTime() > days * 24 * hourMs;

function againstMark({ assessedBy }: CatalogueEntry, { mark }: EarlierResult, { by }: Asking): RecognitionReason | undefined {
  if (!mark) return 'no_mark';
  if (!markHolds(mark, by)) return 'mark_not_here';
  return assessedWidely(mark.level, assessedBy) ? undefined : 'level_too_low';
}

function againstDirection(item: TestItem, { issuer }: EarlierResult, { rules, by }: Asking): RecognitionReason | undefined {
  const answer = directionAllows(rules, item, by, issuer);
  return answer === 'no' ? 'direction_not_allowed' : answer === 'unknown' ? 'level_unknown' : undefined;
}
