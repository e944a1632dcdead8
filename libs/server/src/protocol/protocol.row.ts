import type { SignOff, ProtocolContent, VersionState } from '@alliance/domain/protocol/protocol.types';
import type { DatedVersion } from '@alliance/domain/protocol/in-force';
import type { VersionStanding } from '@alliance/domain/protocol/version.policy';

/** A version as lists show it; times as the database writes them in JSON. */
export interface VersionLine extends DatedVersion {
  readonly id: string;
  readonly title: { zh: string; en?: string };
  readonly changeNote: string;
  readonly up: number;
  readonly down: number;
  readonly authors: string[];
  readonly approvedBy: string | null;
  readonly publishedAt: string | null;
  readonly updatedAt: string;
  /** When the reader acknowledged it. */
  readonly acknowledgedAt: string | null;
}

export interface FileLine {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly at: string;
  readonly by: string;
}

export interface ProtocolRow {
  id: string;
  code: string;
  title_zh: string;
  title_en: string | null;
  alliance_id: string;
  alliance_zh: string;
  alliance_en: string | null;
  lead_id: string;
  common: boolean;
  invented: boolean;
  version: number;
  versions: VersionLine[];
  files: FileLine[];
}

/** A version with everything it says. */
export interface VersionRow {
  id: string;
  protocol_id: string;
  protocol_code: string;
  alliance_id: string;
  lead_id: string;
  common: boolean;
  invented: boolean;
  number: number;
  state: VersionState;
  version: number;
  content: ProtocolContent;
  authors: string[];
  author_names: string[];
  submitted_by: string | null;
  submitted_by_name: string | null;
  approved_by_name: string | null;
  approved_at: Date | null;
  published_by_name: string | null;
  published_at: Date | null;
  effective_from: string | null;
  reason: string | null;
  editor_note: string | null;
  editor_note_at: Date | null;
  editor_note_by_name: string | null;
  updated_at: Date;
  sign_offs: (SignOff & { at: string; recordedBy: string })[];
  sisters: DatedVersion[];
}

export const standingOf = ({ state, lead_id, authors, submitted_by }: VersionRow): VersionStanding => ({
  state,
  leadId: lead_id,
  authors,
  submittedBy: submitted_by,
});
