import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant, Version, line } from './schema.js';

export const hl7Charsets = ['utf-8', 'gb18030'] as const;
/** Zones that a hospital can agree to for times without one. */
export const agreedZones = ['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Hong_Kong', 'Asia/Macau', 'Asia/Taipei'] as const;

const counts = { filed: z.int(), repeated: z.int(), quarantined: z.int(), refused: z.int() };
/** A system of this hospital that sends HL7 v2 over MLLP. */
export const Hl7Connection = z
  .object({
    id: Id,
    version: Version,
    name: z.string(),
    /** MSH-3 and MSH-4. */
    sendingApplication: z.string(),
    sendingFacility: z.string(),
    /** An engine on the portal's own machine: it sends without TLS and is known by its name alone. */
    local: z.boolean(),
    /** SHA-256 of its client certificates, in hexadecimal. */
    fingerprints: z.array(z.string()),
    /** Empty: from everywhere. */
    addresses: z.array(z.string()),
    charset: z.enum(hl7Charsets),
    zone: z.enum(agreedZones).nullable(),
    enabled: z.boolean(),
    lastSeenAt: Instant.nullable(),
    /** Of the last 24 hours. */
    day: z.object(counts),
    /** Of this hour. */
    hour: z.object(counts),
    waiting: z.int(),
  })
  .meta({ id: 'Hl7Connection' });
export type Hl7Connection = z.infer<typeof Hl7Connection>;

/** As `openssl x509 -fingerprint -sha256` prints it, with or without colons. */
const Fingerprint = z
  .string()
  .transform((text) => text.replace(/[\s:]/g, '').toLowerCase())
  .refine((text) => /^[0-9a-f]{64}$/.test(text), 'fingerprint');
const Address = z.union([z.ipv4(), z.ipv6()]);
const settings = {
  name: line(80),
  sendingApplication: line(180),
  sendingFacility: line(180),
  local: z.boolean().default(false),
  fingerprints: z.array(Fingerprint).max(10),
  addresses: z.array(Address).max(20).default([]),
  charset: z.enum(hl7Charsets).default('utf-8'),
  zone: z.enum(agreedZones).nullable().default(null),
  enabled: z.boolean().default(true),
};
const refuses = ['access.denied', 'connection.taken', 'session.step_up_required'] as const;

export const listHl7Connections = route('GET', '/hl7-connections', {
  summary: 'Systems of my institution that send results by HL7 v2, with their health',
  returns: z
    .object({
      items: z.array(Hl7Connection),
      /** Where they send to; null: this installation does not listen. */
      port: z.int().nullable(),
    })
    .meta({ id: 'Hl7Connections' }),
  refuses: ['access.denied'],
});
export const addHl7Connection = route('POST', '/hl7-connections', {
  summary: 'Let a system send, known by its client certificate',
  status: 201,
  body: z.strictObject({ id: Id.optional(), ...settings }).meta({ id: 'AddHl7Connection' }),
  returns: Hl7Connection,
  refuses,
});
export const changeHl7Connection = route('POST', '/hl7-connections/:id/change', {
  summary: 'Change how a system is known and read, or switch it off; it holds within seconds',
  params: ById,
  body: z.strictObject({ version: Version, ...settings }).meta({ id: 'ChangeHl7Connection' }),
  returns: Hl7Connection,
  refuses: [...refuses, 'access.not_found', 'record.stale'],
});
