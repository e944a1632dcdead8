import { roles, type Role } from '../access/actor.js';
import { nameKey } from './text.js';

/** Spreadsheets write an apostrophe before digits that shall stay text. */
const plain = (cell: string) => cell.replace(/^['’]/u, '').trim();

/** A telephone number as people write it, kept with its hyphens; undefined for `1.38E+10` and other nonsense. */
export function phoneOf(cell: string): string | undefined {
  const phone = plain(cell.normalize('NFKC'))
    .replace(/\s+/gu, '')
    .replace(/[‐‑–—]/gu, '-');
  return /^\+?\d[\d-]{4,18}\d$/u.test(phone) ? phone : undefined;
}

/** What two spellings of one number share: digits without the country's code. */
export const phoneKey = (phone: string): string => phone.replace(/^(?:\+|00)86/u, '').replace(/\D/gu, '');

export function emailOf(cell: string): string | undefined {
  const email = plain(cell.normalize('NFKC')).toLowerCase();
  return email.length <= 120 && /^[\w.+'-]+@[a-z\d-]+(?:\.[a-z\d-]+)+$/u.test(email) ? email : undefined;
}

/** A staff number; leading zeros count. */
export const staffNumberOf = (cell: string): string | undefined => {
  const number = plain(cell.normalize('NFKC'));
  return /^[\p{L}\d][\p{L}\d._/-]{0,29}$/u.test(number) ? number : undefined;
};

/** What two spellings of one staff number share. */
export const numberKey = (number: string): string => number.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();

/** `8`, `8年`, `8 years` as years; undefined beyond a working life. */
export function yearsOf(cell: string): number | undefined {
  const years = Number(/^(\d{1,2})(?:年|years?)?$/u.exec(nameKey(cell))?.[1] ?? Number.NaN);
  return years <= 60 ? years : undefined;
}

const roleWords: Readonly<Record<string, Role>> = {
  医生: 'doctor',
  医师: 'doctor',
  临床医生: 'doctor',
  转诊专员: 'coordinator',
  转诊协调员: 'coordinator',
  协调员: 'coordinator',
  referralcoordinator: 'coordinator',
  专家: 'expert',
  会诊专家: 'expert',
  质控: 'quality_manager',
  质控员: 'quality_manager',
  质控管理员: 'quality_manager',
  牵头医院管理员: 'lead_administrator',
  牵头单位管理员: 'lead_administrator',
  成员单位管理员: 'member_administrator',
  成员医院管理员: 'member_administrator',
  医院管理员: 'member_administrator',
  联盟管理办公室: 'management_office',
  管理办公室: 'management_office',
  审计: 'auditor',
  审计员: 'auditor',
  系统接口: 'integration_client',
};

/** A role by its code, or by the word that the portal shows. */
export function roleOf(cell: string): Role | undefined {
  const key = nameKey(cell).replace(/[_-]/gu, '');
  return roles.find((role) => role.replace(/_/gu, '') === key) ?? roleWords[key];
}

/** The day some whole years before another; 29 February becomes the 28th. */
export function yearsBefore(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) - years).padStart(4, '0');
  const isLeap = (n: number) => n % 4 === 0 && (n % 100 !== 0 || n % 400 === 0);
  return day.endsWith('-02-29') && !isLeap(Number(year)) ? `${year}-02-28` : `${year}${day.slice(4)}`;
}

/** Whole years between two days `YYYY-MM-DD`. */
export const wholeYears = (from: string, to: string): number =>
  Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(4) < from.slice(4) ? 1 : 0);
