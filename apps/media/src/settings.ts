import { isIP } from 'node:net';
import { z } from 'zod';

const Ports = z
  .string()
  .regex(/^\d{1,5}-\d{1,5}$/, 'two ports: 40000-40199')
  .transform((range): [number, number] => {
    const [least = 0, most = 0] = range.split('-').map(Number);
    return [least, most];
  })
  .refine(([least, most]) => least >= 1024 && least < most && most <= 65_535, 'two ports from 1024 to 65535, the smaller one first');

const Environment = z.object({
  MEDIA_PORT: z.coerce.number().int().min(1).max(65_535).describe('port of its own API, on the loopback address only'),
  MEDIA_KEY: z.string().min(32).max(200).describe('shared secret of the portal and the media process'),
  HOST: z.string().default('127.0.0.1').describe('address that browsers reach; 0.0.0.0 for every one of this machine'),
  MEDIA_PORTS: Ports.optional().describe('UDP ports for picture and sound, for a firewall: min-max'),
  MEDIA_ADDRESS: z
    .string()
    .refine((address) => isIP(address) === 4, 'an IPv4 address')
    .optional()
    .describe('address told to browsers, where it differs from those of this machine'),
});
export type Settings = Readonly<z.output<typeof Environment>>;

/** Reads and checks the environment. @throws z.ZodError naming every bad variable */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  return Environment.parse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
}
