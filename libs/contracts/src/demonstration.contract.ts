import { roles } from '@alliance/domain/access/actor';
import { z } from 'zod';
import { route } from './route.js';
import { Id } from './schema.js';

/** Stories that a visitor is told, in the order of the guide. */
export const guideStories = ['stemi', 'bed-lost', 'mother', 'nameless', 'child', 'declined', 'died', 'wrong', 'tcm'] as const;
/** What waits for somebody when the portal is opened, the most urgent first. */
export const guideAlive = [
  'four-minutes',
  'ambulance',
  'bed-hold',
  'question',
  'appeal',
  'offer',
  'ready',
  'due-today',
  'overdue',
  'back-again',
] as const;

const entry = <const Keys extends readonly string[]>(keys: Keys) =>
  z.object({
    key: z.enum(keys),
    referralId: Id,
    /** Who to sign in as to see it: names of accounts. */
    accounts: z.array(z.string()),
    /** Whether whoever asks can open it as who they act now. */
    mayOpen: z.boolean(),
  });

export const Guide = z
  .object({
    stories: z.array(entry(guideStories)),
    alive: z.array(entry(guideAlive)),
    accounts: z.array(z.object({ username: z.string(), role: z.enum(roles), institution: z.string() })),
  })
  .meta({ id: 'DemonstrationGuide' });
export type Guide = z.infer<typeof Guide>;

export const getGuide = route('GET', '/demonstration/guide', {
  summary: 'What a visitor of the demonstration can look at, and as whom; without the demonstration there is no such route',
  returns: Guide,
});
