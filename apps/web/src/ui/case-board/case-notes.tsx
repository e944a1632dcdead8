import { caseNoteVersions, getCaseBoard, type CaseNote } from '@alliance/contracts/case-board.contract';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { When } from '../moment-view';
import { ErrorState, Skeleton } from '../states';
import { caseBoardWords } from './case-board.locale';
import { beginNote, begunNote, noteDraft } from './note-drafts';
import { NoteEditor } from './note-editor';
import './case-board.css';

/** Notes that everybody at the table writes: who wrote what, and every version before. */
export function CaseNotes({ consultationId, readOnly = false }: { readonly consultationId: string; readonly readOnly?: boolean }) {
  const t = useWords(caseBoardWords);
  const { data, error, refetch } = useAnswer(getCaseBoard, { params: { id: consultationId } });
  const [begun, setBegun] = useState(() => begunNote(consultationId));
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <Skeleton rows={3} height={32} />;
  const writes = data.mayWrite && !readOnly;
  const begin = (noteId: string | undefined) => {
    beginNote(consultationId, noteId);
    setBegun(noteId);
  };
  return (
    <section className="case-notes" aria-label={t('notes.title')}>
      <h3>{t('notes.title')}</h3>
      {!data.notes.length && !begun && <p className="faint">{t('notes.none')}</p>}
      <ul>
        {data.notes.map((note) => (
          <li key={note.id} className="case-note">
            <Note {...{ consultationId, note, writes }} />
          </li>
        ))}
      </ul>
      {writes && begun && <NoteEditor consultationId={consultationId} noteId={begun} note={undefined} onEnd={() => begin(undefined)} />}
      {writes && !begun && (
        <button type="button" className="button" onClick={() => begin(v7())}>
          {t('notes.add')}
        </button>
      )}
    </section>
  );
}

interface NoteProps {
  readonly consultationId: string;
  readonly note: CaseNote;
  readonly writes: boolean;
}
function Note({ consultationId, note, writes }: NoteProps) {
  const t = useWords(caseBoardWords);
  const [editing, setEditing] = useState(() => noteDraft(note.id) !== undefined);
  const { id, text, by, at, writers, version } = note;
  if (editing && writes) return <NoteEditor consultationId={consultationId} noteId={id} note={note} onEnd={() => setEditing(false)} />;
  return (
    <>
      <p className="case-note-text">{text}</p>
      <p className="faint">
        {t('notes.by', { name: by.name })} <When at={at} />
        {writers.length > 1 && ` · ${t('notes.writers', { names: writers.join('、') })}`}
      </p>
      {writes && (
        <button
          type="button"
          className="button bare"
          aria-label={t('notes.editOf', { text: text.slice(0, 20) })}
          onClick={() => setEditing(true)}
        >
          {t('notes.edit')}
        </button>
      )}
      {version > 1 && <Versions consultationId={consultationId} noteId={id} version={version} />}
    </>
  );
}

/** Asked for when somebody wants to read them. */
function Versions({
  consultationId,
  noteId,
  version,
}: {
  readonly consultationId: string;
  readonly noteId: string;
  readonly version: number;
}) {
  const t = useWords(caseBoardWords);
  const [open, setOpen] = useState(false);
  const { data, error } = useAnswer(caseNoteVersions, open ? { params: { id: consultationId, noteId } } : null);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('notes.versions')}</summary>
      {open && error && <ErrorState error={error} />}
      <ol className="case-note-versions">
        {data?.items
          .filter((each) => each.version < version)
          .map((each) => (
            <li key={each.version}>
              <p className="faint">
                {t('notes.versionOf', { version: each.version, name: each.by.name })} · <When at={each.at} />
              </p>
              <p className="case-note-text">{each.text}</p>
            </li>
          ))}
      </ol>
    </details>
  );
}
