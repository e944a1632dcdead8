import { listBatches, sendBatch, type BatchResult } from '@alliance/contracts/batch.contract';
import { useEffect, useState } from 'react';
import { v7 } from 'uuid';
import { call } from '../../platform/call';
import { useCommand } from '../../platform/command';
import type { SentBatch } from './batch-line.policy';

const lookEveryMs = 1_000;

/**
 * Sends the group and says how far it is. The id of the group stays over every attempt: repeating sends nobody twice.
 */
export function useSending() {
  const [id, setId] = useState(() => v7());
  const [total, setTotal] = useState(0);
  const [results, setResults] = useState<ReadonlyMap<string, BatchResult>>(new Map());
  const command = useCommand(sendBatch, {
    touches: ['referral', 'patient'],
    onDone: ({ patients }) => setResults(new Map(patients.map((one) => [one.key, one]))),
  });
  const { isPending } = command;
  const before = [...results.values()].filter(({ referral }) => referral).length;
  const done = useHowFar(id, isPending);
  const send = (group: Omit<SentBatch, 'id' | 'patients'>, patients: SentBatch['patients']) => {
    setTotal(patients.length);
    command.mutate({ body: { ...group, id, patients } });
  };
  const again = () => {
    setId(v7());
    setResults(new Map());
    command.reset();
  };
  return { id, results, send, again, isPending, error: command.error, total, done: Math.max(done - before, 0) };
}

/** Patients of the group that the server has finished with so far. */
function useHowFar(id: string, sending: boolean): number {
  const [done, setDone] = useState(0);
  useEffect(() => {
    if (!sending) return;
    const timer = setInterval(() => {
      call(listBatches, { query: { limit: 5 } })
        .then(({ items }) => setDone(items.find((one) => one.id === id)?.sent ?? 0))
        // the next look, or the answer itself, says it
        .catch(() => undefined);
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [id, sending]);
  return done;
}
