import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { documentTypes } from './document.js';
import { documentName, nameIsHarmful } from './document-name.js';

describe('the name of a document', () => {
  it.each([
    ['心电图.png', 'image/png', '心电图.png'],
    ['心电图.JPG', 'image/jpeg', '心电图.JPG'],
    ['微信图片.jpg', 'image/png', '微信图片.png'],
    ['IM0001', 'application/dicom', 'IM0001.dcm'],
    ['IM0001.001', 'application/dicom', 'IM0001.001.dcm'],
    ['../../etc/passwd', 'application/pdf', 'passwd.pdf'],
    ['C:\\Users\\x\\出院小结.pdf', 'application/pdf', '出院小结.pdf'],
    ['a∕b／c.pdf', 'application/pdf', 'c.pdf'],
    ['CON.pdf', 'application/pdf', '_CON.pdf'],
    ['nul', 'image/png', '_nul.png'],
    ['.htaccess', 'application/pdf', 'htaccess.pdf'],
    ['报告\u202efdp.pdf', 'application/pdf', '报告fdp.pdf'],
    ['a\u0000b\r\nc.pdf', 'application/pdf', 'abc.pdf'],
    ['', 'application/pdf', 'document.pdf'],
    ['...', 'application/pdf', 'document.pdf'],
    ['.pdf', 'application/pdf', 'pdf.pdf'],
    ['\ud800.pdf', 'application/pdf', 'pdf.pdf'],
    [`${'长'.repeat(300)}.pdf`, 'application/pdf', `${'长'.repeat(116)}.pdf`],
    [`${'𠮷'.repeat(300)}.pdf`, 'application/pdf', `${'𠮷'.repeat(58)}.pdf`],
    [`${'x'.repeat(115)}𠮷.pdf`, 'application/pdf', `${'x'.repeat(115)}.pdf`],
  ] as const)('%j of a %s becomes %j', (name, type, expected) => expect(documentName(name, type)).toBe(expected));

  it('is never a path, never longer than 120, and the same when taken again', () => {
    const types = fc.constantFrom(...documentTypes);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), types, (name, type) => {
        const safe = documentName(name, type);
        expect(safe).toMatch(/^[^/\\\p{Cc}<>:"|?*]{1,120}\.[a-z]+$/iu);
        expect(safe.length).toBeLessThanOrEqual(120);
        expect(safe.startsWith('.')).toBe(false);
        expect(documentName(safe, type)).toBe(safe);
      }),
      { numRuns: 2_000 },
    );
  });
});

it.each([
  ['发票.exe.pdf', true],
  ['a.pdf.exe', true],
  ['a.PDF.ExE ', true],
  ['x.html', true],
  ['x.svg', true],
  ['a.\u202epdf.js', true],
  ['zip', false],
  ['出院小结.pdf', false],
  ['v1.2 血压.2026.jpg', false],
] as const)('%j tells of a program or a page: %s', (name, expected) => expect(nameIsHarmful(name)).toBe(expected));
