import type { Problem } from '@alliance/contracts/problem';
import { requestOf, type AnswerOf, type AskOf, type Route } from '@alliance/contracts/route';
import { v7 } from 'uuid';
import { attended, notePresence } from './activity';
import { learnClock } from './clock';
import { noteKept } from './kept';
import { keptHeader } from './kept-header';

/** A refusal of the server; screens put `problem.code` into words and never show its sentence. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
    this.name = 'Refused';
  }
}
/** No answer came: the line is down or the server is away. What was asked may or may not have happened. */
export class Unanswered extends Error {
  constructor(cause: unknown) {
    super('unanswered', { cause });
    this.name = 'Unanswered';
  }
}

let identity: Readonly<Record<string, string>> = {};
/** Headers of the session: x-csrf-token, x-appointment. */
export const identify = (headers: Readonly<Record<string, string>>): void => {
  identity = headers;
};

/**
 * Whether the same thing is to be asked once more: a proof was given, or the session has another token.
 * `repeated`: it was refused for this reason before.
 */
export type Recover = (problem: Problem, repeated: boolean) => Promise<boolean> | boolean;
let recover: Recover = () => false;
/** The session decides here. */
export const recoverWith = (decide: Recover): void => {
  recover = decide;
};

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Idempotency key of a POST; pass the same one to repeat an intent safely. */
  readonly key?: string | undefined;
  /** A refusal is final: nothing is repeated and nobody is asked. */
  readonly final?: boolean | undefined;
}

/** Asks a route. */
export async function call<R extends Route>(route: R, ask: AskOf<R>, options: CallOptions = {}): Promise<AnswerOf<R>> {
  const reply = await send(route, ask, options);
  return (reply.status === 204 ? undefined : await reply.json()) as AnswerOf<R>;
}

/** Bytes of a `file` route. */
export async function callFile<R extends Route>(route: R, ask: AskOf<R>, options: CallOptions = {}): Promise<Blob> {
  return (await send(route, ask, options)).blob();
}

async function send<R extends Route>(route: R, ask: AskOf<R>, { signal, key = v7(), final = false }: CallOptions): Promise<Response> {
  const tried = new Set<string>();
  for (;;) {
    const reply = await once(route, ask, key, signal);
    if (reply.ok) return reply;
    const problem = await problemOf(reply);
    const repeated = tried.has(problem.code);
    tried.add(problem.code);
    if (final || !(await recover(problem, repeated)) || repeated) throw new Refused(problem);
  }
}

async function once<R extends Route>(route: R, ask: AskOf<R>, key: string, signal: AbortSignal | undefined): Promise<Response> {
  const { method, path, body } = requestOf(route, ask);
  // forms and pieces of files travel as they are
  const asItIs = body instanceof FormData || body instanceof Blob;
  const byPerson = attended();
  const headers = {
    ...identity,
    ...(byPerson ? {} : { 'x-unattended': '1' }),
    ...(body === undefined || body instanceof FormData
      ? {}
      : { 'content-type': asItIs ? (route.media ?? 'application/octet-stream') : 'application/json' }),
    ...(method === 'POST' ? { 'idempotency-key': key } : {}),
  };
  let reply: Response;
  try {
    reply = await fetch(`/api${path}`, {
      method,
      headers,
      signal: signal ?? null,
      credentials: 'same-origin',
      body: body === undefined ? null : asItIs ? body : JSON.stringify(body),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Unanswered(cause);
  }
  const kept = reply.headers.get(keptHeader);
  if (method === 'GET') noteKept(path, kept);
  // the clock of an answer that was kept is the clock of then
  if (kept === null) learnClock(reply.headers.get('date'));
  if (reply.ok && byPerson && kept === null) notePresence();
  return reply;
}

/** A proxy between may answer with a page of its own; that becomes a problem with the status as its code. */
async function problemOf(reply: Response): Promise<Problem> {
  const requestId = reply.headers.get('x-request-id') ?? '';
  try {
    const problem = (await reply.json()) as Partial<Problem>;
    if (typeof problem.code === 'string') return { ...problem, requestId: problem.requestId ?? requestId } as Problem;
  } catch {
    // not JSON: the generic problem below
  }
  const code = reply.status === 502 || reply.status === 503 || reply.status === 504 ? 'server.unavailable' : `http.${reply.status}`;
  return { type: `urn:alliance:${code}`, title: code, status: reply.status, code, detail: code, requestId };
}
