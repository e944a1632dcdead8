import { useState } from 'react';
import type { ControlProps } from '../field';
import { numberOf } from './given-fact';

interface Props {
  readonly control: ControlProps;
  readonly value: number | undefined;
  readonly placeholder?: string | undefined;
  readonly onChange: (value: number | undefined) => void;
}

/** A number being typed: `1`, `1.`, `1.5` are all on the way; what is no number is marked and counts as nothing. */
export function NumberInput({ control, value, placeholder, onChange }: Props) {
  const [text, setText] = useState(value === undefined ? '' : String(value));
  const [known, setKnown] = useState(value);
  // a value that came from elsewhere, not from this keyboard
  if (value !== known) {
    setKnown(value);
    if (numberOf(text) !== value) setText(value === undefined ? '' : String(value));
  }
  const wrong = text.trim() !== '' && numberOf(text) === undefined;
  return (
    <input
      {...control}
      className="control figures"
      inputMode="decimal"
      autoComplete="off"
      maxLength={12}
      placeholder={placeholder}
      value={text}
      aria-invalid={wrong || control['aria-invalid']}
      onChange={(event) => {
        const next = numberOf(event.target.value);
        setText(event.target.value);
        setKnown(next);
        if (next !== value) onChange(next);
      }}
    />
  );
}
