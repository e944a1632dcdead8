import { getRoom } from '@alliance/contracts/room.contract';
import type { MediaStep } from '@alliance/domain/session-room/quality-ladder';
import { useEffect, useState } from 'react';
import { call } from '../../../platform/call';
import { expectedStep, middle } from './line-check';

const ROUNDS = 4;

export interface LineChecked {
  readonly roundTripMs: number;
  readonly step: MediaStep;
}
const estimate = (): number | null =>
  (navigator as Navigator & { readonly connection?: { readonly downlink?: number } }).connection?.downlink ?? null;

/** What the line to the portal will probably carry; null while it is measured, `lost` when nobody answers. */
export function useLineCheck(consultationId: string): { readonly line: LineChecked | 'lost' | null; readonly again: () => void } {
  const [line, setLine] = useState<LineChecked | 'lost' | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const over = new AbortController();
    const measure = async () => {
      const times: number[] = [];
      for (let n = 0; n < ROUNDS; n++) {
        const from = performance.now();
        await call(getRoom, { params: { id: consultationId } }, { signal: over.signal });
        times.push(performance.now() - from);
      }
      const roundTripMs = Math.round(middle(times));
      setLine({ roundTripMs, step: expectedStep(roundTripMs, estimate()) });
    };
    measure().catch(() => over.signal.aborted || setLine('lost'));
    return () => over.abort();
  }, [consultationId, round]);
  return {
    line,
    again: () => {
      setLine(null);
      setRound(round + 1);
    },
  };
}
