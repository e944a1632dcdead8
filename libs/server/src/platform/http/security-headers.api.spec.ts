import { describe, expect, it } from '@jest/globals';
import { startApi } from '../../testing/app.js';
import { cloneDatabase } from '../../testing/services.js';

const liveKit = (address: string) => ({ LIVEKIT_URL: address, LIVEKIT_API_KEY: 'key', LIVEKIT_API_SECRET: 's'.repeat(32) });

describe('where a page may connect to', () => {
  it.each([
    [{}, []],
    [liveKit('wss://live.example:7443/rtc'), ['wss://live.example:7443', 'https://live.example:7443']],
    [liveKit('ws://127.0.0.1:7880'), ['ws://127.0.0.1:7880', 'http://127.0.0.1:7880']],
  ])('%j: to the portal, and to the server of picture and sound where there is one', async (config, more) => {
    const database = await cloneDatabase();
    const api = await startApi(database, { features: [], contracts: [], config });
    try {
      const { headers } = await fetch(`${await api.listen()}/health/ready`);
      const [, allowed = ''] = /connect-src ([^;]*)/.exec(headers.get('content-security-policy') ?? '') ?? [];
      const [self, portal, ...others] = allowed.split(' ');
      expect([self, portal]).toEqual(["'self'", expect.stringMatching(/^wss?:\/\//)]);
      expect(others).toEqual(more);
    } finally {
      await api.close();
      await database.drop();
    }
  });
});
