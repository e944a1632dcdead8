import { expect, it } from '@jest/globals';
import { isUsable, refuseOwnMachine } from './provider.connection.js';

const issuer = new URL('https://sso.hospital.example');
const metadata = (more: object = {}) => ({
  issuer: 'https://sso.hospital.example',
  authorization_endpoint: 'https://sso.hospital.example/authorize',
  token_endpoint: 'https://sso.hospital.example/token',
  jwks_uri: 'https://keys.hospital.example/keys',
  ...more,
});

it('a service is usable that is who it was registered as', () => {
  expect(isUsable(metadata(), issuer, false)).toBe(true);
  expect(isUsable(metadata({ userinfo_endpoint: 'https://sso.hospital.example/me' }), issuer, false)).toBe(true);
});
it.each([
  ['a template for many tenants', { issuer: 'https://sso.hospital.example/{tenantid}' }],
  ['another tenant', { issuer: 'https://sso.hospital.example/other' }],
  ['keys without TLS', { jwks_uri: 'http://keys.hospital.example/keys' }],
  ['keys on the own machine', { jwks_uri: 'http://127.0.0.1/keys' }],
  ['an address that is none', { token_endpoint: 'token' }],
])('and not with %s', (_, more) => {
  expect(isUsable(metadata(more), issuer, false)).toBe(false);
});
it.each([
  'https://127.0.0.1/',
  'https://127.8.9.1:8443/',
  'https://localhost/',
  'https://169.254.169.254/latest',
  'https://[::1]/',
  'https://0.0.0.0/',
  'https://[fe80::1]/',
  'https://[::ffff:127.0.0.1]/',
])('no service stands on this machine or its host: %s', async (url) => {
  await expect(refuseOwnMachine(url)).rejects.toThrow();
});
it('a service in the private network of a hospital is one', async () => {
  await expect(refuseOwnMachine('https://10.20.30.40/')).resolves.toBeUndefined();
});
