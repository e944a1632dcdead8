import type { DocumentType } from './document.js';

/** Extensions of each kind; the first is the one a name gets that has none of them. */
const extensions: Readonly<Record<DocumentType, readonly [string, ...string[]]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'application/dicom': ['dcm', 'dicom'],
};
const own = new Set(Object.values(extensions).flat());
/** What a double click would run, or a browser would render, on some system. */
const harmful = new Set(
  (
    'exe com bat cmd msi msp scr pif cpl dll sys lnk url inf reg hta js jse vbs vbe wsf wsh ps1 psm1 jar apk app dmg pkg deb rpm sh bash ' +
    'csh py pl php phtml asp aspx jsp cgi html htm xhtml shtml mht mhtml xml xsl svg svgz swf docm xlsm pptm dotm iso img vhd zip rar 7z gz tar'
  ).split(' '),
);
/** Device names of Windows, with or without an extension. */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i;
/** Slashes of other scripts look like ours, and some systems fold them to ours. */
const slashes = /[/\\\u2044\u2215\u2216\u29f5\u29f8\u29f9\ufe68\uff0f\uff3c]/;
const maxLength = 120;

/** Whether an extension, last or hidden before the last, says that a program or a page is inside. */
export const nameIsHarmful = (name: string): boolean =>
  lastPart(name)
    .toLowerCase()
    .split('.')
    .slice(1)
    .some((extension) => harmful.has(extension.trim()));

/**
 * A name to show and to download under: no path, no control characters, at most 120 characters, and the extension of what is inside.
 * A wrong one of our own is replaced (a PNG called `.jpg`), any other is kept before the right one (`IM0001.001.dcm`).
 */
export function documentName(name: string, type: DocumentType): string {
  const clean = lastPart(name);
  const dot = clean.lastIndexOf('.');
  const given = dot < 0 ? '' : clean.slice(dot + 1).toLowerCase();
  const fits = extensions[type].includes(given);
  const stem = trimmed(own.has(given) ? clean.slice(0, dot) : clean) || 'document';
  const extension = fits ? clean.slice(dot) : `.${extensions[type][0]}`;
  const first = stem.split('.')[0] ?? '';
  return cut(device.test(first.trim()) ? `_${stem}` : stem, maxLength - extension.length) + extension;
}

/** The last part of a path, without what cannot be seen or what a file system takes for something else. */
function lastPart(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(slashes).at(-1) ?? '';
  return trimmed(last.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\ufffd<>:"|?*]/gu, ''));
}
const trimmed = (text: string): string => text.replace(/^[\s.]+|[\s.]+$/gu, '');

/** At most so many UTF-16 units, never half a character. */
function cut(text: string, length: number): string {
  const short = text.slice(0, length);
  return trimmed(short.isWellFormed() ? short : short.slice(0, -1)) || 'document';
}
