import type { PatientMerge } from '@alliance/contracts/patient-merge.contract';
import type { Sex } from '@alliance/domain/identity/citizen-id';
import type { IdentificationBasis } from '@alliance/domain/identity/identification';
import { doubtsOf, mergeActionsOf } from '@alliance/domain/identity/merge.decide';
import type { MergeKind, MergeState } from '@alliance/domain/identity/merge.machine';
import type { IdentifierKind } from '@alliance/domain/identity/patient';

interface Side {
  readonly id: string;
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: string | null;
  readonly estimatedBirthYear: number | null;
  readonly sameAs: string | null;
  readonly identifierKind: IdentifierKind | null;
  readonly identifierMasked: string | null;
}

export interface MergeRow {
  id: string;
  version: number;
  kind: MergeKind;
  state: MergeState;
  kept: Side;
  merged: Side;
  reason: string | null;
  basis: IdentificationBasis | null;
  proposed_by: string | null;
  proposed_by_name: string | null;
  proposed_at: Date;
  decided_by_name: string | null;
  decided_at: Date | null;
  undo_reason: string | null;
  undo_proposed_by: string | null;
  undo_proposed_by_name: string | null;
  undo_proposed_at: Date | null;
  undo_decided_by_name: string | null;
  undo_decided_at: Date | null;
}

/** A row as this hospital wrote it down; its number is gone where a wrong identification was taken back. */
const side = (column: string) => `(select jsonb_build_object('id', r.patient_id, 'name', r.name, 'sex', r.sex, 'birthDate', r.birth_date,
    'estimatedBirthYear', r.estimated_birth_year, 'sameAs', r.same_as, 'identifierKind', p.identifier_kind, 'identifierMasked', p.identifier_masked)
  from patient_relation r left join patient p on p.id = r.patient_id where r.institution_id = m.institution_id and r.patient_id = m.${column})`;
const nameOf = (column: string) => `(select name from person where id = m.${column}) as ${column}_name`;

/** Merges of the own institution, `$1`. */
export const mergeRows = `
  select m.id, m.version, m.kind, m.state, ${side('kept_id')} as kept, ${side('merged_id')} as merged, m.reason, m.basis,
    m.proposed_by, ${nameOf('proposed_by')}, m.proposed_at, ${nameOf('decided_by')}, m.decided_at, m.undo_reason, m.undo_proposed_by,
    ${nameOf('undo_proposed_by')}, m.undo_proposed_at, ${nameOf('undo_decided_by')}, m.undo_decided_at
  from patient_merge m where m.institution_id = $1`;

const instant = (at: Date | null): string | null => at && at.toISOString();
const described = ({ identifierKind, ...rest }: Side) => ({ ...rest, identifierKind: identifierKind ?? ('other' as const) });

/** What a merge needs to be decided, read off a row. */
export const mergeFacts = ({ state, proposed_by: proposedBy, undo_proposed_by: undoProposedBy }: MergeRow) => ({
  state,
  proposedBy,
  undoProposedBy,
});

export const mergeView = (row: MergeRow, actor: { readonly personId: string }, may: boolean, today: string): PatientMerge => ({
  id: row.id,
  version: row.version,
  kind: row.kind,
  state: row.state,
  kept: { id: row.kept.id, name: row.kept.name },
  merged: { id: row.merged.id, name: row.merged.name },
  reason: row.reason,
  basis: row.basis,
  proposedBy: row.proposed_by_name,
  proposedAt: row.proposed_at.toISOString(),
  decidedBy: row.decided_by_name,
  decidedAt: instant(row.decided_at),
  undoReason: row.undo_reason,
  undoProposedBy: row.undo_proposed_by_name,
  undoProposedAt: instant(row.undo_proposed_at),
  undoDecidedBy: row.undo_decided_by_name,
  undoDecidedAt: instant(row.undo_decided_at),
  doubts: doubtsOf(described(row.kept), described(row.merged), today),
  actions: may ? mergeActionsOf(mergeFacts(row), actor) : [],
});
