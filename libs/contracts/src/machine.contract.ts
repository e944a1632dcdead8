import { permissions } from '@alliance/domain/access/permission';
import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant, Version, line } from './schema.js';

/** Machine clients of an institution (OAuth 2.0 client credentials, `private_key_jwt`). Tokens come from `POST /oauth/token`, outside `/api`. */
const MachineKey = z.object({
  /** `kid` of the public key: its RFC 7638 thumbprint. */
  kid: z.string(),
  algorithm: z.string(),
  addedAt: Instant,
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});
export const MachineClient = z
  .object({
    /** `client_id` of the OAuth requests. */
    id: Id,
    version: Version,
    name: z.string(),
    scopes: z.array(z.enum(permissions)),
    keys: z.array(MachineKey),
    createdAt: Instant,
    createdBy: z.string().nullable(),
    lastUsedAt: Instant.nullable(),
    lastAddress: z.string().nullable(),
    disabledAt: Instant.nullable(),
  })
  .meta({ id: 'MachineClient' });
export type MachineClient = z.infer<typeof MachineClient>;

const Scopes = z.array(z.enum(permissions)).min(1).max(permissions.length);
/** A public JSON Web Key (RSA ≥ 2048, EC P-256/P-384, Ed25519); a private one is refused. */
const PublicKey = z.looseObject({ kty: z.enum(['RSA', 'EC', 'OKP']) });
const refuses = ['access.denied', 'access.not_found', 'record.stale', 'session.step_up_required'] as const;

export const listMachineClients = route('GET', '/machine-clients', {
  summary: 'Machine clients of my institution, with last use',
  returns: z.object({ items: z.array(MachineClient), tokenEndpoint: z.string() }).meta({ id: 'MachineClients' }),
});
export const addMachineClient = route('POST', '/machine-clients', {
  summary: 'Register a machine client with its public key',
  status: 201,
  body: z.strictObject({ id: Id.optional(), name: line(80), scopes: Scopes, key: PublicKey }).meta({ id: 'AddMachineClient' }),
  returns: MachineClient,
  refuses: ['access.denied', 'machine.key_invalid', 'machine.scope_refused', 'session.step_up_required'],
});
export const changeMachineClient = route('POST', '/machine-clients/:id/change', {
  summary: 'Rename a machine client or change its scopes; tokens in use narrow at once',
  params: ById,
  body: z.strictObject({ version: Version, name: line(80), scopes: Scopes }).meta({ id: 'ChangeMachineClient' }),
  returns: MachineClient,
  refuses: [...refuses, 'machine.scope_refused'],
});
export const addMachineKey = route('POST', '/machine-clients/:id/keys', {
  summary: 'Add a public key beside the old one, to rotate without a gap',
  status: 201,
  params: ById,
  body: z.strictObject({ version: Version, key: PublicKey }).meta({ id: 'AddMachineKey' }),
  returns: MachineClient,
  refuses: [...refuses, 'machine.key_invalid'],
});
export const revokeMachineKey = route('POST', '/machine-clients/:id/revoke-key', {
  summary: 'Revoke a key; tokens obtained with it end at once',
  params: ById,
  body: z.strictObject({ version: Version, kid: z.string().max(100) }).meta({ id: 'RevokeMachineKey' }),
  returns: MachineClient,
  refuses,
});
export const disableMachineClient = route('POST', '/machine-clients/:id/disable', {
  summary: 'Switch a machine client off; its tokens end at once',
  params: ById,
  body: z.strictObject({ version: Version }).meta({ id: 'DisableMachineClient' }),
  returns: MachineClient,
  refuses,
});
