import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { useWords } from '../platform/i18n';
import { isRefused } from '../platform/refusal';
import { formWords } from './form.locale';
import { RefusalNote } from './states';
import type { FormOf } from './use-form';
import './form.css';

interface Command {
  readonly isPending: boolean;
  readonly error: unknown;
}
interface Props<T extends object> {
  readonly of: FormOf<T>;
  readonly label: string;
  readonly command: Command;
  readonly onSubmit: (values: T) => void;
  readonly children: ReactNode;
  readonly onCancel?: () => void;
  /** Word of the button; `Save` where nothing better is said. */
  readonly submit?: string;
  readonly danger?: boolean;
  /** Labels of the fields and their values in words, for what others changed meanwhile. */
  readonly labels?: Partial<Record<keyof T & string, string>>;
  readonly spell?: (name: keyof T & string, value: unknown) => string;
}

const firstWrong = (form: HTMLFormElement | null): HTMLElement | null => {
  const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? null;
  return wrong?.querySelector<HTMLElement>('input') ?? wrong;
};

/** A form with its button at the bottom right. What is wrong gets the focus; a refusal keeps what was typed; a conflict shows both versions. */
export function Form<T extends object>(props: Props<T>) {
  const { of, command } = props;
  const t = useWords(formWords);
  const ref = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (command.isPending) return;
    of.tryIt();
    const wrong = firstWrong(ref.current);
    if (wrong) return wrong.focus();
    of.markSent();
    props.onSubmit(of.values);
  };
  useEffect(() => {
    if (command.error) firstWrong(ref.current)?.focus();
  }, [command.error]);
  const stale = isRefused(command.error, 'record.stale');
  return (
    <form ref={ref} id={of.id} className="form" aria-label={props.label} noValidate onSubmit={submit}>
      {props.children}
      {stale || of.changed.length > 0 ? <Conflict {...props} /> : !of.saidAtField && <RefusalNote error={command.error} />}
      <div className="form-foot">
        {props.onCancel && (
          <button type="button" className="button" onClick={props.onCancel}>
            {t('cancel')}
          </button>
        )}
        <button type="submit" className={props.danger ? 'button danger' : 'button primary'} aria-disabled={command.isPending}>
          {command.isPending ? t('sending') : (props.submit ?? t('save'))}
        </button>
      </div>
    </form>
  );
}

function Conflict<T extends object>({ of, labels, spell }: Props<T>) {
  const t = useWords(formWords);
  const say = (name: keyof T & string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('conflict.empty');
    return spell ? spell(name, value) : Array.isArray(value) ? value.join('、') : String(value);
  };
  return (
    <div className="note-warn form-conflict" role="alert">
      <strong>{t('conflict.title')}</strong>
      {of.changed.length ? (
        <>
          <ul>
            {of.changed.map((name) => (
              <li key={name}>
                {t('conflict.change', { label: labels?.[name] ?? name, was: say(name, of.opened[name]), now: say(name, of.latest[name]) })}
              </li>
            ))}
          </ul>
          <p>{t('conflict.keep')}</p>
          <button type="button" className="button" onClick={of.takeLatest}>
            {t('conflict.take')}
          </button>
        </>
      ) : (
        <p>{t('conflict.elsewhere')}</p>
      )}
    </div>
  );
}
