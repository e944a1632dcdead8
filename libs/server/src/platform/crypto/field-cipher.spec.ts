import { expect, it } from '@jest/globals';
import { hashPassword, verifyPassword } from '../auth/password.js';
import { FieldCipher } from './field-cipher.js';

const cipher = new FieldCipher({ FIELD_KEY: Buffer.alloc(32, 1).toString('base64') });
const stored = cipher.encrypt('11010519491231002X', 'patient.identifier:1');

it('reads back what it wrote, differently each time', () => {
  expect(cipher.decrypt(stored, 'patient.identifier:1')).toBe('11010519491231002X');
  expect(cipher.encrypt('11010519491231002X', 'patient.identifier:1')).not.toBe(stored);
});
it('does not read a value that was moved to another row, changed, or written with another key', () => {
  const [scheme, key, nonce, text, tag] = stored.split('.') as [string, string, string, string, string];
  expect(() => cipher.decrypt(stored, 'patient.identifier:2')).toThrow();
  expect(() =>
    cipher.decrypt([scheme, key, nonce, `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`, tag].join('.'), 'patient.identifier:1'),
  ).toThrow();
  const another = new FieldCipher({ FIELD_KEY: Buffer.alloc(32, 2).toString('base64') });
  expect(() => another.decrypt(stored, 'patient.identifier:1')).toThrow();
  expect(another.blindIndex('citizen_id', 'x')).not.toEqual(cipher.blindIndex('citizen_id', 'x'));
});
it('finds again by exact value and kind', () => {
  expect(cipher.blindIndex('citizen_id', '1')).toEqual(cipher.blindIndex('citizen_id', '1'));
  expect(cipher.blindIndex('citizen_id', '1')).not.toEqual(cipher.blindIndex('passport', '1'));
});

it('a password is kept as a salted argon2id hash', async () => {
  const [one, two] = await Promise.all([hashPassword('right'), hashPassword('right')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect([await verifyPassword('right', one), await verifyPassword('wrong', one), await verifyPassword('right', 'plain')]).toEqual([
    true,
    false,
    false,
  ]);
});
