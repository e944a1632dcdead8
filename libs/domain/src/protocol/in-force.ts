import type { ShownVersionState, VersionState } from './protocol.types.js';

/** What decides whether a version holds on a day. */
export interface DatedVersion {
  readonly number: number;
  readonly state: VersionState;
  /** `YYYY-MM-DD` where the hospitals are; null until it is published. */
  readonly effectiveFrom: string | null;
}

/** The version that holds on a day: of the published ones the last that has begun. Withdrawing it makes the one before hold again at once. */
export function versionInForce<V extends DatedVersion>(versions: readonly V[], day: string): V | undefined {
  return latest(versions.filter((version) => isPublished(version) && version.effectiveFrom <= day));
}

/** The published version that begins next. */
export function versionScheduled<V extends DatedVersion>(versions: readonly V[], day: string): V | undefined {
  const coming = versions.filter((version) => isPublished(version) && version.effectiveFrom > day);
  return coming.reduce<V | undefined>((first, version) => (!first || fromOf(version) < fromOf(first) ? version : first), undefined);
}

/** The state as people see it: what is published is scheduled, in force or superseded, depending on the day and on its sisters. */
export function shownState<V extends DatedVersion>(version: V, versions: readonly V[], day: string): ShownVersionState {
  if (!isPublished(version)) return version.state as Exclude<VersionState, 'published'>;
  if (version.effectiveFrom > day) return 'scheduled';
  return versionInForce(versions, day)?.number === version.number ? 'in_force' : 'superseded';
}

/** What the next version begins as: the published one that will hold last; the newest where every one was withdrawn. */
export function versionToCopy<V extends DatedVersion>(versions: readonly V[]): V | undefined {
  const newest = versions.reduce<V | undefined>((last, version) => (!last || version.number > last.number ? version : last), undefined);
  return latest(versions.filter(isPublished)) ?? newest;
}

const isPublished = <V extends DatedVersion>(version: V): version is V & { readonly effectiveFrom: string } =>
  version.state === 'published' && version.effectiveFrom !== null;
const fromOf = ({ effectiveFrom }: DatedVersion): string => effectiveFrom ?? '';
const latest = <V extends DatedVersion>(versions: readonly V[]): V | undefined =>
  versions.reduce<V | undefined>((last, version) => (!last || fromOf(version) > fromOf(last) ? version : last), undefined);
