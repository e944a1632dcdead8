/** What somebody is writing, by note: in memory only, a patient's words are never put on disk. It survives leaving the page and coming back. */
export interface NoteDraft {
  readonly text: string;
  /** The version it goes on from; 0 for a new note. */
  readonly version: number;
}
const drafts = new Map<string, NoteDraft>();
export const noteDraft = (noteId: string): NoteDraft | undefined => drafts.get(noteId);
export const keepNoteDraft = (noteId: string, draft: NoteDraft): void => void drafts.set(noteId, draft);
export const dropNoteDraft = (noteId: string): void => void drafts.delete(noteId);

const fresh = new Map<string, string>();
/** The id of the new note somebody has begun in a consultation. */
export const begunNote = (consultationId: string): string | undefined => fresh.get(consultationId);
export const beginNote = (consultationId: string, noteId: string | undefined): void =>
  void (noteId ? fresh.set(consultationId, noteId) : fresh.delete(consultationId));

if (typeof window !== 'undefined')
  window.addEventListener('beforeunload', (event) => {
    if ([...drafts.values()].some(({ text }) => text.trim())) event.preventDefault();
  });
