import { listRepeatReasons } from '@alliance/contracts/recognition.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import { useAnswer } from '../../platform/query';

export type RepeatReason = AnswerOf<typeof listRepeatReasons>['items'][number];

/** Reasons for repeating a test that are in force here. */
export const useRepeatReasons = (wanted = true) => useAnswer(listRepeatReasons, wanted ? {} : null, { staleTime: 300_000 });
