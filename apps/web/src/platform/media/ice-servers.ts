import type { IceServer } from '@alliance/contracts/room-media';

/** The servers as a browser takes them. */
export const browserServers = (servers: readonly IceServer[]): RTCIceServer[] =>
  servers.map(({ urls, username, credential }) => ({
    urls,
    ...(username !== undefined && credential !== undefined ? { username, credential } : {}),
  }));
