import type { Channel } from '@alliance/domain/notification/channel';

export interface Message {
  readonly to: string;
  readonly text: string;
  readonly link: string;
  /** An entry for calendar programs (RFC 5545), for the channel that can carry one. */
  readonly calendar?: string;
  /** The same at every attempt: whoever gets it twice sends it once. */
  readonly idempotencyKey: string;
}

/** A way out of the portal. What it throws that is not `Undeliverable` counts as unreachable. */
export interface Provider {
  readonly channel: Channel;
  send(message: Message): Promise<{ readonly reference?: string }>;
}

/** `refused`: will never be taken, so it is final. `unreachable`: nobody knows, so it is tried again. */
export class Undeliverable extends Error {
  constructor(
    readonly reason: 'refused' | 'unreachable',
    cause?: unknown,
  ) {
    super(reason, { cause });
    this.name = 'Undeliverable';
  }
}

export const sendTimeoutMs = 5_000;
const passing = new Set([408, 425, 429]);

/**
 * Posts JSON; never follows a redirect, never waits longer than five seconds.
 * @returns the answer's body, or nothing where it is no JSON object
 * @throws Undeliverable
 */
export async function postJson(
  url: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Readonly<Record<string, unknown>>> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(sendTimeoutMs),
    });
    text = await response.text();
  } catch (error) {
    throw new Undeliverable('unreachable', error);
  }
  if (!response.ok) throw new Undeliverable(response.status >= 500 || passing.has(response.status) ? 'unreachable' : 'refused');
  return jsonObject(text);
}

function jsonObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
