import type { Criterion } from '../criteria/rule.types.js';
import type { FactDefinition, Words } from '../criteria/fact.types.js';

/** The parts of every protocol, in the order they are read. */
export const sectionKinds = ['who_for', 'assess', 'manage_here', 'refer_up', 'come_back_down', 'follow_up'] as const;
export type SectionKind = (typeof sectionKinds)[number];

/** Rich text as data: a closed set of blocks and marks, rendered by our own components. Nothing of it is ever parsed as HTML. */
export interface TextRun {
  readonly text: string;
  readonly bold?: boolean | undefined;
  readonly italic?: boolean | undefined;
  /** https, mailto, tel, or `file:<id>` of an attachment of the protocol. */
  readonly link?: string | undefined;
}
export type Block =
  | { readonly kind: 'paragraph'; readonly runs: readonly TextRun[] }
  | { readonly kind: 'heading'; readonly runs: readonly TextRun[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly TextRun[])[] }
  | { readonly kind: 'table'; readonly header: boolean; readonly rows: readonly (readonly (readonly TextRun[])[])[] }
  | { readonly kind: 'note'; readonly runs: readonly TextRun[] };

export interface Section {
  readonly kind: SectionKind;
  readonly blocks: readonly Block[];
}

export interface QuizQuestion {
  readonly id: string;
  readonly text: string;
  readonly options: readonly string[];
  /** Places of the right options, from 0. */
  readonly right: readonly number[];
  readonly explanation: string;
}
export interface Quiz {
  /** Right answers needed, in percent. */
  readonly passPercent: number;
  readonly questions: readonly QuizQuestion[];
}

/** Everything a version says. Published content never changes; an editor's note beside it may. */
export interface ProtocolContent {
  readonly title: Words;
  /** What changed against the version before, in the author's words. */
  readonly changeNote: string;
  readonly sections: readonly Section[];
  /** Definitions of all facts that the criteria use. */
  readonly facts: readonly FactDefinition[];
  readonly criteria: readonly Criterion[];
  readonly quiz: Quiz | null;
  readonly references: readonly string[];
}

/** Stored states; `superseded` and `scheduled` follow from dates. */
export const versionStates = ['draft', 'in_review', 'approved', 'published', 'withdrawn'] as const;
export type VersionState = (typeof versionStates)[number];
export const shownVersionStates = ['draft', 'in_review', 'approved', 'scheduled', 'in_force', 'superseded', 'withdrawn'] as const;
export type ShownVersionState = (typeof shownVersionStates)[number];

export const versionActions = [
  'edit',
  'submit',
  'return',
  'approve',
  'publish',
  'withdraw',
  'annotate',
  'sign_off',
  'discard',
  'replay',
] as const;
export type VersionAction = (typeof versionActions)[number];

/** A named person of the core academic team who answers for a local default (grade L). */
export interface SignOff {
  readonly code: string;
  readonly signatory: string;
  readonly title: string;
  /** Nobody of that name exists: demonstration. */
  readonly invented: boolean;
}

/** Why a version cannot be published yet; `code` is the criterion, where it is about one. */
export const blockerKinds = [
  'no_criteria',
  'no_test_case',
  'test_case_fails',
  'sign_off_missing',
  'section_missing',
  'words_missing',
  'quiz_invalid',
] as const;
export type BlockerKind = (typeof blockerKinds)[number];
export interface Blocker {
  readonly kind: BlockerKind;
  readonly code: string | null;
  /** What it is about: a test case, a section, or the words of `title`, `label` or `target`. */
  readonly detail: string | null;
}

/** A member's own rule in place of the alliance's, as it is asked for. */
export interface CriterionOverride {
  readonly code: string;
  readonly rule: Criterion['rule'];
  readonly reason: string;
}

export const outsideCriteriaReasons = [
  'clinical_judgement',
  'patient_wish',
  'examination_not_available_here',
  'bed_not_available_here',
  'social_reason',
  'criteria_do_not_fit',
] as const;
/** Why a patient is sent although no criterion is met. */
export type OutsideCriteriaReason = (typeof outsideCriteriaReasons)[number];
