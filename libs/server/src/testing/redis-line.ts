import { createServer, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { readTestServices } from '../platform/config/test-services.js';

/** A line to the test's Redis that can be cut, for processes that must carry on without it. */
export interface RedisLine {
  readonly url: string;
  cut(): void;
  mend(): void;
  /** How many connections go through it now. */
  readonly inUse: number;
  close(): void;
}

export async function redisLine(): Promise<RedisLine> {
  const url = new URL(readTestServices().REDIS_URL);
  const { hostname, port } = url;
  const open = new Set<Socket>();
  let whole = true;
  const drop = () => open.forEach((socket) => socket.destroy());
  const server = createServer((client) => {
    if (!whole) return void client.destroy();
    const redis = connect(Number(port), hostname);
    for (const socket of [client, redis]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => [client, redis].forEach((end) => void (open.delete(end) && end.destroy())));
    }
    client.pipe(redis).pipe(client);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  Object.assign(url, { hostname: '127.0.0.1', port: (server.address() as { port: number }).port });
  return {
    url: url.href,
    cut: () => {
      whole = false;
      drop();
    },
    mend: () => void (whole = true),
    get inUse() {
      return open.size / 2;
    },
    close: () => {
      drop();
      server.close();
    },
  };
}
