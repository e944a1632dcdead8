const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const id = (value: unknown): string | undefined => (typeof value === 'string' && uuid.test(value) ? value : undefined);
const whole = (value: unknown): number | undefined => {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
  return Number.isInteger(number) && number >= 1 && number <= 100_000 ? number : undefined;
};
const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 60) || undefined : undefined;

/** What the library looks for, as it stands in the address. */
export interface LibrarySearch {
  readonly q?: string;
  readonly allianceId?: string;
}
export function librarySearch(search: Readonly<Record<string, unknown>>): LibrarySearch {
  const q = text(search['q']);
  const allianceId = id(search['allianceId']);
  return { ...(q ? { q } : {}), ...(allianceId ? { allianceId } : {}) };
}

/** Which version is read; the one in force, when left out. */
export interface VersionSearch {
  readonly version?: number;
}
export function versionSearch(search: Readonly<Record<string, unknown>>): VersionSearch {
  const version = whole(search['version']);
  return version ? { version } : {};
}

export interface AllianceSearch {
  readonly allianceId?: string;
}
export function allianceSearch(search: Readonly<Record<string, unknown>>): AllianceSearch {
  const allianceId = id(search['allianceId']);
  return allianceId ? { allianceId } : {};
}
