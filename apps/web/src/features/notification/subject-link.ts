import type { Notification } from '@alliance/contracts/notification.contract';

/** Where a notice leads; what has no page of its own stays in the list. */
export const subjectOf = ({ topic, subjectId }: Pick<Notification, 'topic' | 'subjectId'>) => {
  const params = { id: subjectId };
  if (topic === 'referral') return { to: '/referrals/$id', params } as const;
  if (topic === 'alliance') return { to: '/alliances/$id', params } as const;
  if (topic === 'institution') return { to: '/institutions/$id', params } as const;
  if (topic === 'shift') return { to: '/duty' } as const;
  return undefined;
};
