import { z } from 'zod';

const Port = z.coerce.number().int().min(0).max(65535);
const Flag = z.stringbool();

/** This machine itself: the only place that may be spoken to without TLS. */
export const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
const encryptedOrLoopback = (address: string): boolean => {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || isLoopback(hostname);
};
const Gateway = z.url({ protocol: /^https?$/ }).refine(encryptedOrLoopback, 'https, or http on this machine');
const Token = z.string().min(8).max(500);
/** Host names, with a port where it is not the usual one. */
const Hosts = z
  .string()
  .transform((list) => list.split(',').flatMap((host) => host.trim().toLowerCase() || []))
  .refine((hosts) => hosts.every((host) => /^(\[::1\]|[a-z0-9.-]+)(:\d{1,5})?$/.test(host)), 'host names, separated by commas');
const list = (kind: string, shape: RegExp) =>
  z
    .string()
    .transform((text) => text.split(',').flatMap((one) => one.trim() || []))
    .refine((all) => all.every((one) => shape.test(one)), `${kind}, separated by commas`);

/** Every variable the API and the worker read. The launcher fills them in; a deployment sets them itself. */
const Environment = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('production turns the demonstration off and hides /metrics'),
  HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  PORT: Port.default(3000).describe('port of the API and the web pages'),
  WORKER_PORT: Port.default(0).describe("port of the worker's health and metrics; 0 chooses one"),
  PUBLIC_URL: z.url().optional().describe('address people open; decides the allowed origin and whether cookies are Secure'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe('login role alliance_app: owns nothing, row-level security binds it'),
  SYSTEM_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe('login role alliance_system: events, timers, nothing clinical'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20).describe('connections per process'),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).describe('fast path for jobs and sockets; PostgreSQL is the truth'),
  DATA_DIR: z.string().min(1).default('.data').describe('folder of uploaded files'),
  FIELD_KEY: z
    .base64()
    .refine((key) => Buffer.from(key, 'base64').length === 32, '32 bytes in base64')
    .describe('key of encrypted columns; losing it loses them'),
  WEB_DIR: z.string().optional().describe('built web pages to serve'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('structured logs, never with patient data'),
  SMS_GATEWAY_URL: Gateway.optional().describe('text messages: POST {to, text, idempotencyKey}; without it they are shown as undelivered'),
  SMS_GATEWAY_TOKEN: Token.optional().describe('bearer token of the text message gateway, where it wants one'),
  VOICE_GATEWAY_URL: Gateway.optional().describe('automated calls: POST {to, text, idempotencyKey}'),
  VOICE_GATEWAY_TOKEN: Token.optional().describe('bearer token of the voice gateway, where it wants one'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('mail server, smtps:// or smtp:// (which must offer STARTTLS unless it is this machine)'),
  SMTP_FROM: z.email().optional().describe('sender of mails'),
  CLAMD_URL: z
    .url({ protocol: /^tcp$/ })
    .optional()
    .describe('virus scanner: tcp://host:3310 of a ClamAV daemon; without it documents are checked by their structure alone'),
  MEDIA_ENGINE: z
    .enum(['sfu', 'mesh'])
    .optional()
    .describe('mesh: browsers send to each other, four at most, though there is a media process'),
  MEDIA_URL: Gateway.optional().describe('the media process that forwards picture and sound; without it browsers send to each other'),
  MEDIA_KEY: z.string().min(32).max(200).optional().describe('shared secret of the portal and the media process'),
  STUN_URLS: list('stun: addresses', /^stuns?:[^\s,]+$/)
    .default([])
    .describe('servers that tell a browser its outer address'),
  TURN_URLS: list('turn: addresses', /^turns?:[^\s,]+$/)
    .default([])
    .describe('relays for browsers behind a firewall'),
  TURN_SECRET: z.string().min(16).max(200).optional().describe("the relay's static-auth-secret"),
  TURN_SECONDS: z.coerce.number().int().min(60).max(86_400).default(14_400).describe('how long a credential for the relay holds'),
  LIVEKIT_URL: z
    .url({ protocol: /^wss?$/ })
    .refine((address) => address.startsWith('wss:') || isLoopback(new URL(address).hostname), 'wss, or ws on this machine')
    .optional()
    .describe('a LiveKit server that carries picture and sound instead of the media process'),
  LIVEKIT_API_KEY: z.string().min(3).max(200).optional().describe('key of the LiveKit server'),
  LIVEKIT_API_SECRET: z.string().min(32).max(200).optional().describe('secret that belongs to the key'),
  MLLP_PORT: Port.optional().describe('port for results by HL7 v2 (MLLP over TLS, with client certificates); without it nobody listens'),
  MLLP_HOST: z.string().optional().describe('address of that port where it is another one than HOST'),
  MLLP_TLS_CERT: z.string().min(1).optional().describe('file of the certificate that senders of HL7 see, in PEM'),
  MLLP_TLS_KEY: z.string().min(1).optional().describe('file of the key that belongs to it'),
  MLLP_LOCAL_PORT: Port.optional().describe('port on 127.0.0.1 for an engine of this very machine: HL7 v2 without TLS'),
  WEBHOOK_HOSTS: Hosts.default([]).describe('further hosts that group-chat robots may be on, separated by commas'),
  DEMO: Flag.default(false).describe('the installation shows invented people and says so'),
});

