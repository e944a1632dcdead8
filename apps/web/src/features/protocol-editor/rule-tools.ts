import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import type { Rule, Verdict } from '@alliance/domain/criteria/rule.types';
import type { ReactNode } from 'react';
import type { ContentProblem } from './content.store';
import type { Changed, Path } from './rule-tree.policy';

/** What a change brings with it: the definition of a fact that was chosen, and what was being typed into. */
export interface Step {
  readonly adds?: FactDefinition;
  readonly tag?: string;
}
export interface RuleEditing {
  readonly rule: Rule;
  readonly problems: readonly ContentProblem[];
  /** What each node says about the case that is being tried. */
  readonly outcomes?: ReadonlyMap<string, Verdict>;
  readonly onChange: (rule: Rule, step?: Step) => void;
}

/** What the parts of an outline can do to it. */
export interface RuleTools extends Pick<RuleEditing, 'rule' | 'onChange'> {
  readonly outcomes: RuleEditing['outcomes'];
  readonly wrong: ReadonlyMap<string, readonly string[]>;
  readonly open: string | undefined;
  readonly adding: string | undefined;
  readonly onOpen: (node: string | undefined) => void;
  readonly onAdding: (group: string | undefined) => void;
  readonly land: (changed: Changed, step?: Step) => void;
  readonly move: (path: Path, by: 1 | -1) => void;
  readonly remove: (path: Path) => void;
  readonly add: (group: Path, child: Rule, step?: Step) => void;
  /** An outline inside this one: of a threshold that depends on the patient. */
  readonly nested: (editing: RuleEditing & { readonly label: string }) => ReactNode;
}
