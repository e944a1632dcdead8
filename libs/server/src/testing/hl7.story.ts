import { randomUUIDv7 } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { connect as connectPlain, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import * as hl7Connection from '@alliance/contracts/hl7-connection.contract';
import * as inbound from '@alliance/contracts/inbound.contract';
import { Hl7ConnectionModule } from '../hl7/hl7-connection.module.js';
import { InboundModule } from '../inbound/inbound.module.js';
import { Framing, framed } from '../hl7/framing.js';
import { fingerprintOf, portalCertificate, type TestCertificate } from './certificates.js';
import { numberOf } from './patient.story.js';
import type { Serving } from './app.js';
import type { TestDatabase } from './services.js';
import { filingSlice } from './test-result.story.js';
import type { Hospital } from './world.js';

/** What came in, who may send, and the filing of reports. */
export const inboundSlice: Serving = {
  features: [...filingSlice.features, InboundModule, Hl7ConnectionModule],
  contracts: [...filingSlice.contracts, inbound, hl7Connection],
};

/** Settings of a listener on ports of its own. */
export function listening(): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'alliance-mllp-'));
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  writeFileSync(cert, portalCertificate.cert);
  writeFileSync(key, portalCertificate.key);
  return { MLLP_PORT: '0', MLLP_TLS_CERT: cert, MLLP_TLS_KEY: key, MLLP_LOCAL_PORT: '0' };
}

const columns = 'id, institution_id, name, sending_application, sending_facility, charset, zone, local, addresses, created_at';
/** @returns the id of the connection */
export async function aConnection(
  { owner }: TestDatabase,
  { id }: Hospital,
  more: {
    readonly certificate?: TestCertificate;
    readonly name?: string;
    readonly zone?: string;
    readonly charset?: string;
    readonly addresses?: string;
  } = {},
): Promise<string> {
  const connectionId = randomUUIDv7();
  const { certificate, name = 'LIS', zone = null, charset = 'utf-8', addresses = '{}' } = more;
  await owner.query(`insert into hl7_connection (${columns}) values ($1, $2, $3, $3, '县医院', $4, $5, $6, $7, now())`, [
    ...[connectionId, id, name, charset, zone, !certificate, addresses],
  ]);
  if (certificate)
    await owner.query('insert into hl7_certificate (fingerprint, connection_id, institution_id, added_at) values ($1, $2, $3, now())', [
      ...[fingerprintOf(certificate), connectionId, id],
    ]);
  return connectionId;
}

let numbers = 0;
export interface Oru {
  readonly controlId: string;
  readonly number: string;
  readonly identifier: string;
  readonly name: string;
  readonly value: string;
  readonly zone: string;
  readonly charset: string;
  readonly application: string;
  readonly state: string;
}
/** A message as a laboratory system of a county hospital writes it. */
export function oru(more: Partial<Oru> = {}): string {
  const n = ++numbers;
  const { controlId = `M${n}`, number = `L${n}`, identifier = numberOf('female'), name = '王^芳', value = '128', zone = '+0800' } = more;
  const { charset = 'UNICODE UTF-8', application = 'LIS', state = 'F' } = more;
  return [
    `MSH|^~\\&|${application}|县医院|PORTAL|LEAD|20261120093000${zone}||ORU^R01^ORU_R01|${controlId}|P|2.5.1||||||${charset}`,
    `PID|1||${identifier}^^^公安部^NI||${name}||19491231|F`.replace('19491231', ''),
    `OBR|1||${number}|XCG^血常规^L|||20261120080000${zone}|||||||||||||||20261120093000${zone}||检验科|${state}`,
    `OBX|1|NM|HGB^血红蛋白^L||${value}|g/L|115-150|N|||${state}`,
    '',
  ].join('\r');
}

/** A sender: gives messages, gets answers in their order. */
export class Engine {
  private readonly framing = new Framing();
  private readonly came: string[] = [];
  private readonly wanted: (() => void)[] = [];
  closed = false;

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.came.push(...this.framing.push(chunk).map((frame) => frame.toString()));
      for (const wake of this.wanted.splice(0)) wake();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.closed = true;
      for (const wake of this.wanted.splice(0)) wake();
    });
  }

  static open(port: number, certificate: TestCertificate | null): Promise<Engine> {
    return new Promise((resolve, reject) => {
      const socket: Socket = certificate
        ? connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...certificate }, () => resolve(new Engine(socket)))
        : connectPlain(port, '127.0.0.1', () => resolve(new Engine(socket)));
      socket.once('error', reject);
    });
  }

  /** @returns what was answered; undefined where the other end closed instead */
  async send(message: string | Buffer): Promise<string | undefined> {
    this.give(message);
    return this.next();
  }
  give(message: string | Buffer): void {
    this.socket.write(typeof message === 'string' ? framed(message) : message);
  }
  async next(): Promise<string | undefined> {
    while (!this.came.length && !this.closed) await new Promise<void>((wake) => this.wanted.push(wake));
    return this.came.shift();
  }
  end(): void {
    this.socket.destroy();
  }
}
export const codeIn = (answer: string | undefined): string | undefined => /\rMSA\|(..)\|/.exec(answer ?? '')?.[1];
