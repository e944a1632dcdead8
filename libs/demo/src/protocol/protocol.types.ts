import type { Block, Quiz, SectionKind } from '@alliance/domain/protocol/protocol.types';
import type { FactDefinition, Words } from '@alliance/domain/criteria/fact.types';
import type { DemoCriteria } from './criterion.types.js';

/** A protocol of the demonstration: prose, and what is added to the published rules of its group. */
export interface DemoProtocol {
  /** Group of the published rules, and how people call it. */
  readonly code: string;
  readonly alliance: string;
  /** Holds for every alliance. */
  readonly common?: boolean;
  readonly title: Words & { readonly en: string };
  readonly changeNote: string;
  readonly sections: Readonly<Record<SectionKind, readonly Block[]>>;
  readonly criteria: DemoCriteria;
  /** Asked with the protocol although no criterion needs them. */
  readonly alsoAsked?: readonly FactDefinition['key'][];
  readonly quiz: Quiz | null;
  readonly editorNote?: string;
}
