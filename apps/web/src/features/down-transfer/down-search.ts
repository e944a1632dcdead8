import { candidateLists, type CandidateList } from '@alliance/contracts/down-candidate.contract';

/** What the address of the list remembers. */
export interface DownSearch {
  readonly list?: CandidateList;
  readonly department?: string;
}
export const downSearch = ({ list, department }: Record<string, unknown>): DownSearch => {
  const known = candidateLists.find((one) => one === list && one !== 'met');
  return {
    ...(known ? { list: known } : {}),
    ...(typeof department === 'string' && /^[\da-f-]{36}$/i.test(department) ? { department } : {}),
  };
};
