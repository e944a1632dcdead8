import type { Problem } from '@alliance/contracts/problem';
import { requestOf, type AnswerOf, type AskOf, type Route } from '@alliance/contracts/route';
import { v7 } from 'uuid';
import { learnClock } from './clock';

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

let onRefused: (problem: Problem) => void = () => undefined;
/** The session listens for `session.missing` here. */
export const listenForRefusals = (listener: (problem: Problem) => void): void => {
  onRefused = listener;
};

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Idempotency key of a POST; pass the same one to repeat an intent safely. */
  readonly key?: string | undefined;
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

async function send<R extends Route>(route: R, ask: AskOf<R>, { signal, key = v7() }: CallOptions): Promise<Response> {
  const { method, path, body } = requestOf(route, ask);
  const form = body instanceof FormData;
  const headers = {
    ...identity,
    ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
    ...(method === 'POST' ? { 'idempotency-key': key } : {}),
  };
  let reply: Response;
  try {
    reply = await fetch(`/api${path}`, {
      method,
      headers,
      signal: signal ?? null,
      credentials: 'same-origin',
      body: body === undefined ? null : form ? body : JSON.stringify(body),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Unanswered(cause);
  }
  learnClock(reply.headers.get('date'));
  if (reply.ok) return reply;
  const problem = await problemOf(reply);
  onRefused(problem);
  throw new Refused(problem);
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
