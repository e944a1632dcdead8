import { sendMessage } from '@alliance/contracts/conversation.contract';
import { useSyncExternalStore } from 'react';
import { v7 } from 'uuid';
import { Refused, call } from '../../../platform/call';
import { touch } from '../../../platform/query';

/** What a person writes: kept in memory only, a patient's words are never put on disk. */
export interface Written {
  readonly text: string;
  readonly mentions: readonly { readonly appointmentId: string; readonly name: string }[];
  readonly attachmentIds: readonly string[];
  readonly replyTo: string | null;
}
/** Written and not there yet. The id is made here: sent twice, it is one message. */
export interface Unsent extends Written {
  readonly id: string;
  readonly at: string;
  readonly state: 'sending' | 'waiting' | 'refused';
  readonly error?: unknown;
}

export const blank: Written = { text: '', mentions: [], attachmentIds: [], replyTo: null };
const againMs = 5_000;
const none: readonly Unsent[] = [];

const unsent = new Map<string, readonly Unsent[]>();
const drafts = new Map<string, Written>();
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

function keep(referralId: string, list: readonly Unsent[]): void {
  if (list.length) unsent.set(referralId, list);
  else unsent.delete(referralId);
  for (const tell of watchers) tell();
}
const change = (referralId: string, id: string, more: Partial<Unsent>): void =>
  keep(
    referralId,
    (unsent.get(referralId) ?? none).map((each) => (each.id === id ? { ...each, ...more } : each)),
  );
export const discard = (referralId: string, id: string): void =>
  keep(
    referralId,
    (unsent.get(referralId) ?? none).filter((each) => each.id !== id),
  );

/** Sends, and sends again under the same id when the line is back; a refusal is final and gives the words back. */
export function send(referralId: string, written: Written): void {
  const message: Unsent = { ...written, id: v7(), at: new Date().toISOString(), state: 'sending' };
  keep(referralId, [...(unsent.get(referralId) ?? none), message]);
  void attempt(referralId, message);
}

async function attempt(referralId: string, { id, text, mentions, attachmentIds, replyTo }: Unsent): Promise<void> {
  change(referralId, id, { state: 'sending', error: undefined });
  const body = { id, text, mentions: mentions.map(({ appointmentId }) => appointmentId), attachmentIds: [...attachmentIds], replyTo };
  try {
    await call(sendMessage, { params: { id: referralId }, body }, { key: id });
    await touch('conversation');
    discard(referralId, id);
  } catch (error) {
    const final = error instanceof Refused && error.problem.code !== 'server.unavailable';
    change(referralId, id, { state: final ? 'refused' : 'waiting', error });
    if (!final) later();
  }
}

/** One after the other and in order: what was written first is read first. */
async function sendAgain(): Promise<void> {
  for (const [referralId, list] of unsent) for (const message of list) if (message.state === 'waiting') await attempt(referralId, message);
}
function later(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sendAgain(), againMs);
}
if (typeof window !== 'undefined') {
  window.addEventListener('online', () => void sendAgain());
  window.addEventListener('beforeunload', (event) => {
    const lost = unsent.size > 0 || [...drafts.values()].some(({ text }) => text.trim() !== '');
    if (lost) event.preventDefault();
  });
}

export function useUnsent(referralId: string): readonly Unsent[] {
  return useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => void watchers.delete(tell);
    },
    () => unsent.get(referralId) ?? none,
  );
}

export const draftOf = (key: string): Written => drafts.get(key) ?? blank;
export const keepDraft = (key: string, written: Written): void =>
  void (written.text || written.attachmentIds.length ? drafts.set(key, written) : drafts.delete(key));
