import { addMachineClient, type MachineClient } from '@alliance/contracts/machine.contract';
import type { Permission } from '@alliance/domain/access/permission';
import { SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { randomInt, randomUUID } from 'node:crypto';
import type { Person, TestApi } from './app.js';

/** Where the programs of this test file run: requests are counted for each address, over all files. */
export const programAddress = `10.7.${randomInt(256)}.${randomInt(256)}`;

export interface MachineKeyPair {
  readonly kid: string;
  readonly algorithm: string;
  readonly publicJwk: JWK;
  readonly privateKey: CryptoKey;
}

export async function newMachineKey(algorithm = 'ES256'): Promise<MachineKeyPair> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  return { kid: await calculateJwkThumbprint(publicJwk), algorithm, publicJwk, privateKey };
}

/** A machine client of an administrator's institution. */
export const registerMachine = (
  administrator: Person,
  key: MachineKeyPair,
  scopes: readonly Permission[],
  name = '检验系统',
): Promise<MachineClient> => administrator.get(addMachineClient, { body: { name, scopes: [...scopes], key: key.publicJwk as never } });

/** What one assertion says differently from a right one. `undefined` leaves a claim out. */
export type Wrong = Readonly<Record<string, unknown>> & { readonly header?: Readonly<Record<string, unknown>> };

/** A right `private_key_jwt` assertion, but for what is said to be wrong. */
export function assertionOf(api: TestApi, clientId: string, key: MachineKeyPair, { header, ...wrong }: Wrong = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const claims = { iss: clientId, sub: clientId, aud: `${api.config.origin}/oauth/token`, jti: randomUUID(), exp: now + 60, ...wrong };
  return new SignJWT(claims).setProtectedHeader({ alg: key.algorithm, kid: key.kid, ...header }).sign(key.privateKey);
}

export interface TokenReply {
  readonly status: number;
  readonly body: {
    readonly access_token: string;
    readonly refresh_token: string;
    readonly scope: string;
    readonly expires_in: number;
    readonly error?: string;
  };
}

export async function askForToken(api: TestApi, form: Readonly<Record<string, string>>, headers = {}): Promise<TokenReply> {
  const reply = await api.app.inject({
    method: 'POST',
    url: '/oauth/token',
    remoteAddress: programAddress,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(form).toString(),
  });
  return { status: reply.statusCode, body: reply.json() };
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
export const formOf = (assertion: string, more: Readonly<Record<string, string>> = {}) => ({
  grant_type: 'client_credentials',
  client_assertion_type: assertionType,
  client_assertion: assertion,
  ...more,
});

/** Signs in a machine: an access and a refresh token. */
export async function machineToken(api: TestApi, clientId: string, key: MachineKeyPair, more = {}): Promise<TokenReply> {
  return askForToken(api, formOf(await assertionOf(api, clientId, key), more));
}

export async function refreshed(api: TestApi, clientId: string, key: MachineKeyPair, refreshToken: string, more = {}): Promise<TokenReply> {
  return machineToken(api, clientId, key, { grant_type: 'refresh_token', refresh_token: refreshToken, ...more });
}
