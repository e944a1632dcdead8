import { useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { useWords } from '../platform/i18n';
import { problemOf, useErrorWords } from '../platform/refusal';
import { formWords } from './form.locale';

type Name<T> = keyof T & string;
export interface Bound<V> {
  readonly id: string;
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly error: string | undefined;
}
export interface FormOf<T extends object> {
  readonly id: string;
  readonly values: T;
  readonly set: (change: Partial<T>) => void;
  /** What a control needs: `<TextField label={…} {...form.bind('name')} />`. */
  readonly bind: <K extends Name<T>>(name: K) => Bound<T[K]>;
  /** Values that somebody else has changed since the form was opened. */
  readonly changed: readonly Name<T>[];
  readonly opened: T;
  readonly latest: T;
  readonly takeLatest: () => void;
  /** Starts anew from what was saved, where the form stays on the page. */
  readonly accept: (saved: T) => void;
  /** The refusal is said beside a field, not above the buttons. */
  readonly saidAtField: boolean;
  /** Shows what is wrong, before a look for it. */
  readonly tryIt: () => void;
  readonly markSent: () => void;
}
interface Ask<T extends object> {
  /** The record as it is now; the form keeps what it was when it was opened. */
  readonly latest: T;
  /** Sentences for what is wrong, by field. */
  readonly check?: (values: T) => Partial<Record<Name<T>, string | undefined>>;
  readonly error?: unknown;
  /** Refusals that belong to one field. */
  readonly refusedAt?: Readonly<Record<string, Name<T>>>;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What is typed into a form, what is wrong with it and what others changed meanwhile; a refusal keeps everything. */
export function useForm<T extends object>({ latest, check, error, refusedAt = {} }: Ask<T>): FormOf<T> {
  const t = useWords(formWords);
  const spell = useErrorWords();
  const id = useId();
  const [opened, setOpened] = useState(latest);
  const [values, setValues] = useState(latest);
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState<T>();
  const wrong: Partial<Record<Name<T>, string | undefined>> = tried ? (check?.(values) ?? {}) : {};
  // said until the person writes again
  const problem = sent === values ? problemOf(error) : undefined;
  const names = Object.keys(latest) as Name<T>[];
  const named = (problem?.facts?.['fields'] as readonly string[] | undefined)?.[0];
  const at = problem && (refusedAt[problem.code] ?? names.find((name) => name === named));
  const refused = new Set(problem?.fields?.map(({ path }) => path.split('.').at(-1) ?? '') ?? []);
  const errorOf = (name: Name<T>): string | undefined =>
    wrong[name] ?? (at === name ? spell(error) : refused.has(name) ? t('check') : undefined);
  const accept = (saved: T) => {
    setOpened(saved);
    setValues(saved);
    setTried(false);
  };
  return {
    id,
    values,
    opened,
    latest,
    set: (change) => setValues((now) => ({ ...now, ...change })),
    bind: (name) => ({
      id: `${id}-${name}`,
      value: values[name],
      onChange: (value) => setValues((now) => ({ ...now, [name]: value })),
      error: errorOf(name),
    }),
    changed: names.filter((name) => !same(opened[name], latest[name])),
    takeLatest: () => accept(latest),
    accept,
    saidAtField: at !== undefined,
    tryIt: () =>
      flushSync(() => {
        setTried(true);
        setSent(undefined);
      }),
    markSent: () => setSent(values),
  };
}
