import { describe, expect, it } from '@jest/globals';
import { roles } from '../access/actor.js';
import { aftercareDays, canWrite, conversationStanding, withdrawableUntil, writableUntil, type ConversationFacts } from './conversation.js';

const now = new Date('2026-11-23T02:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const open: ConversationFacts = {
  state: 'submitted',
  senderId: 'county',
  receiverId: 'lead',
  submittedAt: daysAgo(1),
  closedAt: null,
};
const as = (institutionId: string, role: (typeof roles)[number] = 'doctor') => ({ institutionId, role });

describe('whether somebody can write', () => {
  it.each([
    ['the sender of an open referral', open, as('county'), 'open'],
    ['its receiver', open, as('lead'), 'open'],
    ['a hospital that takes no part, or no more', open, as('township'), 'reads_only'],
    ['a draft', { ...open, submittedAt: null, state: 'draft' }, as('county'), 'not_sent'],
    ['a receiver off the platform', { ...open, receiverId: null }, as('county'), 'outside'],
    ['what was a mistake', { ...open, state: 'voided' }, as('county'), 'over'],
    ['just after the end', { ...open, state: 'closed', closedAt: now }, as('lead'), 'aftercare'],
    ['the last moment', { ...open, state: 'closed', closedAt: new Date(daysAgo(aftercareDays).getTime() + 1) }, as('lead'), 'aftercare'],
    ['the day is over', { ...open, state: 'closed', closedAt: daysAgo(aftercareDays) }, as('lead'), 'over'],
  ] as const)('%s', (_, referral, actor, standing) => expect(conversationStanding(referral, actor, now)).toBe(standing));

  it('only those who treat, and the expert who is asked', () => {
    expect(roles.filter((role) => canWrite(conversationStanding(open, as('lead', role), now)))).toEqual([
      'doctor',
      'coordinator',
      'expert',
    ]);
  });
});

it('two minutes to withdraw, thirty days after the end', () => {
  expect(withdrawableUntil(now).getTime() - now.getTime()).toBe(120_000);
  expect(writableUntil({ closedAt: daysAgo(30) })).toEqual(now);
  expect(writableUntil({ closedAt: null })).toBeNull();
});
