import type { RecognitionScope } from '@alliance/contracts/recognition-figures.contract';
import { addDays, spanOf, type Span } from '@alliance/domain/analytics/period';
import type { Actor, Role } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { today } from '../platform/today.js';

const overseers: ReadonlySet<Role> = new Set(['quality_manager', 'lead_administrator']);

/** Whose decisions a role may count; an alliance's are empty for whoever leads none. */
export const recognitionScopesOf = ({ role }: Pick<Actor, 'role'>): readonly RecognitionScope[] =>
  role === 'management_office' ? ['all'] : overseers.has(role) ? ['own', 'issued', 'alliances'] : ['own', 'issued'];

export interface FiguresAsk {
  readonly scope?: RecognitionScope | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * Whose decisions, of which days; the last 90 days where none are named.
 * @throws Refusal access.denied for a scope of others; request.invalid for days that are no period
 */
export function countedOf(actor: Actor, ask: FiguresAsk, now: Date): { scope: RecognitionScope; span: Span } {
  const allowed = recognitionScopesOf(actor);
  const scope = ask.scope ?? (allowed[0] as RecognitionScope);
  if (!allowed.includes(scope)) throw new Refusal('access.denied');
  const to = ask.to ?? today(now);
  const span = spanOf('custom', to, { from: ask.from ?? addDays(to, -89), to });
  if (!span) throw new Refusal('request.invalid', { fields: ['from', 'to'] });
  return { scope, span };
}
