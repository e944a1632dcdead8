import type { Problem } from '@alliance/contracts/problem';
import { statusOf } from '@alliance/contracts/problem';
import type { AskOf, ReplyOf, Route } from '@alliance/contracts/route';
import type { RefusalCode, RefusalFacts } from '@alliance/domain/refusal';

interface Asked {
  readonly route: Route;
  readonly ask: { readonly params: Record<string, string>; readonly query: Record<string, string>; readonly body: Record<string, unknown> };
  readonly headers: Headers;
}
type Answer = { readonly status: number; readonly body: unknown } | 'silence';

/** A server made of the contracts: answers routes, remembers what was asked. Routes nobody answers refuse with `access.not_found`. */
export class Answers {
  private readonly routes = new Map<Route, (asked: Asked) => Answer>();
  readonly asked: Asked[] = [];

  on<R extends Route>(route: R, answer: ReplyOf<R> | ((ask: AskOf<R>) => ReplyOf<R>)): this {
    this.routes.set(route, ({ ask }) => ({
      status: route.status,
      body: typeof answer === 'function' ? (answer as (given: unknown) => unknown)(ask) : answer,
    }));
    return this;
  }
  refuse(route: Route, code: RefusalCode, facts: RefusalFacts = {}): this {
    const problem: Problem = {
      type: code,
      title: code,
      status: statusOf[code],
      code,
      detail: 'a server sentence',
      facts,
      requestId: 'req-42',
    };
    this.routes.set(route, () => ({ status: problem.status, body: problem }));
    return this;
  }
  /** The line is dead for this route. */
  silence(route: Route): this {
    this.routes.set(route, () => 'silence');
    return this;
  }
  of(route: Route): Asked[] {
    return this.asked.filter((asked) => asked.route === route);
  }
  bodies(route: Route): Record<string, unknown>[] {
    return this.of(route).map(({ ask }) => ask.body);
  }

  readonly fetch = async (input: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input, 'http://portal');
    const path = url.pathname.replace(/^\/api/, '');
    // `/referrals/counts` before `/referrals/:id`
    const candidates = [...this.routes.keys()]
      .filter(({ method }) => method === init.method)
      .sort((a, b) => a.path.split(':').length - b.path.split(':').length);
    for (const route of candidates) {
      const params = match(route.path, path);
      if (!params) continue;
      const asItIs = init.body instanceof Blob ? { bytes: init.body.size } : {};
      const form = init.body instanceof FormData ? (Object.fromEntries(init.body) as Record<string, unknown>) : asItIs;
      const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : form;
      const asked = { route, ask: { params, query: Object.fromEntries(url.searchParams), body }, headers: new Headers(init.headers) };
      this.asked.push(asked);
      const answer = this.routes.get(route)?.(asked) ?? 'silence';
      if (answer === 'silence') throw new TypeError('Failed to fetch');
      return reply(answer.status, answer.body);
    }
    return reply(404, { type: '', title: '', status: 404, code: 'access.not_found', detail: '', requestId: 'req-0' } satisfies Problem);
  };
}

const reply = (status: number, body: unknown): Response =>
  new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

function match(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = given[i] ?? '';
    else if (part !== given[i]) return undefined;
  }
  return params;
}
