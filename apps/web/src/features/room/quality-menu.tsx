import { mediaSteps, type MediaStep } from '@alliance/domain/session-room/quality-ladder';
import { useId, useState } from 'react';
import { useWords } from '../../platform/i18n';
import { ChoiceField } from '../../ui/field';
import { Dialog } from '../../ui/dialog';
import { roomWords } from './room.locale';
import type { RoomNow, RoomSession } from './room-session';

/** Four bars, of which those of the step are full: read by shape, not by colour. */
export function StepMark({ step }: { readonly step: MediaStep }) {
  const full = mediaSteps.length - mediaSteps.indexOf(step);
  return (
    <svg className="room-step" width={16} height={14} viewBox="0 0 16 14" aria-hidden="true" focusable="false">
      {mediaSteps.map((each, n) => (
        <rect
          key={each}
          x={n * 4 + 0.5}
          y={11 - n * 3.3}
          width={3}
          height={2.5 + n * 3.3}
          fill={n < full ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth={0.8}
        />
      ))}
    </svg>
  );
}

/** "My picture": the step of now, what the line measures, and the best one allows. */
export function QualityMenu({ session, now }: { readonly session: RoomSession; readonly now: RoomNow }) {
  const t = useWords(roomWords);
  const [open, setOpen] = useState(false);
  const id = useId();
  const { room, quality } = now;
  return (
    <>
      <button
        type="button"
        className="button room-control"
        aria-haspopup="dialog"
        aria-label={t('control.quality', { step: t(`step.${room.step}`) })}
        onClick={() => setOpen(true)}
      >
        <StepMark step={room.step} />
        <span>{t(`step.${room.step}`)}</span>
      </button>
      <Dialog title={t('quality.title')} open={open} onClose={() => setOpen(false)} width={400}>
        <p>{t('quality.now', { step: t(`step.${room.step}`) })}</p>
        <p className="faint figures">
          {quality && quality.roundTripMs > 0
            ? t('quality.line', { loss: Math.round(quality.lossPercent), ms: Math.round(quality.roundTripMs) })
            : t('quality.unknown')}
        </p>
        <ChoiceField
          id={id}
          label={t('quality.best')}
          value={room.ceiling}
          options={mediaSteps.map((step) => ({ value: step, label: t(`step.${step}`), hint: t(`stepHint.${step}`) }))}
          onChange={(step) => session.hold(step)}
        />
        <p className="faint">{t('quality.auto')}</p>
      </Dialog>
    </>
  );
}
