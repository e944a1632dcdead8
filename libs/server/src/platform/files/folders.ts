import { open, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Whose documents stand on a shelf: each has a table that says which of its files are known. */
export const shelves = ['attachment', 'protocol', 'consultation', 'certificate'] as const;
export type Shelf = (typeof shelves)[number];
export const quarantineFolder = 'quarantine';

export const filesRoot = (dataDir: string): string => resolve(dataDir, 'files');
/** Where files are while they arrive or are looked at: never read by anybody. */
export const incomingFolder = (dataDir: string): string => resolve(filesRoot(dataDir), 'incoming');

/** Keeps the names in a folder through a loss of power, not only the bytes of its files. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export const makeFolder = (path: string): Promise<unknown> => mkdir(path, { recursive: true, mode: 0o700 });
