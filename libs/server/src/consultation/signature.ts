import { canonical, digest } from '../platform/crypto/digest.js';

/** What a signature covers: change one character, the signer or the time, and the hash is another one (ER-08). */
export interface SignedOpinion {
  /** Number of the consultation, ids of opinion and person. */
  readonly consultation: string;
  readonly opinion: string;
  readonly by: string;
  readonly stance: string;
  readonly text: string;
  readonly dissent: string | null;
  readonly recommendations: readonly string[];
}

/** @returns SHA-256 in hexadecimal of the canonical JSON (RFC 8785) of what was signed with its time */
export const signatureOf = (signed: SignedOpinion, at: Date): string => digest(canonical({ ...signed, at: at.toISOString() }));
