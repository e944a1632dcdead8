import { useSyncExternalStore } from 'react';
import { useWords } from '../../platform/i18n';
import { useErrorWords } from '../../platform/refusal';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { clockOf } from '../../ui/moment';
import type { ContentStore } from './content.store';
import { editorWords } from './editor.locale';
import type { Conflict } from './merge.policy';

/** Whether what is typed is kept, and what to do where it is not. */
export function SavingState({ store }: { readonly store: ContentStore }) {
  const t = useWords(editorWords);
  const say = useErrorWords();
  const { saving, savedAt, error, problems, conflicts } = useSyncExternalStore(store.subscribe, store.get);
  const words =
    saving === 'saved'
      ? t('saving.saved', { time: clockOf(savedAt) })
      : saving === 'invalid'
        ? t('saving.invalid', { count: problems.length })
        : saving === 'refused'
          ? say(error)
          : t(`saving.${saving}`);
  const bad = saving === 'refused' || saving === 'offline' || saving === 'invalid';
  return (
    <div className="desk-saving">
      <span className={bad ? 'saving bad' : 'saving'} role="status">
        <span aria-hidden="true">{bad ? '! ' : saving === 'saved' ? '✓ ' : '… '}</span>
        {words}
      </span>
      {saving === 'refused' && (
        <button type="button" className="chip" onClick={() => void store.flush().catch(() => undefined)}>
          {t('again')}
        </button>
      )}
      {conflicts.map((conflict, i) => (
        <ConflictNote key={i} of={conflict} onTheirs={() => store.takeTheirs(conflict)} onMine={() => store.keepMine(conflict)} />
      ))}
    </div>
  );
}

function ConflictNote(props: { readonly of: Conflict; readonly onTheirs: () => void; readonly onMine: () => void }) {
  const t = useWords(editorWords);
  const words = useWords(criteriaWords);
  const { kind, id, theirs } = props.of;
  const name = kind === 'section' ? words(`section.${id as 'who_for'}`) : id;
  return (
    <div className="note-warn desk-conflict" role="alert">
      <span>{t(theirs === undefined ? 'conflict.removed' : 'conflict.changed', { part: t(`part.${kind}`, { id: name }) })}</span>
      <button type="button" className="chip" onClick={props.onMine}>
        {t('conflict.mine')}
      </button>
      <button type="button" className="chip" onClick={props.onTheirs}>
        {t('conflict.theirs')}
      </button>
    </div>
  );
}
