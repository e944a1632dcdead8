import { listPeople } from '@alliance/contracts/person.contract';
import { useState } from 'react';
import { useAnswer } from '../../platform/query';
import { Combobox } from '../../ui/combobox';
import { useLater } from '../../ui/use-later';

export interface Chosen {
  readonly id: string;
  readonly name: string;
}

/** Somebody of the institution, found by name, pinyin initials or staff number. */
export function PersonField(props: {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly required?: boolean;
  readonly error?: string | undefined;
  readonly value: Chosen | null;
  readonly onChange: (person: Chosen | null) => void;
}) {
  const { value, onChange } = props;
  const [text, setText] = useState(value?.name ?? '');
  const query = useLater(text.trim(), 250);
  const { data, isFetching } = useAnswer(listPeople, query && query !== value?.name ? { query: { query, limit: 10 } } : null, {
    keepPrevious: true,
  });
  return (
    <Combobox
      id={props.id}
      label={props.label}
      hint={props.hint}
      error={props.error}
      required={props.required ?? false}
      text={text}
      onText={(next) => {
        setText(next);
        if (value) onChange(null);
      }}
      options={data?.items}
      busy={isFetching}
      quiet={value !== null}
      keyOf={({ id }) => id}
      show={({ name, staffNumber, appointments }) => (
        <>
          {name} <span className="faint">{[staffNumber, appointments[0]?.title].filter(Boolean).join(' · ')}</span>
        </>
      )}
      onChoose={({ id, name }) => {
        setText(name);
        onChange({ id, name });
      }}
      maxLength={60}
    />
  );
}
