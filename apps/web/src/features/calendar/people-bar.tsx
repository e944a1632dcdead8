import { listExperts, type Expert } from '@alliance/contracts/expert.contract';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { Combobox } from '../../ui/combobox';
import { Icon } from '../../ui/icon';
import { PersonPicker } from '../../ui/person-picker';
import { useLater } from '../../ui/use-later';
import { calendarWords } from './calendar.locale';

interface Props {
  readonly others: readonly { readonly id: string; readonly name: string }[];
  readonly onAdd: (id: string) => void;
  readonly onRemove: (id: string) => void;
}

/** Whose times lie beside mine. */
export function PeopleBar({ others, onAdd, onRemove }: Props) {
  const t = useWords(calendarWords);
  const may = useMay();
  const add = (person: { readonly id: string } | null) => person && onAdd(person.id);
  return (
    <details className="calendar-people" open={others.length > 0}>
      <summary>
        {t('people.title')}
        {others.length > 0 && <span className="faint figures"> {others.length + 1}</span>}
      </summary>
      <p className="faint">{t('people.hint')}</p>
      <ul className="calendar-chips">
        <li className="chip">{t('people.me')}</li>
        {others.map(({ id, name }) => (
          <li key={id}>
            <button type="button" className="chip" aria-label={t('people.remove', { name })} onClick={() => onRemove(id)}>
              {name} <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ul>
      <div className="calendar-add">
        {may('person.read') && <PersonPicker label={t('people.colleague')} value={null} onChange={add} />}
        {may('expert.read') && <ExpertPicker label={t('people.expert')} onChoose={add} />}
      </div>
    </details>
  );
}

function ExpertPicker({ label, onChoose }: { readonly label: string; readonly onChoose: (person: { readonly id: string }) => void }) {
  const [text, setText] = useState('');
  const later = useLater(text.trim());
  const found = useAnswer(listExperts, later ? { query: { query: later, limit: 20 } } : null);
  return (
    <Combobox<Expert>
      label={label}
      text={text}
      onText={setText}
      busy={found.isFetching}
      options={found.data?.items}
      keyOf={({ id }) => id}
      show={({ name, institution }) => (
        <>
          {name} <span className="faint">{institution.name}</span>
        </>
      )}
      onChoose={({ personId }) => {
        setText('');
        onChoose({ id: personId });
      }}
    />
  );
}
