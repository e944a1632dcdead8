import { signOpinion } from '@alliance/contracts/consultation-action.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { stances } from '@alliance/domain/consultation/consultation.codes';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { Dialog } from '../dialog';
import { AreaField, ChoiceField } from '../field';
import { clockOf, exact } from '../moment';
import { RefusalNote } from '../states';
import { opinionWords } from './opinion.locale';
import { opinionBody, useOpinionDraft } from './use-opinion-draft';
import './opinion.css';

/** The opinion of an expert, written beside the case and signed; what was signed stays as it is. */
export function OpinionEditor({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useWords(opinionWords);
  const signed = consultation.opinions.find((opinion) => opinion.mine && opinion.signed && !opinion.supersededAt);
  const [again, setAgain] = useState(false);
  if (!signed?.signed || again) return <Editor consultation={consultation} onSigned={() => setAgain(false)} />;
  return (
    <section className="opinion" aria-label={t('title')}>
      <p>
        <strong>{t(`stances.${signed.stance}`)}</strong> · {t('signed', { time: exact(signed.signed.at) })}
      </p>
      <p className="prose">{signed.text}</p>
      {signed.dissent && <p className="prose note-warn">{signed.dissent}</p>}
      {signed.recommendations.length > 0 && (
        <ol className="opinion-lines">
          {signed.recommendations.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      )}
      <p className="faint figures opinion-hash">{t('hash', { hash: signed.signed.sha256 })}</p>
      {consultation.actions.includes('sign') && (
        <button type="button" className="button" onClick={() => setAgain(true)}>
          {t('again')}
        </button>
      )}
    </section>
  );
}

function Editor({ consultation, onSigned }: { readonly consultation: ConsultationView; readonly onSigned: () => void }) {
  const t = useWords(opinionWords);
  const { draft, write, state, keptAt, settle, clear } = useOpinionDraft(consultation);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const sign = useCommand(signOpinion, {
    touches: ['consultation'],
    onDone: () => {
      settle();
      clear();
      setAsking(false);
      onSigned();
    },
  });
  const lacksText = !draft.text.trim();
  const lacksDissent = draft.stance === 'dissents' && !draft.dissent.trim();
  const check = () => {
    setTried(true);
    if (!lacksText && !lacksDissent) setAsking(true);
  };
  return (
    <section className="opinion" aria-label={t('title')}>
      <ChoiceField
        label={t('stance')}
        value={draft.stance}
        options={stances.map((value) => ({ value, label: t(`stances.${value}`) }))}
        onChange={(stance) => write({ stance })}
      />
      {draft.stance === 'dissents' && (
        <AreaField
          label={t('dissent')}
          required
          rows={3}
          maxLength={4_000}
          value={draft.dissent}
          error={tried && lacksDissent ? t('lacksDissent') : undefined}
          onChange={(dissent) => write({ dissent })}
        />
      )}
      <AreaField
        label={t('text')}
        hint={t('textHint')}
        required
        rows={8}
        maxLength={8_000}
        value={draft.text}
        error={tried && lacksText ? t('lacksText') : undefined}
        onChange={(text) => write({ text })}
      />
      <AreaField
        label={t('recommendations')}
        hint={t('recommendationsHint')}
        rows={3}
        maxLength={6_000}
        value={draft.recommendations}
        onChange={(recommendations) => write({ recommendations })}
      />
      <p className={state === 'unkept' ? 'note-warn' : 'faint'} role="status">
        {state === 'unkept' && t('unkept')}
        {state === 'keeping' && t('keeping')}
        {state === 'kept' && (keptAt ? t('kept', { time: clockOf(keptAt) }) : t('onlyMe'))}
      </p>
      <div className="form-foot">
        <button type="button" className="button primary" onClick={check}>
          {t('sign')}
        </button>
      </div>
      <Dialog title={t('confirm.title')} open={asking} onClose={() => setAsking(false)}>
        <p className="soft">{t('confirm.text')}</p>
        <p>
          <strong>{t(`stances.${draft.stance}`)}</strong>
        </p>
        <p className="prose opinion-look">{draft.text}</p>
        <RefusalNote error={sign.error} />
        <div className="form-foot">
          <button type="button" className="button" onClick={() => setAsking(false)}>
            {t('confirm.back')}
          </button>
          <button
            type="button"
            className="button primary"
            data-first
            disabled={sign.isPending}
            onClick={() => sign.mutate({ params: { id: consultation.id }, body: { version: consultation.version, ...opinionBody(draft) } })}
          >
            {t('confirm.sign')}
          </button>
        </div>
      </Dialog>
    </section>
  );
}
