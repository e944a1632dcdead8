import { CaseBoard } from '../../ui/case-board/case-board';
import { CaseDocuments } from '../../ui/case-board/case-documents';
import { CaseNotes } from '../../ui/case-board/case-notes';

/** What the case is looked at with, before and after a session and without one: documents, board, notes. */
export function ConsultationPapers({ id }: { readonly id: string }) {
  return (
    <>
      <div className="card consultation-part">
        <CaseDocuments consultationId={id} />
      </div>
      <div className="card consultation-part">
        <CaseBoard consultationId={id} />
      </div>
      <div className="card consultation-part">
        <CaseNotes consultationId={id} />
      </div>
    </>
  );
}
