import { getInstitution } from '@alliance/contracts/institution.contract';
import { getPerson, listPeople, type PersonSummary } from '@alliance/contracts/person.contract';
import { call } from '../../platform/call';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import type { PersonSearch } from './person-search';

export const usePerson = (id: string) => useAnswer(getPerson, { params: { id } });

/** What the list asks of the server: the search without who is open beside it. */
export function queryOf({ query, departmentId, role, past }: PersonSearch) {
  return {
    ...(query ? { query } : {}),
    ...(departmentId ? { departmentId } : {}),
    ...(role ? { role } : {}),
    ...(past ? { past: 'true' as const } : {}),
  };
}

/** Departments that can be chosen at an institution, my own where none is named. */
export function useDepartments(institutionId?: string) {
  const own = useAppointment()?.institution.id;
  const id = institutionId ?? own;
  const { data } = useAnswer(getInstitution, id ? { params: { id } } : null, { staleTime: 60_000 });
  return data?.departments.filter(({ closed }) => !closed) ?? [];
}

/** Everybody the search finds, page after page. */
export async function everybody(search: PersonSearch): Promise<PersonSummary[]> {
  const all: PersonSummary[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await call(listPeople, { query: { ...queryOf(search), limit: 100, ...(cursor ? { cursor } : {}) } });
    all.push(...page.items);
    if (!page.nextCursor) return all;
    cursor = page.nextCursor;
  }
}
