import { pinyin } from 'pinyin-pro';

/** Initials for searching: `王小明` → `wxm`; Latin letters stay, everything lower case. Surnames are read as surnames. */
export function initialsOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', mode: 'surname', nonZh: 'consecutive' })
    .map((part) => (/^[\x20-\x7e]+$/.test(part) ? part : (Array.from(part)[0] ?? '')))
    .join('')
    .toLowerCase()
    .replace(/\s/g, '');
}

/** Full pinyin without tones or spaces, for searching: `王小明` → `wangxiaoming`. */
export function pinyinOf(name: string): string {
  return pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('').toLowerCase().replace(/\s/g, '');
}
