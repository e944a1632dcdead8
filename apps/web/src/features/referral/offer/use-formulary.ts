import { checkFormulary } from '@alliance/contracts/formulary.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../platform/call';
import { useLater } from '../../../ui/use-later';
import type { MedicineLine } from './offer-draft.policy';

type Checked = AnswerOf<typeof checkFormulary>;
export type Found = Checked['items'][number];

/** What the receiver's list says about each line, once the typing pauses. By the line's key. */
export function useFormulary(
  receiverId: string,
  medicines: readonly MedicineLine[],
): { readonly at: string | null; readonly of: ReadonlyMap<string, Found> } {
  const asked = useLater(
    JSON.stringify(medicines.map(({ name, strength }) => ({ name: name.trim(), strength: strength.trim() || null }))),
    400,
  );
  const wanted = JSON.parse(asked) as { name: string; strength: string | null }[];
  const named = wanted.filter(({ name }) => name);
  const { data } = useQuery({
    queryKey: ['formulary-checks', receiverId, named],
    queryFn: ({ signal }) => call(checkFormulary, { params: { id: receiverId }, body: { medicines: named } }, { signal }),
    enabled: receiverId !== '' && named.length > 0,
    staleTime: 60_000,
  });
  const found = new Map<string, Found>();
  // the answer belongs to what was asked, not to what is being typed
  let next = 0;
  for (const [at, medicine] of medicines.entries()) {
    if (!wanted[at]?.name) continue;
    const item = data?.items[next++];
    if (item && wanted[at].name === medicine.name.trim()) found.set(medicine.key, item);
  }
  return { at: data?.publishedAt ?? null, of: found };
}
