import { audiences } from '@alliance/domain/notification/audience';
import { describe, expect, it } from '@jest/globals';
import i18next from 'i18next';
import { languages } from '../../platform/i18n';
import { idOf } from '../../testing/make';
import { notificationWords } from './notification.locale';
import { subjectOf } from './subject-link';

const ns = notificationWords.namespace;
const kinds = Object.keys(audiences);

describe('a notice', () => {
  it.each(languages)('of every kind that somebody is told of has a sentence of its own (%s)', (lng) => {
    expect(kinds.filter((kind) => !i18next.exists(`kind.${kind}`, { lng, fallbackLng: lng, ns }))).toEqual([]);
  });

  it.each(languages)('about oneself reads well without a label (%s)', (lng) => {
    const about = kinds.filter((kind) => kind.startsWith('person.'));
    expect(about).toHaveLength(8);
    for (const kind of about) expect(i18next.t(`kind.${kind}`, { lng, ns, label: 'LABEL' })).not.toMatch(/LABEL|\s$/);
  });

  it('about oneself leads where one looks after it, or stays in the list', () => {
    const leads = (kind: string) => subjectOf({ kind, topic: 'person', subjectId: idOf(1) });
    expect(leads('person.second_factors_reset')).toEqual({ to: '/account/security' });
    expect(leads('person.contact_changed')).toEqual({ to: '/account/notifications' });
    expect(leads('person.appointed')).toBeUndefined();
    expect(subjectOf({ kind: 'shift.added', topic: 'shift', subjectId: idOf(1) })).toEqual({ to: '/duty' });
  });
});
