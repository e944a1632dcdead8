import type { Message, QuestionRound } from '@alliance/contracts/conversation.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';

type Note = ReferralView['notes'][number];
/** What stands in a conversation, in order of time. */
export type Said =
  | { readonly kind: 'message'; readonly key: string; readonly at: string; readonly message: Message }
  /** Advice, reasons, summaries: written with an action. `asked` and `answered` stand in the table of questions above. */
  | { readonly kind: 'note' | 'asked' | 'answered'; readonly key: string; readonly at: string; readonly note: Note };

function kindOf(note: Note, rounds: readonly QuestionRound[]): 'note' | 'asked' | 'answered' {
  if (note.kind === 'question' && rounds.some(({ askedAt }) => askedAt === note.at)) return 'asked';
  return note.kind === 'answer' && rounds.some(({ answeredAt }) => answeredAt === note.at) ? 'answered' : 'note';
}

/** Messages with what was written with an action between them. Notes older than the first message shown wait for the earlier page. */
export function streamOf(messages: readonly Message[], notes: readonly Note[], rounds: readonly QuestionRound[], earlier: boolean): Said[] {
  const from = earlier ? (messages[0]?.at ?? '') : '';
  return [
    ...messages.map((message): Said => ({ kind: 'message', key: message.id, at: message.at, message })),
    ...notes.filter(({ at }) => at >= from).map((note): Said => ({ kind: kindOf(note, rounds), key: note.id, at: note.at, note })),
  ].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
