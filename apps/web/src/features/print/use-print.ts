import { printReferrals, type Paper, type PaperKind } from '@alliance/contracts/print.contract';
import { useEffect, useRef } from 'react';
import { useCommand } from '../../platform/command';

/** What every sheet says at its foot. */
export interface Printed {
  readonly at: string;
  readonly by: string;
  readonly institution: string;
}

/**
 * Records the printing, then prints: opening the page is the first time, each further press of the button another one.
 * @param referralIds undefined while they are not known yet
 */
export function usePrint(kind: PaperKind, referralIds: readonly string[] | undefined) {
  const command = useCommand(printReferrals);
  const { mutate, data, error, reset } = command;
  const asked = useRef(false);
  const printedOnce = useRef(false);
  const ids = referralIds?.join();
  useEffect(() => {
    if (!ids || asked.current) return;
    asked.current = true;
    mutate({ body: { kind, referralIds: ids.split(',') } });
  }, [kind, ids, mutate]);
  const print = () => {
    if (!printedOnce.current) {
      printedOnce.current = true;
      window.print();
      return;
    }
    // the paper shows the new time before it is printed
    mutate({ body: { kind, referralIds: [...(referralIds ?? [])] } }, { onSuccess: () => setTimeout(() => window.print()) });
  };
  const paperOf = (id: string): Paper | undefined => data?.papers.find(({ referralId }) => referralId === id);
  return { printed: data, error, print, paperOf, reset, isPending: command.isPending };
}
