import { writeCaseNote, type CaseNote } from '@alliance/contracts/case-board.contract';
import { useState } from 'react';
import { Unanswered } from '../../platform/call';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { AreaField } from '../field';
import { RefusalNote } from '../states';
import { caseBoardWords } from './case-board.locale';
import { dropNoteDraft, keepNoteDraft, noteDraft } from './note-drafts';

interface Props {
  readonly consultationId: string;
  readonly noteId: string;
  /** As it stands; undefined for a new one. */
  readonly note: CaseNote | undefined;
  readonly onEnd: () => void;
}

/** Writes a note on from the version that was read. When somebody else was first, both texts stand side by side. */
export function NoteEditor({ consultationId, noteId, note, onEnd }: Props) {
  const t = useWords(caseBoardWords);
  const [draft, setDraft] = useState(() => noteDraft(noteId) ?? { text: note?.text ?? '', version: note?.version ?? 0 });
  const keep = (text: string, version = draft.version) => {
    setDraft({ text, version });
    keepNoteDraft(noteId, { text, version });
  };
  const end = () => {
    dropNoteDraft(noteId);
    onEnd();
  };
  const write = useCommand(writeCaseNote, {
    touches: ['consultation'],
    onDone: end,
    onRefused: ({ code }) => code === 'record.stale' && void touch('consultation'),
  });
  const save = (version: number) => write.mutate({ params: { id: consultationId, noteId }, body: { version, text: draft.text.trim() } });
  // a newer version may be seen before anybody says that this one is too old
  const theirs = note && note.version > draft.version && note.text !== draft.text ? note : undefined;
  const stale = theirs !== undefined;
  return (
    <form
      className="case-note-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.text.trim() && !stale) save(draft.version);
      }}
    >
      {theirs && (
        <div className="case-note-theirs" role="alert">
          <p>{t('notes.stale')}</p>
          <p className="faint">{t('notes.theirs', { name: theirs.by.name })}</p>
          <p className="case-note-text">{theirs.text}</p>
        </div>
      )}
      <AreaField
        label={t(stale ? 'notes.mine' : 'notes.label')}
        value={draft.text}
        onChange={(text) => keep(text)}
        rows={4}
        maxLength={4_000}
      />
      {write.error instanceof Unanswered ? (
        <p className="note-warn">{t('notes.offline')}</p>
      ) : (
        !stale && <RefusalNote error={write.error} />
      )}
      <p className="case-note-acts">
        {theirs ? (
          <>
            <button type="button" className="button primary" disabled={write.isPending} onClick={() => save(theirs.version)}>
              {t('notes.keepMine')}
            </button>
            <button type="button" className="button" onClick={() => keep(theirs.text, theirs.version)}>
              {t('notes.useTheirs')}
            </button>
          </>
        ) : (
          <button type="submit" className="button primary" disabled={!draft.text.trim() || write.isPending}>
            {t('notes.save')}
          </button>
        )}
        <button type="button" className="button bare" onClick={end}>
          {t('notes.cancel')}
        </button>
      </p>
    </form>
  );
}
