import type { MemberReminder } from '@alliance/contracts/member-console.contract';
import { useWords } from '../platform/i18n';
import { dutyWords } from './duty.locale';
import { useDayTime } from './moment';

/** A reminder and its answer as a person would say them. */
export function useReminderWords() {
  const t = useWords(dutyWords);
  const dayTime = useDayTime();
  return {
    about: (about: MemberReminder['about']): string =>
      about
        .map(({ subject, late }) => (late ? t('late', { subject: t(`subject.${subject}`), count: late }) : t(`subject.${subject}`)))
        .join(' · '),
    answer: (answer: MemberReminder['answer']): string => {
      if (!answer) return t('unanswered');
      if (answer.code === 'promised') return t('answer.promised', { time: answer.promisedAt ? dayTime(answer.promisedAt) : '' });
      return t(`answer.${answer.code}`);
    },
  };
}
