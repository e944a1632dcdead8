/** Beginnings of actions that are looked for together. */
export const actionGroups = [
  'referral',
  'patient',
  'file',
  'person',
  'session',
  'alliance',
  'institution',
  'department',
  'shift',
  'machine',
  'audit',
] as const;
export type ActionGroup = (typeof actionGroups)[number];

/** Filters as they stand in the address. */
export interface AuditSearch {
  readonly objectId?: string;
  readonly person?: string;
  readonly action?: ActionGroup;
  readonly denied?: true;
}
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value.slice(0, 60) || undefined : undefined);

export function auditSearch(search: Readonly<Record<string, unknown>>): AuditSearch {
  const found = {
    objectId: /^[0-9a-f-]{36}$/i.test(String(search['objectId'])) ? String(search['objectId']) : undefined,
    person: text(search['person']),
    action: actionGroups.find((group) => group === search['action']),
    denied: search['denied'] ? true : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as AuditSearch;
}

/** What is asked of the server. */
export const queryOf = ({ objectId, person, action, denied }: AuditSearch) => ({
  ...(objectId ? { objectId } : {}),
  ...(person ? { person } : {}),
  ...(action ? { action } : {}),
  ...(denied ? { outcome: 'denied' as const } : {}),
});
