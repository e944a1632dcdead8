import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Received {
  readonly path: string;
  readonly to: string;
  readonly text: string;
  readonly idempotencyKey: string;
  readonly authorization: string | undefined;
}

/** `drop` takes the message and then cuts the line without an answer; `hang` never answers. */
export type Behaviour = 'take' | 'refuse' | 'fail' | 'drop' | 'hang';

/** Stands for gateways of text messages and calls and for chat robots, on this machine only: each path behaves as it was told and keeps what it got. */
export class FakeGateway {
  readonly received: Received[] = [];
  private readonly behaviours = new Map<string, Behaviour>();
  private readonly server = createServer((request, response) => void this.answer(request, response));
  private readonly sockets = new Set<Socket>();

  static async start(): Promise<FakeGateway> {
    const gateway = new FakeGateway();
    gateway.server.on('connection', (socket) => {
      gateway.sockets.add(socket);
      socket.once('close', () => gateway.sockets.delete(socket));
    });
    await new Promise<void>((listening) => gateway.server.listen(0, '127.0.0.1', listening));
    return gateway;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
  url(path: string): string {
    return `http://${this.host}${path}`;
  }

  /** From now on. */
  behave(path: string, behaviour: Behaviour): void {
    this.behaviours.set(path, behaviour);
  }

  to(address: string): Received[] {
    return this.received.filter(({ to }) => to === address);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((closed) => this.server.close(closed));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as {
      to?: string;
      text?: string | { content: string };
      idempotencyKey?: string;
    };
    const path = request.url ?? '/';
    const text = typeof body.text === 'object' ? body.text.content : body.text;
    const key = body.idempotencyKey ?? String(request.headers['idempotency-key']);
    this.received.push({ path, to: body.to ?? path, text: text ?? '', idempotencyKey: key, authorization: request.headers.authorization });
    const behaviour = this.behaviours.get(path) ?? 'take';
    if (behaviour === 'hang') return;
    if (behaviour === 'drop') return void request.socket.destroy();
    const status = { take: 200, refuse: 422, fail: 503 }[behaviour];
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ errcode: 0, reference: `m-${this.received.length}` }));
  }
}
