import { AsyncLocalStorage } from 'node:async_hooks';

/** What belongs to a request and not to its rules: never read by a decision. */
export interface RequestContext {
  readonly requestId?: string;
  readonly idempotencyKey?: string;
  /** Method, path and body, to tell a repeated request from another one with the same key. */
  readonly fingerprint?: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `next` and all that follows from it within a request. */
export const withRequest = <T>(context: RequestContext, next: () => T): T => storage.run(context, next);
/** The request being served; empty in a job. */
export const currentRequest = (): RequestContext => storage.getStore() ?? {};
