import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import { createContext, use } from 'react';
import type { ContentProblem, ContentState } from './content.store';

/** What lies on the author's desk. */
export interface Desk extends Pick<ContentState, 'content' | 'view' | 'canUndo' | 'canRedo'> {
  readonly problems: readonly ContentProblem[];
  /** The dictionary of the portal; empty while it is on its way. */
  readonly dictionary: readonly FactDefinition[];
  /** One step to undo; quick changes with the same tag are one. */
  readonly edit: (change: (content: ProtocolContent) => ProtocolContent, tag?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Saves now; rejects while something is not complete. */
  readonly flush: () => Promise<ContentState['view']>;
}
const DeskContext = createContext<Desk | null>(null);
export const DeskProvider = DeskContext.Provider;
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error('no desk around');
  return desk;
}

/** Facts that a rule may ask for: the version's own definitions first, then the dictionary's. */
export function offeredFacts({ content, dictionary }: Pick<Desk, 'content' | 'dictionary'>): readonly FactDefinition[] {
  const own = new Set(content.facts.map(({ key }) => key));
  return [...content.facts, ...dictionary.filter(({ key }) => !own.has(key))];
}
