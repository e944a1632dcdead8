import { expect, it } from '@jest/globals';
import { BadConfiguration, readConfig } from './config.js';

const right = {
  DATABASE_URL: 'postgres://alliance_app:x@127.0.0.1:5432/alliance',
  SYSTEM_DATABASE_URL: 'postgres://alliance_system:x@127.0.0.1:5432/alliance',
  REDIS_URL: 'redis://127.0.0.1:6379',
  FIELD_KEY: Buffer.alloc(32).toString('base64'),
};

it('fills in the defaults', () => {
  expect(readConfig(right)).toMatchObject({
    HOST: '127.0.0.1',
    PORT: 3000,
    DEMO: false,
    secureCookies: false,
    origin: 'http://127.0.0.1:3000',
  });
});
it('names every bad variable at once', () => {
  const act = () => readConfig({ ...right, PORT: 'http', REDIS_URL: 'http://x', FIELD_KEY: 'short', LOG_LEVEL: 'loud' });
  expect(act).toThrow(BadConfiguration);
  for (const name of ['PORT', 'REDIS_URL', 'FIELD_KEY', 'LOG_LEVEL']) expect(act).toThrow(new RegExp(`^ {2}${name}: `, 'm'));
});
it('takes an empty variable for a missing one', () => {
  expect(readConfig({ ...right, PORT: '' }).PORT).toBe(3000);
});
it('refuses the demonstration in production', () => {
  expect(() => readConfig({ ...right, NODE_ENV: 'production', DEMO: '1' })).toThrow('DEMO');
});
it('makes cookies Secure behind TLS', () => {
  expect(readConfig({ ...right, PUBLIC_URL: 'https://alliance.example/' })).toMatchObject({
    secureCookies: true,
    origin: 'https://alliance.example',
  });
});

it('wants gateways behind TLS or on this machine, complete, and robots on this machine only outside production', () => {
  const sms = { SMS_GATEWAY_URL: 'https://sms.example/send', SMS_GATEWAY_TOKEN: 'token-of-sms' };
  expect(readConfig({ ...right, ...sms, WEBHOOK_HOSTS: 'chat.example, 127.0.0.1:8080' })).toMatchObject({
    ...sms,
    WEBHOOK_HOSTS: ['chat.example', '127.0.0.1:8080'],
  });
  const bad: [Record<string, string>, string][] = [
    [{ ...sms, SMS_GATEWAY_URL: 'http://sms.example/send' }, 'SMS_GATEWAY_URL'],
    [{ SMS_GATEWAY_TOKEN: sms.SMS_GATEWAY_TOKEN }, 'SMS_GATEWAY_URL'],
    [{ VOICE_GATEWAY_TOKEN: 'token-of-voice' }, 'VOICE_GATEWAY_URL'],
    [{ SMTP_URL: 'https://mail.example', SMTP_FROM: 'portal@alliance.example' }, 'SMTP_URL'],
    [{ SMTP_URL: 'smtps://mail.example' }, 'SMTP_FROM'],
    [{ WEBHOOK_HOSTS: 'https://chat.example/robot' }, 'WEBHOOK_HOSTS'],
    [{ WEBHOOK_HOSTS: '127.0.0.1:8080', NODE_ENV: 'production' }, 'WEBHOOK_HOSTS'],
  ];
  for (const [more, name] of bad) expect(() => readConfig({ ...right, ...more })).toThrow(new RegExp(`^ {2}${name}: `, 'm'));
});

it('wants what carries picture and sound complete, and far ones encrypted', () => {
  const livekit = { LIVEKIT_URL: 'wss://live.example', LIVEKIT_API_KEY: 'key', LIVEKIT_API_SECRET: 's'.repeat(32) };
  const turn = { TURN_URLS: 'turn:relay.example:3478, turns:relay.example:443?transport=tcp', TURN_SECRET: 't'.repeat(16) };
  const media = { MEDIA_URL: 'http://127.0.0.1:3100', MEDIA_KEY: 'm'.repeat(32) };
  expect(readConfig({ ...right, ...livekit, ...turn, ...media, NODE_ENV: 'production' })).toMatchObject({
    ...livekit,
    ...media,
    TURN_URLS: ['turn:relay.example:3478', 'turns:relay.example:443?transport=tcp'],
    STUN_URLS: [],
    TURN_SECONDS: 14_400,
  });
  const bad: [Record<string, string>, string][] = [
    [{ ...livekit, LIVEKIT_URL: 'ws://live.example' }, 'LIVEKIT_URL'],
    [{ ...livekit, LIVEKIT_API_SECRET: '' }, 'LIVEKIT_API_SECRET'],
    [{ LIVEKIT_URL: livekit.LIVEKIT_URL }, 'LIVEKIT_API_KEY'],
    [{ ...turn, TURN_SECRET: '' }, 'TURN_SECRET'],
    [{ ...turn, TURN_SECRET: '', NODE_ENV: 'production' }, 'TURN_SECRET'],
    [{ ...turn, TURN_URLS: 'https://relay.example' }, 'TURN_URLS'],
    [{ ...media, MEDIA_URL: 'http://media.example' }, 'MEDIA_URL'],
    [{ MEDIA_URL: media.MEDIA_URL }, 'MEDIA_KEY'],
    [{ MEDIA_ENGINE: 'livekit' }, 'MEDIA_ENGINE'],
  ];
  for (const [more, name] of bad) expect(() => readConfig({ ...right, ...more })).toThrow(new RegExp(`^ {2}${name}: `, 'm'));
});
