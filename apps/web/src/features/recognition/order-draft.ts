import type { checkOrders } from '@alliance/contracts/recognition.contract';
import type { PatientView } from '@alliance/contracts/patient.contract';
import type { AskOf } from '@alliance/contracts/route';
import type { Text } from '@alliance/contracts/schema';
import type { EncounterClass, OrderedAct } from '@alliance/domain/recognition/case-context';
import type { CareState } from '@alliance/domain/recognition/recognition.codes';
import { useEffect, useState } from 'react';
import { serverNow } from '../../platform/clock';
import { queryClient } from '../../platform/query';
import { fromLocalField } from '../../ui/moment';

interface Coded {
  readonly code: string;
  readonly name: Text;
}
/** A test that is about to be ordered; a panel with the tests it holds. */
export interface PlannedTest extends Coded {
  /** Specimen or modality: what tells two of one name apart. */
  readonly of: string | null;
  readonly parts: readonly Coded[];
}
export interface OrderDraft {
  readonly patient: PatientView | null;
  readonly referralId: string | null;
  readonly tests: readonly PlannedTest[];
  readonly state: CareState | null;
  readonly acts: readonly OrderedAct[];
  readonly encounter: EncounterClass | null;
  readonly diagnoses: readonly { readonly code: string; readonly name: string }[];
  readonly pregnant: boolean;
  readonly temperature: string;
  readonly transfusedOn: string;
  readonly exposedOn: string;
}

export const emptyOrder: OrderDraft = {
  patient: null,
  referralId: null,
  tests: [],
  state: null,
  acts: [],
  encounter: null,
  diagnoses: [],
  pregnant: false,
  temperature: '',
  transfusedOn: '',
  exposedOn: '',
};
/** How many lines the server will answer; a test that two panels hold is one. */
export const lineCount = ({ tests }: OrderDraft): number =>
  new Set(tests.flatMap(({ code, parts }) => (parts.length ? parts.map((part) => part.code) : [code]))).size;
export const mostLines = 60;

type Wrong = 'patient' | 'state' | 'tests' | 'tooMany' | 'temperature';
const degrees = (text: string): number => Number(text.replace('，', '.').replace(',', '.'));
/** What keeps the order set from being checked, in the order of the page. */
export function wrongIn(draft: OrderDraft): readonly Wrong[] {
  const { patient, state, tests, temperature } = draft;
  const warm = !temperature.trim() || (degrees(temperature) >= 25 && degrees(temperature) <= 45);
  return [
    ...(patient ? [] : ['patient' as const]),
    ...(state ? [] : ['state' as const]),
    ...(tests.length ? [] : ['tests' as const]),
    ...(lineCount(draft) > mostLines ? ['tooMany' as const] : []),
    ...(warm ? [] : ['temperature' as const]),
  ];
}

/** A day whose hour nobody knows counts to its end: a window is never taken for over too early. */
const endOf = (day: string): string | null => {
  const end = day && fromLocalField(`${day}T23:59`);
  return end ? new Date(Math.min(Date.parse(end), serverNow())).toISOString() : null;
};
/** The question as it is asked of the server. */
export const askOf = (draft: OrderDraft, id: string): AskOf<typeof checkOrders>['body'] => ({
  id,
  patientId: draft.patient?.id ?? '',
  items: draft.tests.map(({ code }) => code),
  state: draft.state ?? 'acute',
  ...(draft.referralId && { referralId: draft.referralId }),
  acts: [...draft.acts],
  encounter: draft.encounter,
  diagnosisCodes: draft.diagnoses.map(({ code }) => code),
  pregnant: draft.pregnant || null,
  temperature: draft.temperature.trim() ? degrees(draft.temperature) : null,
  transfusedAt: endOf(draft.transfusedOn),
  exposedAt: endOf(draft.exposedOn),
});

// beside the answers of the server, so that it goes with the person who typed it
const kept = ['recognition-order'];
export const forgetOrder = (): void => queryClient.removeQueries({ queryKey: kept });

/** What is typed, kept while one looks at the answer and comes back to change the set. */
export function useOrderDraft(begin: Partial<OrderDraft>) {
  const [draft, setDraft] = useState<OrderDraft>(() => {
    const before = queryClient.getQueryData<OrderDraft>(kept);
    const another = begin.patient && before?.patient?.id !== begin.patient.id;
    return { ...(before && !another ? before : emptyOrder), ...begin };
  });
  useEffect(() => {
    queryClient.setQueryData(kept, draft);
  }, [draft]);
  const set = (change: Partial<OrderDraft>) => setDraft((now) => ({ ...now, ...change }));
  return [draft, set] as const;
}
