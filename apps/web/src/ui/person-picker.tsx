import { listPeople, type PersonSummary } from '@alliance/contracts/person.contract';
import { useState } from 'react';
import { useText, useWords } from '../platform/i18n';
import { useAnswer } from '../platform/query';
import { roleWords } from '../platform/role.locale';
import { Combobox } from './combobox';
import { useLater } from './use-later';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly id?: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly placeholder?: string;
  readonly value: { readonly id: string; readonly name: string } | null;
  readonly onChange: (person: { readonly id: string; readonly name: string } | null) => void;
  /** Somebody who must not be offered. */
  readonly without?: string;
}

/** Somebody of my institution, by name, pinyin initials or staff number. */
export function PersonPicker({ value, onChange, without, ...common }: Props) {
  const roles = useWords(roleWords);
  const text = useText();
  const [typed, setTyped] = useState<string>();
  const later = useLater((typed ?? '').trim());
  const found = useAnswer(listPeople, later ? { query: { query: later, limit: 20 } } : null);
  const about = ({ staffNumber, appointments }: PersonSummary) =>
    [staffNumber, ...appointments.slice(0, 1).flatMap(({ role, department }) => [roles(role), text(department?.name)])]
      .filter(Boolean)
      .join(' · ');
  return (
    <Combobox
      {...common}
      text={typed ?? value?.name ?? ''}
      onText={(next) => {
        setTyped(next);
        if (value) onChange(null);
      }}
      busy={found.isFetching}
      quiet={value !== null}
      options={found.data?.items.filter(({ id, deactivatedAt }) => id !== without && !deactivatedAt)}
      keyOf={({ id }) => id}
      show={(person) => (
        <>
          {person.name} <span className="faint">{about(person)}</span>
        </>
      )}
      onChoose={({ id, name }) => {
        setTyped(undefined);
        onChange({ id, name });
      }}
    />
  );
}
