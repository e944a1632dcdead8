import { randomUUIDv7 } from 'node:crypto';

/** UUID version 7: sorts by the time it was made, so indexes grow at one end. */
export const newId = (): string => randomUUIDv7();
