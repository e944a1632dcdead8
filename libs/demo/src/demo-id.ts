import { createHash } from 'node:crypto';

/** An id that is the same at every load: UUID version 8, made from a name. */
export function demoId(name: string): string {
  const hash = createHash('sha256').update(`alliance demonstration: ${name}`).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
