import type { QuarantineReason } from '@alliance/domain/document/document';

/** Looks for what is known to be harmful. @throws Refusal server.unavailable where it cannot look: then nothing is taken */
export interface Scanner {
  scan(path: string): Promise<QuarantineReason | null>;
}
/** Injection token of the scanners, asked one after the other. */
export const SCANNERS = Symbol('scanners');
