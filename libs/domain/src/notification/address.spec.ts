import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addressOf, maskAddress, readEmail, readPhone } from './address.js';

describe('a phone', () => {
  it.each([
    ['138 0000 5678', '13800005678'],
    ['（0851）8682-1234', '085186821234'],
    ['+86 138-0000-5678', '+8613800005678'],
    ['１３８００００５６７８', '13800005678'],
    ['  ', null],
  ])('%s is dialled as %s', (written, dialled) => expect(readPhone(written)).toBe(dialled));
  it.each(['120', '1380000567a', '++8613800005678', '13800005678 转 12'])('%s is none', (written) =>
    expect(() => readPhone(written)).toThrow('contact.address_invalid'),
  );
});

describe('a mail address', () => {
  it('is kept as written', () => expect(readEmail(' doctor@hospital.example ')).toBe('doctor@hospital.example'));
  it.each(['doctor', 'a@b', 'a b@c.de', 'a@b.c>', 'a@b@c.de', 'a@b.de,c@d.de'])('%s is none', (written) =>
    expect(() => readEmail(written)).toThrow('contact.address_invalid'),
  );
});

it('a mask keeps what one recognises and hides the rest', () => {
  expect(['13800005678', '8686123', 'doctor@hospital.example'].map(maskAddress)).toEqual([
    '138****5678',
    '****23',
    'd****@hospital.example',
  ]);
  fc.assert(
    fc.property(fc.stringMatching(/^\d{7,15}$/), (phone) => {
      expect(maskAddress(phone).replace('****', '').length).toBeLessThanOrEqual(7);
      expect(maskAddress(phone)).not.toContain(phone);
    }),
  );
});

it('messages and calls go to the phone', () => {
  const both = { phone: '1', email: 'e' };
  expect((['sms', 'voice', 'email'] as const).map((channel) => addressOf(channel, both))).toEqual(['1', '1', 'e']);
  expect(addressOf('email', { phone: '1', email: '' })).toBeNull();
  expect(addressOf('voice', { phone: '0990-555 2003', email: null })).toBe('09905552003');
});
