import { judgeTogether } from '@alliance/domain/criteria/judge-together';
import { knownFacts } from '@alliance/domain/criteria/known-facts';
import { careLevelOf, defaultResponseMinutes } from '@alliance/domain/criteria/response-time';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { CriteriaVerdict } from '@alliance/domain/referral/criteria-verdict';
import type { Sex } from '@alliance/domain/identity/citizen-id';
import { isAsked } from '@alliance/domain/referral/criteria-verdict';
import { directionOf, type InstitutionLevel } from '@alliance/domain/referral/direction';
import type { Direction } from '@alliance/domain/referral/referral.codes';
import { judgementView } from '@alliance/server/judgement/judgement.view';
import { hospitals } from '../hospitals.data.js';
import type { Judged } from './rows.js';
import type { standingThen } from './standing.js';

export const levelOf = (hospital: string): InstitutionLevel => hospitals.find(({ key }) => key === hospital)?.level ?? 'unknown';
export const directionBetween = (from: string, to: string): Direction => directionOf(levelOf(from), levelOf(to));

export interface Question {
  readonly alliance: string;
  readonly from: string;
  readonly to: string;
  readonly at: Date;
  readonly patient: { readonly sex: Sex; readonly birthDate: string | null };
  readonly facts: GivenFacts;
}

/** What the product's own judge says of somebody who was sent then. */
export function judgeThen(standing: ReturnType<typeof standingThen>, question: Question): Judged & { readonly verdict: CriteriaVerdict } {
  const { alliance, from, to, at, patient } = question;
  const level = careLevelOf(levelOf(from));
  const direction = directionBetween(from, to) === 'down' ? ('down' as const) : ('up' as const);
  const protocols = standing(alliance, from, at);
  const facts = { ...knownFacts(patient), ...question.facts };
  const joint = judgeTogether(
    protocols.map(({ set }) => set),
    facts,
    { direction, at, level },
  );
  const view = judgementView(protocols, joint, at);
  const respondWithinMinutes = view.urgency && defaultResponseMinutes[view.urgency];
  return { view, facts, level, direction, verdict: { verdict: view.verdict, asked: isAsked(view.findings), respondWithinMinutes } };
}
