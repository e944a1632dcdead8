import { describe, expect, it } from '@jest/globals';
import { plain, PlainError } from './plain-error.js';

const coded = (code: string, path: string) => Object.assign(new Error(`${code}: something, open '${path}'`), { code, path });

describe('what the person reads', () => {
  it.each([
    ['an error of a system call', coded('ENOSPC', '/data/run.json')],
    ['what initdb wrote', new PlainError('PostgreSQL could not make its files (could not write: No space left on device): see the log.')],
    ['a quota', coded('EDQUOT', '/data/x')],
  ])('a full disk, known from %s', (_, error) => {
    expect(plain(error, '/data').message).toBe(
      'The disk that holds /data is full: free some space, or set DATA_DIR to a folder on another disk, then start again.',
    );
  });

  it('a folder that cannot be written', () => {
    expect(plain(coded('EROFS', '/data/logs'), '/data').message).toMatch(
      /^The data folder \/data cannot be used \(EROFS at \/data\/logs\): let this user/,
    );
  });

  it('one line of anything else', () => {
    expect(plain(new Error('first\nsecond'), '/data')).toMatchObject({ message: 'The portal had to stop: first.', exitCode: 1 });
  });
});
