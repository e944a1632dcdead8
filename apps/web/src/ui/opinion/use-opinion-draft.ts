import { saveOpinion } from '@alliance/contracts/consultation-action.contract';
import type { ConsultationOpinion, ConsultationView } from '@alliance/contracts/consultation.schema';
import type { Stance } from '@alliance/domain/consultation/consultation.codes';
import { useEffect, useEffectEvent, useState } from 'react';
import { call } from '../../platform/call';
import { serverNow } from '../../platform/clock';

const PAUSE_MS = 1_200;
const AGAIN_MS = 4_000;

export interface OpinionDraft {
  readonly stance: Stance;
  readonly text: string;
  readonly dissent: string;
  /** One per line. */
  readonly recommendations: string;
}
const empty: OpinionDraft = { stance: 'agrees', text: '', dissent: '', recommendations: '' };
const draftOf = (kept: ConsultationOpinion | undefined): OpinionDraft =>
  kept ? { stance: kept.stance, text: kept.text, dissent: kept.dissent ?? '', recommendations: kept.recommendations.join('\n') } : empty;

/** As it is sent: lines without a word are nothing, a dissent belongs to who dissents. */
export const opinionBody = ({ stance, text, dissent, recommendations }: OpinionDraft) => ({
  stance,
  text: text.trim(),
  dissent: stance === 'dissents' && dissent.trim() ? dissent.trim() : null,
  recommendations: recommendations
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 20),
});

/** My unsigned opinion. It is kept by the portal a moment after the last key, and tried again until the line carries it. */
export function useOpinionDraft(consultation: ConsultationView) {
  const [draft, setDraft] = useState(() => draftOf(consultation.opinions.find(({ mine, signed }) => mine && !signed)));
  const [kept, setKept] = useState<OpinionDraft>(draft);
  const [keptAt, setKeptAt] = useState<number | null>(null);
  const [failed, setFailed] = useState(0);
  const dirty = draft !== kept;
  const keep = useEffectEvent(async (signal: AbortSignal) => {
    const sent = draft;
    try {
      if (sent.text.trim()) await call(saveOpinion, { params: { id: consultation.id }, body: opinionBody(sent) }, { signal });
      setKept(sent);
      setKeptAt(serverNow());
      setFailed(0);
    } catch {
      if (!signal.aborted) setFailed((n) => n + 1);
    }
  });
  useEffect(() => {
    if (!dirty) return undefined;
    const over = new AbortController();
    const timer = setTimeout(() => void keep(over.signal), failed ? AGAIN_MS : PAUSE_MS);
    return () => {
      clearTimeout(timer);
      over.abort();
    };
  }, [draft, dirty, failed]);
  return {
    draft,
    write: (change: Partial<OpinionDraft>) => setDraft({ ...draft, ...change }),
    state: failed && dirty ? ('unkept' as const) : dirty ? ('keeping' as const) : ('kept' as const),
    keptAt,
    clear: () => {
      setDraft(empty);
      setKept(empty);
    },
    /** What was signed need not be kept any more. */
    settle: () => setKept(draft),
  };
}
