import { BadConfiguration, CONFIG, type Config } from '../platform/config/config.js';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { constants } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { Log } from '../platform/observe/log.js';
import { Conversation } from './conversation.js';
import { Reception, type Peer } from './reception.js';

const mostConnections = 500;
const handshakeWithinMs = 10_000;

/**
 * Listens for HL7 v2. Any client certificate is let through the handshake, which proves that the other end has its key; whether it is one of
 * ours is asked of the connections. Without TLS only this very machine is listened to.
 */
@Injectable()
export class MllpListener implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly servers: Server[] = [];
  private readonly conversations = new Set<Conversation>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly reception: Reception,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { MLLP_PORT, MLLP_HOST, HOST, MLLP_LOCAL_PORT } = this.config;
    if (MLLP_PORT !== undefined) await this.open(this.encrypted(), MLLP_PORT, MLLP_HOST ?? HOST);
    if (MLLP_LOCAL_PORT !== undefined)
      await this.open(
        createServer((socket) => this.greet(socket, null)),
        MLLP_LOCAL_PORT,
        '127.0.0.1',
      );
  }

  /** Where it listens, in the order of the settings. */
  get ports(): number[] {
    return this.servers.map((server) => (server.address() as AddressInfo).port);
  }

  async onModuleDestroy(): Promise<void> {
    for (const server of this.servers) server.close();
    await Promise.all([...this.conversations].map((conversation) => conversation.end()));
  }

  private encrypted(): Server {
    const [cert, key] = [pem(this.config.MLLP_TLS_CERT), pem(this.config.MLLP_TLS_KEY)];
    // a resumed session would come without its certificate
    const options = { cert, key, requestCert: true, rejectUnauthorized: false, secureOptions: constants.SSL_OP_NO_TICKET };
    const server = createTlsServer(
      { ...options, minVersion: 'TLSv1.2', handshakeTimeout: handshakeWithinMs, sessionTimeout: 1 },
      (socket: TLSSocket) => this.greet(socket, fingerprintOf(socket)),
    );
    server.on('tlsClientError', (_, socket) => socket.destroy());
    return server;
  }

  private open(server: Server, port: number, host: string): Promise<void> {
    server.maxConnections = mostConnections;
    this.servers.push(server);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        server.on('error', (error) => this.log.error({ err: error }, 'the HL7 listener failed'));
        this.log.info({ port: (server.address() as AddressInfo).port }, 'listening for HL7');
        resolve();
      });
    });
  }

  private greet(socket: Socket, fingerprint: string | null): void {
    const peer: Peer = { fingerprint, address: (socket.remoteAddress ?? '').replace(/^::ffff:/, '') };
    const conversation = new Conversation(socket, peer, this.reception, this.log);
    this.conversations.add(conversation);
    socket.once('close', () => this.conversations.delete(conversation));
  }
}

/** '' for a connection without a certificate: nobody has that one. */
const fingerprintOf = (socket: TLSSocket): string =>
  socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase() ?? '';

function pem(file: string | undefined): Buffer {
  try {
    return readFileSync(file ?? '');
  } catch {
    throw new BadConfiguration(`MLLP_TLS_CERT, MLLP_TLS_KEY: ${file} cannot be read`);
  }
}
