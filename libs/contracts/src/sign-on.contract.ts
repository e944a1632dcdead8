import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant, Version, line } from './schema.js';
import { SessionView } from './session.contract.js';

/** Single sign-on: OpenID Connect (authorization code, PKCE S256), one provider per institution; people are known by issuer and subject. */
export const listSignOnProviders = route('GET', '/sign-on', {
  summary: 'Hospitals whose people sign in through their own service',
  returns: z.object({ items: z.array(z.object({ id: Id, name: z.string(), institution: z.string() })) }).meta({ id: 'SignOnProviders' }),
});
export const startSignOn = route('POST', '/sign-on/:id/start', {
  summary: 'Begin single sign-on: where the browser goes next',
  params: ById,
  returns: z.object({ url: z.url() }).meta({ id: 'SignOnStart' }),
  refuses: ['access.not_found', 'session.sso_failed', 'request.too_many'],
});
export const finishSignOn = route('POST', '/sign-on/finish', {
  summary: 'Finish single sign-on with what the provider sent back to `/sign-on/callback`',
  status: 201,
  /** The query of the callback as it came, without the question mark. */
  body: z.strictObject({ query: z.string().max(8_000) }).meta({ id: 'FinishSignOn' }),
  returns: SessionView,
  refuses: ['session.sso_failed', 'session.sso_unlinked', 'request.too_many'],
});

/** How a person is found at the first sign-in; from then on issuer and subject alone decide. */
export const linkClaims = ['none', 'preferred_username', 'email', 'employee_number'] as const;
export const IdentityProvider = z
  .object({
    id: Id,
    version: Version,
    name: z.string(),
    issuer: z.string(),
    clientId: z.string(),
    hasSecret: z.boolean(),
    linkClaim: z.enum(linkClaims),
    enabled: z.boolean(),
    linkedPeople: z.int(),
    lastUsedAt: Instant.nullable(),
    redirectUri: z.string(),
  })
  .meta({ id: 'IdentityProvider' });
export type IdentityProvider = z.infer<typeof IdentityProvider>;

const fields = {
  name: line(60),
  issuer: z.url({ protocol: /^https?$/ }).max(300),
  clientId: line(200),
  clientSecret: z.string().min(8).max(400).optional(),
  linkClaim: z.enum(linkClaims),
};
export const listIdentityProviders = route('GET', '/identity-providers', {
  summary: 'Sign-on services of my institution',
  returns: z.object({ items: z.array(IdentityProvider) }).meta({ id: 'IdentityProviders' }),
});
export const addIdentityProvider = route('POST', '/identity-providers', {
  summary: 'Connect the sign-on service of my institution; it is asked who it is before it is saved',
  status: 201,
  body: z.strictObject({ id: Id.optional(), ...fields }).meta({ id: 'AddIdentityProvider' }),
  returns: IdentityProvider,
  refuses: ['access.denied', 'provider.unusable', 'session.step_up_required'],
});
export const changeIdentityProvider = route('POST', '/identity-providers/:id/change', {
  summary: 'Change or switch a sign-on service',
  params: ById,
  body: z.strictObject({ version: Version, ...fields, enabled: z.boolean() }).meta({ id: 'ChangeIdentityProvider' }),
  returns: IdentityProvider,
  refuses: ['access.denied', 'access.not_found', 'record.stale', 'provider.unusable', 'session.step_up_required'],
});
export const unlinkPerson = route('POST', '/identity-providers/:id/unlink', {
  summary: 'Forget which subject a person is; the next sign-in links again',
  params: ById,
  body: z.strictObject({ personId: Id }).meta({ id: 'UnlinkPerson' }),
  returns: IdentityProvider,
  refuses: ['access.denied', 'access.not_found', 'session.step_up_required'],
});