export type Config = Readonly<z.output<typeof Environment>> & { readonly origin: string; readonly secureCookies: boolean };

/** Settings that mean nothing without another one. */
const needs = [
  ['SMS_GATEWAY_TOKEN', 'SMS_GATEWAY_URL'],
  ['VOICE_GATEWAY_TOKEN', 'VOICE_GATEWAY_URL'],
  ['SMTP_URL', 'SMTP_FROM'],
  ['SMTP_FROM', 'SMTP_URL'],
  ['MEDIA_URL', 'MEDIA_KEY'],
  ['MLLP_PORT', 'MLLP_TLS_CERT'],
  ['MLLP_TLS_CERT', 'MLLP_TLS_KEY'],
  ['MLLP_TLS_KEY', 'MLLP_TLS_CERT'],
  ['LIVEKIT_URL', 'LIVEKIT_API_KEY'],
  ['LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'],
  ['LIVEKIT_API_SECRET', 'LIVEKIT_URL'],
] as const;

function contradictionsOf(config: z.output<typeof Environment>): string[] {
  const relays = config.TURN_URLS.length > 0 && !config.TURN_SECRET ? ['TURN_SECRET: needed with TURN_URLS'] : [];
  const halves = needs.flatMap(([one, other]) =>
    config[one] !== undefined && config[other] === undefined ? [`${other}: needed with ${one}`] : [],
  );
  if (config.NODE_ENV !== 'production') return [...halves, ...relays];
  const ownHosts = config.WEBHOOK_HOSTS.some((host) => isLoopback(host.replace(/:\d+$/, '')));
  return [
    ...halves,
    ...relays,
    ...(config.DEMO ? ['DEMO: never on in production'] : []),
    ...(ownHosts ? ['WEBHOOK_HOSTS: never this machine in production'] : []),
  ];
}

/** Refused settings: the process ends with code 78 (EX_CONFIG) after naming all of them at once. */
export class BadConfiguration extends Error {}

/** Reads and checks the environment. @throws BadConfiguration naming every bad variable */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const read = Environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  const problems = read.success
    ? contradictionsOf(read.data)
    : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!read.success || problems.length)
    throw new BadConfiguration(['The configuration cannot be used:', ...problems.map((problem) => `  ${problem}`)].join('\n'));
  const config = read.data;
  const origin = new URL(config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`).origin;
  return { ...config, origin, secureCookies: origin.startsWith('https:') };
}

/** For main files: the configuration, or a plain list of what is wrong and exit code 78. */
export function configOrExit(): Config {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof BadConfiguration)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(78);
  }
}

/** Injection token of the configuration. */
export const CONFIG = Symbol('config');
