import { z } from 'zod';
import { route } from './route.js';
import { Version } from './schema.js';

/** What an institution demands of sign-ins. Who works for several is held to the strictest. */
export const SignInPolicy = z
  .object({
    version: Version,
    secondFactor: z.enum(['optional', 'required']),
    minimumPasswordLength: z.int().min(8).max(64),
    idleMinutes: z.int().min(5).max(120),
    absoluteHours: z.int().min(1).max(24),
  })
  .meta({ id: 'SignInPolicy' });
export type SignInPolicy = z.infer<typeof SignInPolicy>;

export const getSignInPolicy = route('GET', '/sign-in-policy', {
  summary: 'What my institution demands of sign-ins',
  returns: SignInPolicy,
});
export const setSignInPolicy = route('PUT', '/sign-in-policy', {
  summary: 'Change it; shorter limits apply to running sessions at once',
  body: z.strictObject(SignInPolicy.shape).meta({ id: 'SetSignInPolicy' }),
  returns: SignInPolicy,
  refuses: ['access.denied', 'record.stale', 'session.step_up_required'],
});
