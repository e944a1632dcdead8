import { openAlliance } from '@alliance/contracts/alliance.contract';
import { listCoverageGaps, listPairings } from '@alliance/contracts/pairing.contract';
import { useCommand } from '../../platform/command';
import { useAnswer } from '../../platform/query';

/** Pairs in force on a day, or all of them with those that have ended; the picture needs every one at once. */
export const usePairings = (on: string | undefined) => useAnswer(listPairings, { query: { ...(on ? { on } : {}), limit: 1000 } });
export const useGaps = () => useAnswer(listCoverageGaps, {}, { staleTime: 60_000 });
export const useOpenAlliance = () => useCommand(openAlliance, { touches: ['alliance'] });
