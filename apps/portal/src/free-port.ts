import { createServer } from 'node:net';
import { PlainError } from './plain-error.js';

function listen(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}

export const freePort = (): Promise<number> => listen('127.0.0.1', 0);

export async function expectFree(host: string, port: number): Promise<void> {
  try {
    await listen(host, port);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new PlainError(
        `Port ${port} on ${host} is taken: stop the program that uses it, or choose another with PORT=${port === 65535 ? 3000 : port + 1} npm start.`,
      );
    if (code === 'EACCES') throw new PlainError(`Port ${port} is reserved for the system: choose one above 1023 with PORT=3000 npm start.`);
    throw new PlainError(`This machine has no address ${host} to listen on (${code}): correct HOST, or leave it out.`);
  }
}
