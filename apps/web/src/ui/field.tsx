import { useId, type ReactNode } from 'react';
import { useWords } from '../platform/i18n';
import { uiWords } from './ui.locale';
import './field.css';

export interface Common {
  readonly label: string;
  /** Also the id of the control, so that an error summary can lead to it. */
  readonly id?: string | undefined;
  readonly hint?: ReactNode;
  /** Said while one types, under the control. */
  readonly under?: ReactNode;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
}

/** Label above, hint under it, the error beside the control and read out with it. */
export function Field(props: Common & { readonly group?: boolean; readonly children: (control: ControlProps) => ReactNode }) {
  const t = useWords(uiWords);
  const made = useId();
  const id = props.id ?? made;
  const describedBy = [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  const label = (
    <>
      {props.label}
      {props.required && <span className="field-required"> {t('required')}</span>}
    </>
  );
  return (
    <div className={props.error ? 'field wrong' : 'field'}>
      {props.group ? (
        <span className="field-label" id={`${id}-label`}>
          {label}
        </span>
      ) : (
        <label className="field-label" htmlFor={id}>
          {label}
        </label>
      )}
      {props.hint && (
        <span className="field-hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
      {props.children({
        id,
        disabled: props.disabled,
        'aria-describedby': describedBy,
        'aria-invalid': props.error ? true : undefined,
        'aria-required': props.required || undefined,
      })}
      {props.under && (
        <span className="field-hint" role="status">
          {props.under}
        </span>
      )}
      {props.error && (
        <span className="field-error" id={`${id}-error`}>
          <span aria-hidden="true">✕ </span>
          {props.error}
        </span>
      )}
    </div>
  );
}
export interface ControlProps {
  readonly id: string;
  readonly disabled: boolean | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-required': true | undefined;
}

type Texts = Common & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly inputMode?: 'text' | 'tel' | 'numeric';
  readonly type?: 'text' | 'tel' | 'search';
  readonly rows?: number;
};
/** A text at its limit says so: what was pasted beyond is not there, and its end may be the drugs. */
function useFullNote(value: string, maxLength: number | undefined, under: ReactNode): ReactNode {
  const t = useWords(uiWords);
  return maxLength && value.length >= maxLength ? t('full', { max: maxLength }) : under;
}

export function TextField({ value, onChange, maxLength, placeholder, inputMode, type = 'text', ...common }: Texts) {
  const under = useFullNote(value, maxLength, common.under);
  return (
    <Field {...common} under={under}>
      {(control) => (
        <input
          {...control}
          className="control"
          type={type}
          value={value}
          maxLength={maxLength}
          placeholder={placeholder}
          inputMode={inputMode}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
export function AreaField({ value, onChange, maxLength, placeholder, rows = 3, ...common }: Texts) {
  const under = useFullNote(value, maxLength, common.under);
  return (
    <Field {...common} under={under}>
      {(control) => (
        <textarea
          {...control}
          className="control"
          value={value}
          rows={rows}
          maxLength={maxLength}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface Choice<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}
type Choices<T extends string> = Common & {
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  readonly options: readonly Choice<T>[];
};

/** One of few, all visible. */
export function ChoiceField<T extends string>({ value, onChange, options, ...common }: Choices<T>) {
  return (
    <Field {...common} group>
      {({ id, disabled, ...aria }) => (
        <div {...aria} id={id} className="choices" role="radiogroup" aria-labelledby={`${id}-label`} tabIndex={-1}>
          {options.map((option) => (
            <label key={option.value} className={option.value === value ? 'choice on' : 'choice'}>
              <input type="radio" name={id} disabled={disabled} checked={option.value === value} onChange={() => onChange(option.value)} />
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

/** One of several, folded. */
export function SelectField<T extends string>({
  value,
  onChange,
  options,
  placeholder,
  ...common
}: Choices<T> & { readonly placeholder: string }) {
  return (
    <Field {...common}>
      {(control) => (
        <select {...control} className="control" value={value ?? ''} onChange={(event) => onChange(event.target.value as T)}>
          <option value="" disabled>
            {placeholder}
          </option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
