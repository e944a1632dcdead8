import type { ProtocolSummary, ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { blockersOf } from '@alliance/domain/protocol/blockers';
import { shownState, versionInForce, versionScheduled } from '@alliance/domain/protocol/in-force';
import type { Quiz } from '@alliance/domain/protocol/protocol.types';
import { readingState } from '@alliance/domain/protocol/reading';
import { isWorking } from '@alliance/domain/protocol/version.machine';
import { actionsOf, mayAuthor } from '@alliance/domain/protocol/version.policy';
import { standingOf, type ProtocolRow, type VersionLine, type VersionRow } from './protocol.row.js';

/** Who looks, and when. */
export interface Onlooker {
  readonly actor: Actor;
  readonly now: Date;
  /** `YYYY-MM-DD` where the hospitals are. */
  readonly day: string;
  /** First day of the appointment one acts in; null for a machine. */
  readonly appointedFrom: string | null;
}

const utc = (at: Date | string): string => new Date(at).toISOString();
const utcOrNull = (at: Date | string | null): string | null => (at === null ? null : utc(at));

export function protocolSummary(row: ProtocolRow, onlooker: Onlooker): ProtocolSummary {
  const { versions } = row;
  const inForce = versionInForce(versions, onlooker.day);
  const scheduled = versionScheduled(versions, onlooker.day);
  const working = versions.find(({ state }) => isWorking(state));
  const shown = inForce ?? scheduled ?? working;
  const line = (version: VersionLine | undefined) => (version ? versionSummary(version, versions, onlooker.day) : null);
  return {
    id: row.id,
    code: row.code,
    title: shown?.title ?? { zh: row.title_zh, ...(row.title_en && { en: row.title_en }) },
    allianceId: row.alliance_id,
    alliance: { zh: row.alliance_zh, ...(row.alliance_en && { en: row.alliance_en }) },
    leadId: row.lead_id,
    common: row.common,
    invented: row.invented,
    version: row.version,
    inForce: line(inForce),
    scheduled: line(scheduled),
    working: line(working),
    criteria: { up: shown?.up ?? 0, down: shown?.down ?? 0 },
    acknowledgement: acknowledgementOf(inForce, onlooker),
  };
}

export const protocolView = (row: ProtocolRow, onlooker: Onlooker): ProtocolView => ({
  ...protocolSummary(row, onlooker),
  versions: row.versions.map((version) => versionSummary(version, row.versions, onlooker.day)),
  mayAuthor: mayAuthor(onlooker.actor, row.lead_id),
  files: row.files.map((file) => ({ ...file, at: utc(file.at) })),
});

/** A version as one person sees it: what forbids publishing and the answers of the quiz are its authors' business. */
export function versionView(row: VersionRow, { actor, now, day }: Pick<Onlooker, 'actor' | 'now' | 'day'>): VersionView {
  const { quiz, ...said } = row.content;
  const authoring = mayAuthor(actor, row.lead_id);
  return {
    id: row.id,
    protocolId: row.protocol_id,
    protocolCode: row.protocol_code,
    allianceId: row.alliance_id,
    number: row.number,
    version: row.version,
    state: shownState({ number: row.number, state: row.state, effectiveFrom: row.effective_from }, row.sisters, day),
    actions: actionsOf(actor, standingOf(row)),
    effectiveFrom: row.effective_from,
    authors: row.author_names,
    submittedBy: row.submitted_by_name,
    approvedBy: row.approved_by_name,
    approvedAt: utcOrNull(row.approved_at),
    publishedBy: row.published_by_name,
    publishedAt: utcOrNull(row.published_at),
    reason: row.reason,
    editorNote:
      row.editor_note !== null && row.editor_note_at
        ? { text: row.editor_note, at: utc(row.editor_note_at), by: row.editor_note_by_name ?? '' }
        : null,
    invented: row.invented,
    ...(said as Pick<VersionView, keyof typeof said>),
    quiz: quiz && quizFor(quiz, authoring),
    signOffs: row.sign_offs.map((one) => ({ ...one, at: utc(one.at) })),
    // a version that is worked on is seen by its authors alone
    blockers: isWorking(row.state) ? blockersOf(row.content, row.sign_offs, now) : [],
    updatedAt: utc(row.updated_at),
  };
}

const quizFor = ({ passPercent, questions }: Quiz, authoring: boolean) => ({
  passPercent,
  questions: questions.map(({ id, text, options, right, explanation }) => ({
    id,
    text,
    options: [...options],
    ...(authoring && { right: [...right], explanation }),
  })),
});

const versionSummary = (version: VersionLine, sisters: readonly VersionLine[], day: string): ProtocolView['versions'][number] => ({
  id: version.id,
  number: version.number,
  state: shownState(version, sisters, day),
  effectiveFrom: version.effectiveFrom,
  changeNote: version.changeNote,
  authors: version.authors,
  approvedBy: version.approvedBy,
  publishedAt: utcOrNull(version.publishedAt),
  updatedAt: utc(version.updatedAt),
});

/** Asked only of those whose role reads protocols, and only about the version in force. */
function acknowledgementOf(inForce: VersionLine | undefined, { actor, day, appointedFrom }: Onlooker): ProtocolSummary['acknowledgement'] {
  if (!inForce?.effectiveFrom || !appointedFrom || !may(actor, 'protocol.acknowledge')) return { state: 'none', dueOn: null, at: null };
  const at = utcOrNull(inForce.acknowledgedAt);
  return { ...readingState({ effectiveFrom: inForce.effectiveFrom, appointedFrom, acknowledged: at !== null }, day), at };
}
