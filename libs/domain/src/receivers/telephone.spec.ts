import { describe, expect, it } from '@jest/globals';
import { rings } from './telephone.js';

describe('a telephone of a hospital off the platform', () => {
  it.each(['120', '6600120', '0871-6600120', '0871 6600120 转 805', '+86 138-1234-5678'])('%s can be rung', (phone) => {
    expect(rings(phone)).toBe(true);
  });
  it.each(['', 'abc', '急诊科', '12', '1-2'])('%j cannot', (phone) => {
    expect(rings(phone)).toBe(false);
  });
});
