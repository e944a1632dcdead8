import type { Role } from '../access/actor.js';
import type { AnalyticsScope } from './figure.js';

/**
 * Whose figures a role may ask for, the usual one first. A doctor sees the own department's: figures of colleagues are for those who answer for them.
 * The management office has no referrals of its own.
 */
export function scopesOf(role: Role): readonly AnalyticsScope[] {
  if (role === 'management_office') return ['all'];
  if (role === 'lead_administrator') return ['alliances', 'own'];
  return ['own'];
}
export const seesOwnDepartmentOnly = (role: Role): boolean => role === 'doctor';
