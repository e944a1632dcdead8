import type { Notification } from '@alliance/contracts/notification.contract';

const accountPages: Readonly<Record<string, '/account/security' | '/account/notifications'>> = {
  'person.contact_changed': '/account/notifications',
  'person.password_reset_issued': '/account/security',
  'person.second_factors_reset': '/account/security',
  'person.unlocked': '/account/security',
};

/** Where a notice leads; what has no page of its own stays in the list. */
export const subjectOf = ({ kind, topic, subjectId }: Pick<Notification, 'kind' | 'topic' | 'subjectId'>) => {
  const params = { id: subjectId };
  if (topic === 'referral') return { to: '/referrals/$id', params } as const;
  if (topic === 'conversation') return { to: '/referrals/$id', params, search: { tab: 'conversation' } } as const;
  if (kind === 'recognition.overturned') return { to: '/recognition/adoptions', search: {} } as const;
  if (kind.startsWith('recognition_review.')) return { to: '/recognition/reviews', search: { review: subjectId } } as const;
  if (topic === 'patient') return { to: '/patients', search: { patient: subjectId } } as const;
  if (topic === 'consultation') return { to: '/consultations/$id', params, search: {} } as const;
  if (topic === 'service_agreement') return { to: '/agreements/$id', params } as const;
  if (topic === 'alliance') return { to: '/alliances/$id', params } as const;
  if (topic === 'protocol') return { to: '/protocols/$id', params } as const;
  if (topic === 'institution') return { to: '/institutions/$id', params } as const;
  if (topic === 'reminder')
    return kind === 'reminder.sent'
      ? ({ to: '/reminders' } as const)
      : ({ to: '/members-today', search: { alliance: subjectId } } as const);
  if (topic === 'escalation') return { to: '/escalations', search: {} } as const;
  if (kind === 'follow_up.overdue_at_member') return undefined;
  if (topic === 'follow_up') return { to: '/follow-ups', search: {} } as const;
  if (topic === 'return_review') return { to: '/return-reviews/$id', params } as const;
  if (topic === 'shift') return { to: '/duty' } as const;
  if (topic === 'capacity') return { to: '/capacity', search: {} } as const;
  const to = accountPages[kind];
  return to && ({ to } as const);
};
