/** Caches of this origin; all three are gone after signing out but the shell, which is the same for everybody. */
export const shellCache = 'alliance-shell';
export const answerCache = 'alliance-answers';
export const fileCache = 'alliance-protocol-files';

const id = '[0-9a-fA-F-]{36}';
/** What a protocol needs to be read; lists of people, remarks and everything about patients are never among it. */
const answers = [
  '/api/protocols',
  `/api/protocols/${id}`,
  `/api/protocols/${id}/versions/\\d+`,
  `/api/protocols/${id}/versions/\\d+/reading`,
  `/api/protocols/${id}/adoption`,
  '/api/criteria/facts',
].map((path) => new RegExp(`^${path}$`));
const file = new RegExp(`^/api/protocol-files/${id}$`);

/** Whether the answer to this address may be kept on the machine. */
export const isKeptAnswer = (pathname: string): boolean => answers.some((path) => path.test(pathname));
export const isKeptFile = (pathname: string): boolean => file.test(pathname);

/** As whom it was asked is part of what was asked: two appointments in one browser see different protocols. */
export function keyOf(url: string, appointmentId: string | null): string {
  const key = new URL(url);
  key.searchParams.set('as', appointmentId ?? 'nobody');
  return key.href;
}

/** A copy that says when the server gave it; its clock is not the clock of the time it is read at. */
export async function stamped(answer: Response, header: string, at: string): Promise<Response> {
  const headers = new Headers(answer.headers);
  headers.delete('date');
  headers.set(header, at);
  return new Response(await answer.blob(), { status: answer.status, headers });
}
