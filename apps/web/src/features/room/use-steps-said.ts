import { mediaSteps, type MediaStep } from '@alliance/domain/session-room/quality-ladder';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useWords } from '../../platform/i18n';
import { say } from '../../ui/said';
import { roomWords } from './room.locale';
import type { RoomNow } from './room-session';
import type { RoomState } from './room-state';

/** Says when the line changed what one sees, and that the line is back. A step one chose oneself is no news. */
export function useStepsSaid({ step, ceiling, line, stage }: RoomState): void {
  const t = useWords(roomWords);
  const before = useRef<{ step: MediaStep; ceiling: MediaStep; line: RoomState['line'] } | null>(null);
  const changed = useEffectEvent(() => {
    const last = before.current;
    before.current = stage === 'inside' ? { step, ceiling, line } : null;
    if (!last || stage !== 'inside') return;
    if (last.line === 'lost' && line === 'up') say(t('said.back'));
    if (last.step === step || last.ceiling !== ceiling || ceiling === step) return;
    const down = mediaSteps.indexOf(step) > mediaSteps.indexOf(last.step);
    // the board alone has a banner that stays
    if (step !== 'board') say(t(down ? 'quality.downTo' : 'quality.upTo', { step: t(`step.${step}`) }));
  });
  useEffect(() => changed(), [step, ceiling, line, stage]);
}

/** Says that a moderator turned something of ours off. */
export function useSilencedSaid({ silenced }: RoomNow): void {
  const t = useWords(roomWords);
  useEffect(() => {
    if (silenced) say(t(silenced.what === 'audio' ? 'said.silenced' : 'said.cameraStopped'));
  }, [silenced, t]);
}
