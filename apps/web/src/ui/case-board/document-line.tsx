import { putOnBoard } from '@alliance/contracts/case-board.contract';
import { describeDocument, removeDocument, type ConsultationDocument } from '@alliance/contracts/consultation-document.contract';
import { documentKinds, type DocumentKind } from '@alliance/domain/case-board/case-board.codes';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { Icon } from '../icon';
import { When } from '../moment-view';
import { say } from '../said';
import { RefusalNote } from '../states';
import { byteSize } from '../upload/byte-size';
import { uploadWords } from '../upload/upload.locale';
import { caseBoardWords } from './case-board.locale';
import { OpenDocument } from './open-document';

interface Props {
  readonly consultationId: string;
  readonly document: ConsultationDocument;
  readonly onBoard: boolean;
  readonly mayPut: boolean;
}

/** One document: opened, described by the hospital that added it, laid on the board. */
export function DocumentLine({ consultationId, document, onBoard, mayPut }: Props) {
  const t = useWords(caseBoardWords);
  const uploads = useWords(uploadWords);
  const { id, title, kind, deidentified, quarantine, mayChange, bytes, institution, at, sourceId } = document;
  const name = title ?? document.name;
  const params = { id: consultationId, documentId: id };
  const change = useCommand(describeDocument, { touches: ['consultation'] });
  const put = useCommand(putOnBoard, { touches: ['consultation'], onDone: () => say(t('documents.laid', { name })) });
  const boardKind = kind === 'ecg' || kind === 'image' ? kind : 'document';
  return (
    <li className="case-document">
      {quarantine ? (
        <span className="case-document-locked">
          <Icon name="warn" size={16} /> <span className="one-line">{name}</span> <strong>{t('documents.quarantined')}</strong>
        </span>
      ) : (
        <OpenDocument consultationId={consultationId} id={id} name={name} mediaType={document.mediaType} />
      )}
      {mayChange ? (
        <select
          className="control case-kind"
          aria-label={t('documents.kindOf', { name })}
          value={kind}
          onChange={(event) => change.mutate({ params, body: { kind: event.target.value as DocumentKind } })}
        >
          {documentKinds.map((each) => (
            <option key={each} value={each}>
              {t(`documents.kind.${each}`)}
            </option>
          ))}
        </select>
      ) : (
        <span className="case-tag">{t(`documents.kind.${kind}`)}</span>
      )}
      {mayChange && kind !== 'consent' ? (
        <label className="case-check">
          <input
            type="checkbox"
            aria-label={t('documents.deidentifiedOf', { name })}
            checked={deidentified}
            onChange={(event) => change.mutate({ params, body: { deidentified: event.target.checked } })}
          />{' '}
          {t('documents.deidentified')}
        </label>
      ) : (
        deidentified && <span className="case-tag">{t('documents.deidentified')}</span>
      )}
      <span className="faint figures case-document-about">
        {byteSize(uploads, bytes)} · {institution} · <When at={at} />
        {sourceId && ` · ${t('documents.copied')}`}
        {quarantine && ` · ${uploads(`reason.${quarantine}`)}`}
      </span>
      <span className="case-document-acts">
        {onBoard && <span className="faint">{t('documents.onBoard')}</span>}
        {mayPut && !onBoard && !quarantine && kind !== 'consent' && (
          <button
            type="button"
            className="button"
            aria-label={t('documents.toBoardOf', { name })}
            disabled={put.isPending}
            onClick={() => put.mutate({ params: { id: consultationId }, body: { id: v7(), kind: boardKind, documentId: id } })}
          >
            {t('documents.toBoard')}
          </button>
        )}
        {mayChange && <RemoveDocument consultationId={consultationId} id={id} name={name} />}
      </span>
      <RefusalNote error={change.error ?? put.error} />
    </li>
  );
}

function RemoveDocument({ consultationId, id, name }: { readonly consultationId: string; readonly id: string; readonly name: string }) {
  const t = useWords(caseBoardWords);
  const [asked, setAsked] = useState(false);
  const remove = useCommand(removeDocument, { touches: ['consultation'], onDone: () => say(t('documents.removed', { name })) });
  if (!asked)
    return (
      <button type="button" className="button bare" aria-label={t('documents.removeOf', { name })} onClick={() => setAsked(true)}>
        {t('documents.remove')}
      </button>
    );
  return (
    <span role="group" aria-label={t('documents.removeOf', { name })} className="case-sure">
      <span className="soft">{t('documents.removeSure')}</span>
      <button
        type="button"
        className="button"
        disabled={remove.isPending}
        onClick={() => remove.mutate({ params: { id: consultationId, documentId: id } })}
      >
        {t('documents.removeYes')}
      </button>
      <button type="button" className="button bare" autoFocus onClick={() => setAsked(false)}>
        {t('documents.removeNo')}
      </button>
      <RefusalNote error={remove.error} />
    </span>
  );
}
