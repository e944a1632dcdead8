import { personalChannels, type NotificationGroup, type PersonalChannel } from './channel.js';
import { nextLocal, quietUntil, type QuietHours } from './quiet-hours.js';

/** For each group the channels a notification also leaves by. */
export type Rules = Readonly<Partial<Record<NotificationGroup, readonly PersonalChannel[]>>>;

/** How one person wants to be told. */
export interface Telling {
  readonly rules: Rules;
  readonly quiet: QuietHours | null;
  /** Local time at which what is not immediate is told once a day; null tells each by itself. */
  readonly digestAt: string | null;
  readonly escalateAfterMinutes: number;
}

export interface PlannedDelivery {
  readonly channel: PersonalChannel;
  /** Not before. */
  readonly at: Date;
  /** Part of the one message of its day. */
  readonly digest: boolean;
}

/** Channels that wake somebody: the rungs climbed while an immediate notification stays unread. */
const wakingChannels: readonly PersonalChannel[] = ['sms', 'voice'];

/** Until somebody decides otherwise: immediate cases by text message and call, everything else only in the portal. */
export const usualTelling = (available: readonly PersonalChannel[]): Telling => ({
  rules: { immediate: wakingChannels.filter((channel) => available.includes(channel)) },
  quiet: null,
  digestAt: null,
  escalateAfterMinutes: 5,
});

/** What a notification belongs to when somebody sets rules. */
export function groupOf(topic: string, immediate: boolean): NotificationGroup {
  if (immediate) return 'immediate';
  return ['referral', 'patient', 'escalation', 'capacity', 'conversation', 'follow_up', 'return_review', 'consultation'].includes(topic)
    ? 'referral'
    : topic === 'shift'
      ? 'duty'
      : 'administration';
}

/** A digest that is almost due is being sent already: what comes now waits for the next one. */
const digestClosesMs = 60_000;

/**
 * By which channels one notification leaves, and when. What is immediate leaves now, whatever the hour, by at least one channel: when none of
 * the chosen ones reaches, by the first that does, and when nothing does, by a text message that will be shown as undelivered.
 * @param available channels that are configured and reach this person
 * @param zone of the institution, for local times
 * @param punctual of no use later: the session begins in ten minutes, quiet hours or not
 */
export function planDeliveries({
  group,
  telling,
  available,
  now,
  zone,
  punctual = false,
}: {
  readonly group: NotificationGroup;
  readonly telling: Telling;
  readonly available: readonly PersonalChannel[];
  readonly now: Date;
  readonly zone: string;
  readonly punctual?: boolean;
}): PlannedDelivery[] {
  const chosen = personalChannels.filter((channel) => telling.rules[group]?.includes(channel));
  if (group === 'immediate') {
    const reaches = chosen.some((channel) => available.includes(channel));
    const rescue = reaches ? [] : personalChannels.filter((channel) => available.includes(channel)).slice(0, 1);
    const all = new Set([...chosen, ...rescue]);
    return [...(all.size ? all : ['sms' as const])].map((channel) => ({ channel, at: now, digest: false }));
  }
  if (punctual) return chosen.map((channel) => ({ channel, at: now, digest: false }));
  const digest = telling.digestAt !== null;
  const due = telling.digestAt === null ? now : nextLocal(telling.digestAt, new Date(now.getTime() + digestClosesMs), zone);
  const at = quietUntil(due, telling.quiet, zone) ?? due;
  return chosen.map((channel) => ({ channel, at, digest }));
}

/** Who is told once no channel is left: the first of these with somebody who was not told yet. */
export const peopleRungs = ['backup', 'duty_office', 'administration'] as const;
export type PeopleRung = (typeof peopleRungs)[number];

/**
 * The next rung when an immediate notification was not read in time: a waking channel not tried yet, then other people.
 * @param tried channels it already left by, or could not
 */
export function nextRung(tried: readonly string[], available: readonly PersonalChannel[]): PersonalChannel | 'people' {
  return wakingChannels.find((channel) => available.includes(channel) && !tried.includes(channel)) ?? 'people';
}
