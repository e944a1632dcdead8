import { getCaseBoard } from '@alliance/contracts/case-board.contract';
import { listConsultationDocuments, type PreparedMaterial } from '@alliance/contracts/consultation-document.contract';
import { useWords } from '../../platform/i18n';
import { touch, useAnswer } from '../../platform/query';
import { ErrorState, Skeleton } from '../states';
import { AttachFiles } from '../upload/attach-files';
import { caseBoardWords } from './case-board.locale';
import { DocumentLine } from './document-line';
import { TakeOver } from './take-over';
import './case-board.css';

/** Documents of a consultation: looked at, added, taken over, described, laid on the board; and what the case should have with it. */
export function CaseDocuments({ consultationId }: { readonly consultationId: string }) {
  const t = useWords(caseBoardWords);
  const params = { id: consultationId };
  const { data, error, refetch } = useAnswer(listConsultationDocuments, { params });
  const board = useAnswer(getCaseBoard, { params });
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <Skeleton rows={4} height={32} />;
  const onBoard = new Set(board.data?.items.map(({ document }) => document?.id));
  return (
    <section className="case-documents" aria-label={t('documents.title')}>
      {data.preparation.length > 0 && <Preparation materials={data.preparation} />}
      {data.items.length ? (
        <ul className="case-document-list">
          {data.items.map((document) => (
            <DocumentLine
              key={document.id}
              consultationId={consultationId}
              document={document}
              onBoard={onBoard.has(document.id)}
              mayPut={board.data?.mayWrite ?? false}
            />
          ))}
        </ul>
      ) : (
        <p className="faint">{t('documents.none')}</p>
      )}
      {data.mayAdd && (
        <>
          <TakeOver consultationId={consultationId} />
          <AttachFiles consultationId={consultationId} place="case" onAttached={() => void touch('consultation')} />
        </>
      )}
    </section>
  );
}

function Preparation({ materials }: { readonly materials: readonly PreparedMaterial[] }) {
  const t = useWords(caseBoardWords);
  return (
    <div className="case-preparation">
      <h3>{t('preparation.title')}</h3>
      <ul>
        {materials.map(({ material, there }) => (
          <li key={material} className={there ? 'case-there' : 'case-missing'}>
            <span aria-hidden>{there ? '✓' : '○'}</span> {t(`preparation.material.${material}`)}
            <span className="faint"> {t(there ? 'preparation.there' : 'preparation.missing')}</span>
          </li>
        ))}
      </ul>
      <p className="faint">{t('preparation.hint')}</p>
    </div>
  );
}
