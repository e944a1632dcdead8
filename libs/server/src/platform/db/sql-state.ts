/** SQLSTATE of a database error, or the code of a broken connection; empty for anything else. Wrapped errors keep the code of their cause. */
export function sqlStateOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
