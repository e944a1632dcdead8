import type { RequestNeed } from '@alliance/domain/consultation/request-completeness';
import type { Change, DraftFields } from './draft.types';

/** What every part of the form is given. */
export interface Part {
  readonly fields: DraftFields;
  /** The sentence beside a field that is still missing, once sending was tried. */
  readonly wrong: (need: RequestNeed) => string | undefined;
  readonly onChange: (change: Change) => void;
}
