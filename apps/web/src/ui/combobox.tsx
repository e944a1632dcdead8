import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '../platform/i18n';
import { Field } from './field';
import { uiWords } from './ui.locale';

/** A search with its results under it: type, choose with the arrows, Enter. The caller asks and gives `options`. */
export function Combobox<T>(props: {
  readonly label: string;
  readonly id?: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly placeholder?: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** undefined while nothing has been asked or the answer is awaited. */
  readonly options: readonly T[] | undefined;
  readonly busy?: boolean;
  readonly keyOf: (option: T) => string;
  readonly show: (option: T) => ReactNode;
  readonly onChoose: (option: T) => void;
  /** Under the results, always: `create a new one`. */
  readonly foot?: ReactNode;
  readonly maxLength?: number;
  /** Opens without a text: few options, all worth seeing. */
  readonly always?: boolean;
  /** Nothing to choose from, and nothing missing: the list stays shut. */
  readonly quiet?: boolean;
  /** The best match is marked while one types: Enter takes it without the arrows. */
  readonly eager?: boolean;
}) {
  const t = useWords(uiWords);
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const options = props.options ?? [];
  const asked = open && !props.quiet && (props.always === true || props.text.trim() !== '');
  const choose = (option: T) => {
    setOpen(false);
    setAt(-1);
    props.onChoose(option);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (options.length) setAt((at + step + options.length + (at < 0 && step < 0 ? 1 : 0)) % options.length);
    } else if (event.key === 'Enter' && asked) {
      const option = options[at] ?? (options.length === 1 ? options[0] : undefined);
      event.preventDefault();
      if (option) choose(option);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  const status = !asked
    ? ''
    : props.busy || !props.options
      ? t('loading')
      : options.length
        ? t('matches', { count: options.length })
        : t('noMatch');
  return (
    <Field label={props.label} id={props.id} hint={props.hint} error={props.error} required={props.required}>
      {(control) => (
        <div
          className="combobox"
          onBlur={(event) => {
            if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
          }}
        >
          <input
            {...control}
            className="control"
            role="combobox"
            autoComplete="off"
            spellCheck={false}
            aria-expanded={asked}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={at >= 0 && at < options.length && asked ? `${listId}-${at}` : undefined}
            placeholder={props.placeholder}
            maxLength={props.maxLength}
            value={props.text}
            onFocus={() => setOpen(true)}
            onClick={() => setOpen(true)}
            onChange={(event) => {
              props.onText(event.target.value);
              setOpen(true);
              setAt(props.eager ? 0 : -1);
            }}
            onKeyDown={onKeyDown}
          />
          <span className="unseen" role="status">
            {status}
          </span>
          {asked && (
            <div className="combobox-list">
              <div id={listId} role="listbox" aria-label={props.label}>
                {options.map((option, i) => (
                  // the keyboard is served by the input, which keeps the focus
                  <div
                    key={props.keyOf(option)}
                    id={`${listId}-${i}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={i === at}
                    onPointerEnter={() => setAt(i)}
                    onPointerDown={(event) => event.preventDefault()}
                    onClick={() => choose(option)}
                  >
                    {props.show(option)}
                  </div>
                ))}
              </div>
              {!options.length && <div className="combobox-empty">{status}</div>}
              {props.foot}
            </div>
          )}
        </div>
      )}
    </Field>
  );
}
