import * as account from '@alliance/contracts/account.contract';
import * as invitation from '@alliance/contracts/invitation.contract';
import { challengePasskey } from '@alliance/contracts/passkey.contract';
import * as policy from '@alliance/contracts/policy.contract';
import type { Problem } from '@alliance/contracts/problem';
import type { SessionView } from '@alliance/contracts/session.contract';
import { generateSync } from 'otplib';
import { randomUUIDv7 } from 'node:crypto';
import { AccountModule } from '../account/account.module.js';
import { hashPassword } from '../platform/auth/password.js';
import { PolicyModule } from '../policy/policy.module.js';
import { demoPassword, type Person, type Serving, type TestApi } from './app.js';
import type { TestDatabase } from './services.js';
import type { SoftwareAuthenticator } from './software-authenticator.js';

/** What an API needs to serve accounts beside sessions. */
export const signInSlice: Serving = { features: [AccountModule, PolicyModule], contracts: [account, invitation, policy] };

export interface Attempt {
  readonly status: number;
  readonly code: string;
  readonly problem: Problem;
  readonly session: SessionView;
  readonly cookie: string;
  readonly headers: Record<string, unknown>;
}
let addresses = 0;
/** An address that no other test fails from. */
export const someAddress = (): string => `10.${(addresses >> 8) & 255}.${addresses++ & 255}.${process.pid & 255}`;

/** Signs in from an address of one's own unless one is given. */
export async function signIn(
  api: TestApi,
  username: string,
  password: string,
  { code, address = someAddress() }: { code?: string; address?: string } = {},
): Promise<Attempt> {
  const payload = { username, password, ...(code !== undefined && { code }) };
  const reply = await api.app.inject({ method: 'POST', url: '/api/session', payload, remoteAddress: address });
  const json = reply.json<Problem & SessionView>();
  const cookie = reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return { status: reply.statusCode, code: json.code, problem: json, session: json, cookie, headers: reply.headers };
}

export interface Totp {
  readonly id: string;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
  /** The code now, or so many steps of 30 seconds from now. */
  readonly code: (steps?: number) => string;
}
/** Adds an authenticator app to somebody who is signed in. The step of its first code is used up by it. */
export async function addTotp(api: TestApi, person: Person): Promise<Totp> {
  const { id, secret } = await person.get(account.enrolTotp, { body: { name: 'phone' } });
  const code = (steps = 0) => generateSync({ secret, epoch: Math.floor(api.clock.now().getTime() / 1000) + steps * 30 });
  const { recoveryCodes } = await person.get(account.confirmTotp, { params: { id }, body: { code: code() } });
  api.clock.advance(30);
  return { id, secret, recoveryCodes: recoveryCodes ?? [], code };
}

export async function addPasskey(person: Person, authenticator: SoftwareAuthenticator) {
  const { challengeId, options } = await person.get(account.offerPasskey, {});
  return person.get(account.addPasskey, { body: { challengeId, name: 'laptop', response: authenticator.create(options) } });
}

/** A ceremony that anybody may begin. */
export async function challenge(api: TestApi) {
  const reply = await api.app.inject({ method: 'POST', url: `/api${challengePasskey.path}`, remoteAddress: someAddress() });
  return reply.json<{ challengeId: string; options: { challenge: string; rpId: string } }>();
}

const secret = hashPassword(demoPassword);
/** Doctors with accounts `${prefix}1`, `${prefix}2` … at one hospital, all with the same password. */
export async function makeAccounts({ owner }: TestDatabase, institutionId: string, prefix: string, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`);
  const ids = names.map(() => randomUUIDv7());
  await owner.query('insert into person (id, name) select id, name from unnest($1::uuid[], $2::text[]) p (id, name)', [ids, names]);
  await owner.query(
    `insert into account (id, person_id, username, password_hash) select gen_random_uuid(), id, name, $3 from unnest($1::uuid[], $2::text[]) p (id, name)`,
    [ids, names, await secret],
  );
  await owner.query(
    `insert into appointment (id, person_id, institution_id, role, valid) select gen_random_uuid(), id, $2, 'doctor', '[2020-01-01,)' from unnest($1::uuid[]) p (id)`,
    [ids, institutionId],
  );
  return names;
}
