import { invitePerson, type PersonSummary } from '@alliance/contracts/person.contract';
import { useRef, useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useErrorWords } from '../../platform/refusal';
import { CopyLine } from '../../ui/copy-line';
import { exact } from '../../ui/moment';
import { say } from '../../ui/said';
import { SidePanel } from '../../ui/side-panel';
import { formWords } from '../../ui/form.locale';
import { personWords } from './person.locale';

type Outcome = { readonly url: string; readonly expiresAt: string } | { readonly error: string };
interface Props {
  readonly open: boolean;
  readonly people: readonly PersonSummary[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Invites one after the other; what was made stays readable until the panel is closed. */
export function InviteMany({ open, people, onClose, onDone }: Props) {
  const t = useWords(personWords);
  const [batch, setBatch] = useState<readonly PersonSummary[]>();
  const shown = batch ?? people;
  const close = () => {
    setBatch(undefined);
    onClose();
    if (batch) onDone();
  };
  return (
    <SidePanel title={t('many.title', { count: shown.length })} open={open} onClose={close}>
      <Batch people={shown} onStart={() => setBatch(people)} onClose={close} />
    </SidePanel>
  );
}

function Batch({
  people,
  onStart,
  onClose,
}: {
  readonly people: readonly PersonSummary[];
  readonly onStart: () => void;
  readonly onClose: () => void;
}) {
  const t = useWords(personWords);
  const form = useWords(formWords);
  const spell = useErrorWords();
  const invite = useCommand(invitePerson, { touches: ['person'] });
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [running, setRunning] = useState(false);
  const stopped = useRef(false);
  const run = async () => {
    onStart();
    setRunning(true);
    stopped.current = false;
    const made = new Map<string, Outcome>();
    for (const { id } of people) {
      if (stopped.current) break;
      try {
        made.set(id, await invite.mutateAsync({ params: { id } }));
      } catch (error) {
        made.set(id, { error: spell(error) });
      }
      setOutcomes(new Map(made));
    }
    setRunning(false);
  };
  const links = people.flatMap(({ id, name, staffNumber }) => {
    const outcome = outcomes.get(id);
    return outcome && 'url' in outcome ? [[name, staffNumber ?? '', outcome.url, exact(outcome.expiresAt)]] : [];
  });
  const copyAll = () =>
    void navigator.clipboard?.writeText(links.map((line) => line.join('\t')).join('\n')).then(
      () => say(form('copied')),
      () => say(form('copyFailed')),
    );
  const started = outcomes.size > 0 || running;
  return (
    <div className="invite-many">
      <p className="soft">{t('many.means')}</p>
      <p role="status">
        {running
          ? t('many.progress', { done: outcomes.size, all: people.length })
          : started && t('many.finished', { done: links.length, failed: outcomes.size - links.length })}
      </p>
      {running && <progress max={people.length} value={outcomes.size} aria-label={t('many.title', { count: people.length })} />}
      {links.length > 0 && <p className="note-warn">⚠ {t('many.once')}</p>}
      <ol>
        {people.map((person) => (
          <li key={person.id}>
            <strong>{person.name}</strong> <span className="faint figures">{person.staffNumber}</span>
            <Result of={outcomes.get(person.id)} name={person.name} waiting={started} />
          </li>
        ))}
      </ol>
      <div className="form-foot">
        {running ? (
          <button type="button" className="button" onClick={() => (stopped.current = true)}>
            {t('many.stop')}
          </button>
        ) : started ? (
          <>
            <button type="button" className="button" onClick={onClose}>
              {t('many.close')}
            </button>
            <button type="button" className="button primary" disabled={!links.length} onClick={copyAll}>
              {t('many.copyAll')}
            </button>
          </>
        ) : (
          <button type="button" className="button primary" data-first onClick={() => void run()}>
            {t('many.start')}
          </button>
        )}
      </div>
    </div>
  );
}

function Result({ of, name, waiting }: { readonly of: Outcome | undefined; readonly name: string; readonly waiting: boolean }) {
  const t = useWords(personWords);
  if (!of) return waiting ? <span className="faint"> {t('many.waiting')}</span> : null;
  if ('error' in of) return <p className="field-error">✕ {of.error}</p>;
  return <CopyLine label={t('link.invitation', { name })} value={of.url} />;
}
