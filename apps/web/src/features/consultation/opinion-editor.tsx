import { saveOpinion, signOpinion } from '@alliance/contracts/consultation-action.contract';
import type { ConsultationOpinion, ConsultationView } from '@alliance/contracts/consultation.schema';
import { stances, type Stance } from '@alliance/domain/consultation/consultation.codes';
import { useEffect, useEffectEvent, useState } from 'react';
import { call } from '../../platform/call';
import { useWords } from '../../platform/i18n';
import { useErrorWords } from '../../platform/refusal';
import { Dialog } from '../../ui/dialog';
import { AreaField, ChoiceField } from '../../ui/field';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { useLater } from '../../ui/use-later';
import { consultationDetailWords } from './consultation-detail.locale';
import { useStep } from './consultation.data';
import { consultationWords } from './consultation.locale';

interface Typed {
  readonly stance: Stance;
  readonly text: string;
  readonly dissent: string;
  readonly recommendations: string;
}
const typedOf = (draft: ConsultationOpinion | undefined): Typed => ({
  ...{ stance: draft?.stance ?? 'agrees', text: draft?.text ?? '', dissent: draft?.dissent ?? '' },
  recommendations: draft?.recommendations.join('\n') ?? '',
});
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);
const bodyOf = ({ stance, text, dissent, recommendations }: Typed) => ({
  ...{ stance, text: text.trim(), dissent: stance === 'dissents' ? dissent.trim() || null : null },
  recommendations: linesOf(recommendations),
});

interface Props {
  readonly consultation: ConsultationView;
  readonly draft: ConsultationOpinion | undefined;
  readonly onSigned: () => void;
}

/** My opinion: the draft keeps itself, signing asks first. */
export function OpinionEditor({ consultation: { id, version }, draft, onSigned }: Props) {
  const t = useWords(consultationDetailWords);
  const codes = useWords(consultationWords);
  const [typed, setTyped] = useState(() => typedOf(draft));
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const kept = useKept(id, typed);
  const sign = useStep(signOpinion, () => {
    setAsking(false);
    say(t('done', { action: t('opinion.sign') }));
    onSigned();
  });
  const set = (change: Partial<Typed>) => setTyped((now) => ({ ...now, ...change }));
  const needsText = !typed.text.trim();
  const needsDissent = typed.stance === 'dissents' && !typed.dissent.trim();
  const ask = () => {
    setTried(true);
    if (!needsText && !needsDissent) setAsking(true);
  };
  return (
    <div className="consultation-editor">
      <h3>{t('opinion.mine')}</h3>
      <AreaField
        label={t('opinion.text')}
        hint={t('opinion.textHint')}
        rows={6}
        maxLength={8000}
        value={typed.text}
        error={tried && needsText ? t('opinion.needText') : undefined}
        onChange={(text) => set({ text })}
      />
      <ChoiceField
        label={t('opinion.stance')}
        value={typed.stance}
        options={stances.map((value) => ({ value, label: codes(`stance.${value}`) }))}
        onChange={(stance) => set({ stance })}
      />
      {typed.stance === 'dissents' && (
        <AreaField
          label={t('opinion.dissent')}
          required
          maxLength={4000}
          value={typed.dissent}
          error={tried && needsDissent ? t('opinion.needDissent') : undefined}
          onChange={(dissent) => set({ dissent })}
        />
      )}
      <AreaField
        label={t('opinion.recommendations')}
        hint={t('opinion.recommendationsHint')}
        rows={4}
        value={typed.recommendations}
        onChange={(recommendations) => set({ recommendations })}
      />
      <div className="consultation-foot">
        <span className="consultation-saving" role="status">
          {kept}
        </span>
        <button type="button" className="button primary" onClick={ask}>
          {t('opinion.sign')}
        </button>
      </div>
      <Dialog title={t('opinion.sign')} open={asking} onClose={() => setAsking(false)} width={420}>
        <p>{t('opinion.signAsk')}</p>
        <RefusalNote error={sign.error} />
        <div className="consultation-foot">
          <button
            type="button"
            className="button primary"
            aria-disabled={sign.isPending}
            onClick={() => !sign.isPending && sign.mutate({ params: { id }, body: { version, ...bodyOf(typed) } })}
          >
            {t('opinion.signYes')}
          </button>
        </div>
      </Dialog>
    </div>
  );
}

/** Keeps what was written once the writing has paused; says how that went. */
function useKept(id: string, typed: Typed): string {
  const t = useWords(consultationDetailWords);
  const spell = useErrorWords();
  const [saved, setSaved] = useState<Typed>(typed);
  const [error, setError] = useState<unknown>();
  const later = useLater(typed, 1_200);
  const keep = useEffectEvent((now: Typed) => {
    if (now === saved || !now.text.trim()) return;
    call(saveOpinion, { params: { id }, body: bodyOf(now) }).then(
      () => {
        setSaved(now);
        setError(undefined);
      },
      (refused: unknown) => setError(refused),
    );
  });
  useEffect(() => keep(later), [later]);
  if (error) return t('opinion.notKept', { why: spell(error) });
  if (!typed.text.trim()) return '';
  return t(saved === typed ? 'opinion.kept' : 'opinion.keeping');
}
