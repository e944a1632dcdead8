import { roles } from '@alliance/domain/access/actor';
import { conversationStandings, longestMessage, mostReferences } from '@alliance/domain/conversation/conversation';
import { z } from 'zod';
import { QuestionView } from './conversation.schema.js';
import { JudgementView } from './judgement.contract.js';
import { route } from './route.js';
import { ById, Id, Instant, Named, Text, line } from './schema.js';

/** A conversation has the id of its referral; its own segment keeps a message from refreshing every list of referrals. */
const Position = z.coerce.number<number | string>().int().min(0).max(1_000_000);
const Reader = z.object({ by: z.string(), institution: z.string(), at: Instant });

export const Message = z
  .object({
    id: Id,
    /** 1, 2, 3 … within the referral. */
    position: z.int(),
    at: Instant,
    by: z.string(),
    institution: Named,
    /** Written by this person, in this house. */
    mine: z.boolean(),
    /** null once it was withdrawn. */
    text: z.string().nullable(),
    withdrawnAt: Instant.nullable(),
    /** Until when I can withdraw it. */
    withdrawableUntil: Instant.nullable(),
    replyTo: Id.nullable(),
    mentions: z.array(z.object({ appointmentId: Id, name: z.string(), me: z.boolean() })),
    attachmentIds: z.array(Id),
    /** Who has read it and when, the first to read it first; whoever wrote it is left out. */
    readBy: z.array(Reader),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

export const listMessages = route('GET', '/conversations/:id/messages', {
  summary: 'What the two sides wrote to each other, oldest first: those after or before a message, or the newest',
  params: ById,
  query: z.strictObject({
    /** Position after which the page begins. */
    after: Position.optional(),
    /** Position before which it ends. */
    before: Position.optional(),
    limit: z.coerce.number<number | string>().int().min(1).max(100).default(50),
  }),
  returns: z
    .object({
      items: z.array(Message),
      /** More before the first, and after the last. */
      earlier: z.boolean(),
      later: z.boolean(),
      standing: z.enum(conversationStandings),
      /** Until when it can be written in, of a referral that is over. */
      writableUntil: Instant.nullable(),
      /** Up to which position I have read. */
      readUpTo: z.int(),
    })
    .meta({ id: 'Conversation' }),
  refuses: ['referral.not_found'],
});

export const sendMessage = route('POST', '/conversations/:id/messages', {
  summary: 'Write to the other side; sent again with the same id it is written once',
  status: 201,
  params: ById,
  body: z
    .strictObject({
      id: Id,
      text: line(longestMessage),
      /** Appointments of people of either hospital. */
      mentions: z.array(Id).max(mostReferences).default([]),
      replyTo: Id.nullable().default(null),
      attachmentIds: z.array(Id).max(mostReferences).default([]),
    })
    .meta({ id: 'SendMessage' }),
  returns: Message,
  refuses: [
    'referral.not_found',
    'referral.wrong_state',
    'referral.not_your_action',
    'message.conversation_over',
    'request.key_reused',
    'request.invalid',
  ],
});

export const readMessages = route('POST', '/conversations/:id/read', {
  summary: 'I have read up to this message',
  params: ById,
  body: z.strictObject({ upTo: z.int().positive() }).meta({ id: 'ReadMessages' }),
  returns: z.object({ readUpTo: z.int() }).meta({ id: 'MessagesRead' }),
  refuses: ['referral.not_found'],
});

export const withdrawMessage = route('POST', '/messages/:id/withdraw', {
  summary: 'Withdraw what I wrote, within two minutes; that something was written stays',
  params: ById,
  returns: Message,
  refuses: ['access.not_found', 'message.withdraw_over'],
});

export const Mentionable = z
  .object({
    appointmentId: Id,
    name: z.string(),
    role: z.enum(roles),
    institution: Named,
    department: Text.nullable(),
    onDuty: z.boolean(),
  })
  .meta({ id: 'Mentionable' });
export type Mentionable = z.infer<typeof Mentionable>;

export const findMentionable = route('GET', '/conversations/:id/people', {
  summary:
    'People of the two hospitals who can be called into the conversation, by name, pinyin or initials; the departments of the case first',
  params: ById,
  query: z.strictObject({ search: z.string().trim().max(40).default('') }),
  returns: z.object({ items: z.array(Mentionable) }).meta({ id: 'MentionableList' }),
  refuses: ['referral.not_found'],
});

export const countMessages = route('GET', '/message-counts', {
  summary: 'How many messages I have not read, for up to 100 referrals; those without any are left out',
  query: z.strictObject({ referralIds: z.string().max(4_000) }),
  returns: z
    .object({ items: z.array(z.object({ referralId: Id, unread: z.int(), mentioned: z.boolean() })) })
    .meta({ id: 'MessageCounts' }),
});

/** One round: what was asked at once, and answered at once. */
export const QuestionRound = z
  .object({
    id: Id,
    round: z.int(),
    askedBy: z.string(),
    askedInstitution: z.string(),
    askedAt: Instant,
    answeredBy: z.string().nullable(),
    answeredInstitution: z.string().nullable(),
    answeredAt: Instant.nullable(),
    questions: z.array(QuestionView),
    /** What the criteria say with the answers; the judgement it was sent with stays pinned. */
    judgement: JudgementView.nullable(),
  })
  .meta({ id: 'QuestionRound' });
export type QuestionRound = z.infer<typeof QuestionRound>;

export const listQuestions = route('GET', '/referrals/:id/questions', {
  summary: 'What the receiver asked and the sender answered, round by round, oldest first',
  params: ById,
  returns: z.object({ items: z.array(QuestionRound) }).meta({ id: 'QuestionRounds' }),
  refuses: ['referral.not_found'],
});
