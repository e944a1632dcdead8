import type { ProtocolContent } from './protocol.types.js';

export interface ContentError {
  readonly path: readonly (string | number)[];
  readonly code: string;
}

/** What does not fit inside a version: criteria against facts, units, test cases, quiz. */
export function contentErrors(content: ProtocolContent): ContentError[] {
  const errors: ContentError[] = [];
  const seen = new Set<string>();
  content.criteria.forEach(({ code }, i) => {
    if (seen.has(code)) errors.push({ path: ['criteria', i, 'code'], code: 'code_twice' });
    seen.add(code);
  });
  return errors;
}
