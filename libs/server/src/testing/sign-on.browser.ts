import { randomInt } from 'node:crypto';
import type { TestApi } from './app.js';

/** A browser that signs in through a hospital's own service: it keeps the portal's cookies. */
export class SignOnBrowser {
  /** Requests are counted for each address, over all test files. */
  private readonly remoteAddress = `10.6.${randomInt(256)}.${randomInt(256)}`;
  private readonly cookies = new Map<string, string>();
  /** Every Set-Cookie line it was sent. */
  readonly setCookies: string[] = [];

  constructor(private readonly api: TestApi) {}

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** @returns where the portal sends the browser */
  async start(providerId: string): Promise<string> {
    const reply = await this.post(`/api/sign-on/${providerId}/start`);
    if (reply.statusCode !== 200) throw new Error(`${reply.statusCode} ${reply.body}`);
    return reply.json<{ url: string }>().url;
  }

  ask(query: string) {
    return this.post('/api/sign-on/finish', { query });
  }

  /** @returns status, and the user name or the refusal */
  async finish(query: string): Promise<[status: number, answer: string]> {
    const reply = await this.ask(query);
    const { user, code } = reply.json<{ user?: { username: string }; code?: string }>();
    return [reply.statusCode, user?.username ?? String(code)];
  }

  private async post(url: string, payload?: object) {
    const headers = { cookie: this.cookie };
    const reply = await this.api.app.inject({
      method: 'POST',
      url,
      headers,
      remoteAddress: this.remoteAddress,
      ...(payload && { payload }),
    });
    for (const { name, value } of reply.cookies) this.cookies.set(name, value);
    this.setCookies.push(...[reply.headers['set-cookie'] ?? []].flat());
    return reply;
  }
}
