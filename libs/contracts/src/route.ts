import type { RefusalCode } from '@alliance/domain/refusal';
import { z } from 'zod';

/** A route: everything that can be asked, what is answered, and every way it can be refused. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  readonly status: 200 | 201 | 202 | 204;
  /**
   * `form`: the body travels as multipart/form-data, a file in the field `file`. `bytes`: it travels as it is, and its handler reads it
   * as a stream. `file` answers with bytes.
   */
  readonly kind: 'json' | 'form' | 'bytes' | 'file';
  /** What `bytes` are of, where they are not just any. */
  readonly media?: string;
  readonly refuses: readonly RefusalCode[];
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly returns: z.ZodType;
}
type Part = 'params' | 'query' | 'body';
type ParamNames<P extends string> = P extends `${string}:${infer N}/${infer Rest}`
  ? N | ParamNames<Rest>
  : P extends `${string}:${infer N}`
    ? N
    : never;
type ParamsOf<P extends string> = [ParamNames<P>] extends [never]
  ? { readonly params?: never }
  : { readonly params: z.ZodType<Record<ParamNames<P>, unknown>, Record<ParamNames<P>, string>> };
type Spec<M extends Route['method']> = {
  readonly summary: string;
  readonly status?: Route['status'];
  readonly kind?: Route['kind'];
  readonly media?: string;
  readonly refuses?: readonly RefusalCode[];
  readonly query?: z.ZodObject;
  readonly returns: z.ZodType;
} & (M extends 'GET' | 'DELETE' ? { readonly body?: never } : { readonly body?: z.ZodObject | typeof Bytes });

/** Body of a `bytes` route: a caller has all of it, a handler reads it piece by piece. */
export const Bytes = z.custom<AsyncIterable<Uint8Array>>().meta({ type: 'string', format: 'binary' }) as unknown as z.ZodType<
  AsyncIterable<Uint8Array>,
  Blob
>;

/** FHIR as JSON: the one kind of bytes with a name of its own. XML is not taken. */
export const fhirMedia = 'application/fhir+json';

/** Declares a route. `params` must name exactly the `:names` of the path; GET and DELETE have no body. */
export function route<const M extends Route['method'], const P extends `/${string}`, const S extends Spec<M> & ParamsOf<P>>(
  method: M,
  path: P,
  spec: S,
) {
  return { status: 200, kind: 'json', refuses: [], ...spec, method, path } as unknown as {
    readonly method: M;
    readonly path: P;
    readonly status: Route['status'];
    readonly kind: Route['kind'];
    readonly refuses: readonly RefusalCode[];
  } & Omit<S, 'status' | 'refuses' | 'kind'>;
}

/** What a handler receives: the parsed parts the route declares. */
export type InputOf<R extends Route> = {
  readonly [K in Part as R[K] extends z.ZodType ? K : never]: R[K] extends z.ZodType ? z.output<R[K]> : never;
};
/** What a caller sends. */
export type AskOf<R extends Route> = {
  readonly [K in Part as R[K] extends z.ZodType ? K : never]: R[K] extends z.ZodType ? z.input<R[K]> : never;
};
/** What a handler must return. */
export type ReplyOf<R extends Route> = z.input<R['returns']>;
/** What a caller gets. */
export type AnswerOf<R extends Route> = z.output<R['returns']>;

/** The HTTP request for a route: used by the web client, by API tests and by end-to-end tests. `path` comes without the `/api` prefix. */
export function requestOf<R extends Route>(route: R, ask: AskOf<R>): { method: R['method']; path: string; body: unknown } {
  const {
    params = {},
    query = {},
    body,
  } = ask as { params?: Record<string, string>; query?: Record<string, unknown>; body?: Record<string, unknown> | Blob };
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return {
    method: route.method,
    path: search ? `${path}?${search}` : path,
    body: route.kind === 'form' && body ? formOf(body as Record<string, unknown>) : body,
  };
}

function formOf(body: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries(body)) {
    if (value instanceof Blob) form.append(key, value, value instanceof File ? value.name : key);
    else if (value !== undefined) form.append(key, String(value));
  }
  return form;
}

/** All routes of a contract file (`import * as referral from '…/referral.contract'`). */
export const routesOf = (contract: object): Route[] =>
  Object.values(contract).filter((v): v is Route => typeof v === 'object' && v !== null && 'method' in v && 'path' in v && 'returns' in v);
