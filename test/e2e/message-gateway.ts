import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Message {
  readonly path: string;
  readonly to: string;
  readonly text: string;
  readonly idempotencyKey: string;
}

/** A gateway for text messages and calls on loopback: keeps what it was told to send and shows it under `/messages`. */
export async function startMessageGateway(): Promise<{ url: string; stop: () => void }> {
  const kept: Message[] = [];
  const server: Server = createServer((request, reply) => {
    if (request.method === 'GET') return void reply.setHeader('content-type', 'application/json').end(JSON.stringify(kept));
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      kept.push({ ...(JSON.parse(body) as Omit<Message, 'path'>), path: request.url ?? '' });
      reply.setHeader('content-type', 'application/json').end(JSON.stringify({ reference: `m-${kept.length}` }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => void server.close() };
}

/** What the gateway of this run was told to send so far. */
export async function messages(): Promise<Message[]> {
  const reply = await fetch(`${process.env['MESSAGE_GATEWAY']}/messages`);
  return (await reply.json()) as Message[];
}
