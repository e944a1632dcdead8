const browsers = [
  ['Edg', 'Edge'],
  ['MicroMessenger', 'WeChat'],
  ['QQBrowser', 'QQ Browser'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const systems = [
  ['HarmonyOS', 'HarmonyOS'],
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** What a person recognises a session by, from its User-Agent: `Chrome · Windows`. Empty where it says nothing known. */
export function deviceOf(userAgent: string | undefined): string {
  const named = (list: readonly (readonly [mark: string, name: string])[]) => list.find(([mark]) => userAgent?.includes(mark))?.[1];
  return [named(browsers), named(systems)].filter(Boolean).join(' · ');
}
