import { findMentionable, type Mentionable } from '@alliance/contracts/conversation.contract';
import { useText, useWords } from '../../../platform/i18n';
import { useAnswer } from '../../../platform/query';
import { roleWords } from '../../../platform/role.locale';
import { uiWords } from '../../../ui/ui.locale';
import { useLater } from '../../../ui/use-later';
import { conversationWords } from './conversation.locale';

/** People of the two hospitals who fit what stands after the `@`; undefined while nothing is called. */
export function useMentionable(referralId: string, called: string | undefined) {
  const sought = useLater(called);
  const found = useAnswer(findMentionable, sought === undefined ? null : { params: { id: referralId }, query: { search: sought } }, {
    keepPrevious: true,
  });
  return called === undefined ? undefined : { people: found.data?.items, busy: found.isFetching };
}

interface Props {
  readonly id: string;
  readonly people: readonly Mentionable[] | undefined;
  readonly at: number;
  readonly onPoint: (at: number) => void;
  readonly onChoose: (person: Mentionable) => void;
}

/** Under what is being written; the arrows and Enter are the text's own. */
export function MentionList({ id, people, at, onPoint, onChoose }: Props) {
  const t = useWords(conversationWords);
  const ui = useWords(uiWords);
  const roles = useWords(roleWords);
  const text = useText();
  return (
    <div className="mention-list">
      <div id={id} role="listbox" aria-label={t('pick')}>
        {(people ?? []).map((person, index) => (
          <div
            key={person.appointmentId}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onPointerEnter={() => onPoint(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(person)}
          >
            {person.name}{' '}
            <span className="faint">
              {[person.institution.name, text(person.department), roles(person.role)].filter(Boolean).join(' · ')}
            </span>{' '}
            {person.onDuty && <span className="tag">{t('onDuty')}</span>}
          </div>
        ))}
      </div>
      {!people && <p className="faint">{ui('loading')}</p>}
      {people?.length === 0 && <p className="faint">{t('noPerson')}</p>}
    </div>
  );
}
