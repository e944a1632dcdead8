import type { ReactNode } from 'react';
import { Field, type Common } from './field';
import './form.css';

type Props<T extends string> = Common & {
  readonly value: readonly T[];
  readonly onChange: (value: readonly T[]) => void;
  readonly options: readonly { readonly value: T; readonly label: ReactNode; readonly hint?: ReactNode }[];
  /** Short words beside each other instead of sentences under each other. */
  readonly flowing?: boolean;
};

/** Several of few, all visible; the answer keeps the order of the options. */
export function ChecksField<T extends string>({ value, onChange, options, flowing = false, ...common }: Props<T>) {
  const turn = (one: T, on: boolean) =>
    onChange(options.map((option) => option.value).filter((each) => (each === one ? on : value.includes(each))));
  return (
    <Field {...common} group>
      {({ id, disabled, 'aria-required': _, ...aria }) => (
        <div {...aria} id={id} className={flowing ? 'checks flowing' : 'checks'} role="group" aria-labelledby={`${id}-label`} tabIndex={-1}>
          {options.map((option) => (
            <label key={option.value} className={value.includes(option.value) ? 'choice on' : 'choice'}>
              <input
                type="checkbox"
                disabled={disabled}
                checked={value.includes(option.value)}
                onChange={({ target }) => turn(option.value, target.checked)}
              />
              <span>
                {option.label}
                {option.hint && <span className="choice-hint">{option.hint}</span>}
              </span>
            </label>
          ))}
        </div>
      )}
    </Field>
  );
}
