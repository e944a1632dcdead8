import { roles } from '@alliance/domain/access/actor';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { roleWords } from '../../platform/role.locale';
import { FindBox } from '../../ui/find-box';
import { FilterSelect } from '../../ui/filter-select';
import type { PersonSearch, PersonSearchChange } from './person-search';
import { queryOf, useDepartments } from './person.data';
import { personWords } from './person.locale';

interface Props {
  readonly search: PersonSearch;
  readonly go: (change: PersonSearchChange) => void;
}
export function PersonFilters({ search, go }: Props) {
  const t = useWords(personWords);
  const role = useWords(roleWords);
  const text = useText();
  const departments = useDepartments();
  const [cleared, setCleared] = useState(0);
  const clear = () => {
    setCleared(cleared + 1);
    go({ query: undefined, departmentId: undefined, role: undefined, past: undefined });
  };
  return (
    <div className="filters" role="group" aria-label={t('filters')}>
      <FindBox
        key={cleared}
        id="person-find"
        className="people-find"
        label={t('find')}
        value={search.query}
        onFind={(query) => go({ query })}
      />
      <FilterSelect
        label={t('filter.department')}
        value={search.departmentId}
        options={departments.map(({ id, name }) => ({ value: id, label: text(name) }))}
        onChange={(departmentId) => go({ departmentId })}
      />
      <FilterSelect
        label={t('filter.role')}
        value={search.role}
        options={roles.filter((each) => each !== 'integration_client').map((each) => ({ value: each, label: role(each) }))}
        onChange={(chosen) => go({ role: roles.find((each) => each === chosen) })}
      />
      <button
        type="button"
        className="chip"
        aria-pressed={search.past ?? false}
        onClick={() => go({ past: search.past ? undefined : true })}
      >
        {t('filter.past')}
      </button>
      {Object.keys(queryOf(search)).length > 0 && (
        <button type="button" className="button bare" onClick={clear}>
          {t('filter.clear')}
        </button>
      )}
    </div>
  );
}
