import type { PersonalChannel } from '@alliance/domain/notification/channel';
import { usualTelling, type Rules, type Telling } from '@alliance/domain/notification/delivery-plan';

/** Columns of `notification_settings s`, empty where somebody never changed them. */
export interface TellingRow {
  rules: Rules | null;
  quiet_from: string | null;
  quiet_to: string | null;
  digest_at: string | null;
  escalate_after_minutes: number | null;
}
const time = (column: string) => `to_char(s.${column}, 'HH24:MI') as ${column}`;
export const tellingColumns = `s.rules, ${['quiet_from', 'quiet_to', 'digest_at'].map(time).join(', ')}, s.escalate_after_minutes`;

/** @param configured channels of this installation: what one usually gets depends on them */
export function tellingOf(row: TellingRow, configured: readonly PersonalChannel[]): Telling {
  if (!row.rules || row.escalate_after_minutes === null) return usualTelling(configured);
  const { quiet_from: from, quiet_to: to } = row;
  return {
    rules: row.rules,
    quiet: from !== null && to !== null ? { from, to } : null,
    digestAt: row.digest_at,
    escalateAfterMinutes: row.escalate_after_minutes,
  };
}
