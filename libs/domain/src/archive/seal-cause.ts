/** Why a version of an archive was sealed. */
export const sealCauses = ['ended', 'corrected', 'reviewed', 'completed', 'added', 'voided'] as const;
export type SealCause = (typeof sealCauses)[number];

/** What of a sealed referral can still change. */
export interface Sealable {
  readonly state: string;
  readonly corrections: readonly unknown[];
  /** Reviews of a return that were decided. */
  readonly reviews: readonly unknown[];
  /** Fields that were filled in late. */
  readonly lateEntries: Readonly<Record<string, unknown>>;
  /** A withdrawn one has no text. */
  readonly messages: readonly { readonly text: string | null }[];
  readonly documents: readonly unknown[];
}

/** Seconds from the first thing that is added after the end to the version with all that was added: a lively exchange makes one. */
export const addedAfterSeconds = 600;

const said = ({ messages, documents }: Sealable): number => messages.filter(({ text }) => text !== null).length + documents.length;

/**
 * Whether an ended referral is sealed again (ER-07: after archiving a change is an exception, and leaves a trace).
 * A proposal, a message that was withdrawn, or anything else that moves without changing what was sealed, is no cause.
 */
export function sealCause(before: Sealable | null, now: Sealable): SealCause | null {
  if (now.state === 'voided') return before?.state === 'voided' ? null : 'voided';
  if (!before) return 'ended';
  if (now.corrections.length > before.corrections.length) return 'corrected';
  if (now.reviews.length > before.reviews.length) return 'reviewed';
  if (Object.keys(now.lateEntries).length > Object.keys(before.lateEntries).length) return 'completed';
  return said(now) > said(before) ? 'added' : null;
}
