import { getVersion } from '@alliance/contracts/protocol.contract';
import type { VersionView } from '@alliance/contracts/protocol.schema';
import type { AskOf } from '@alliance/contracts/route';
import { keyOf, queryClient, useAnswer } from '../../platform/query';

const ask = (id: string, n: number): AskOf<typeof getVersion> => ({ params: { id, n: String(n) } });
export const useVersion = (id: string, n: number | undefined) =>
  useAnswer(getVersion, n === undefined ? null : ask(id, n), { staleTime: 0 });
/** Puts what a command answered on the screen at once. */
export const showVersion = (view: VersionView): void => {
  queryClient.setQueryData(keyOf(getVersion, ask(view.protocolId, view.number)), view);
};
