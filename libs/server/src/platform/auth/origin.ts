import type { Config } from '../config/config.js';

/**
 * Whether a browser's Origin is this portal: the configured address, or without one the host the request was sent to.
 * Programs that are no browser send no Origin.
 */
export function isOwnOrigin(config: Config, origin: string | undefined, host: string | undefined): boolean {
  if (!origin) return false;
  if (config.PUBLIC_URL) return origin === config.origin;
  return URL.canParse(origin) && new URL(origin).host === host;
}
