import { ProtocolContent as ContentSchema, type VersionView } from '@alliance/contracts/protocol.schema';
import { getVersion, writeVersion } from '@alliance/contracts/protocol.contract';
import type { ProtocolContent, Quiz } from '@alliance/domain/protocol/protocol.types';
import { Refused, call } from '../../platform/call';
import { serverNow } from '../../platform/clock';
import { isRefused, problemOf } from '../../platform/refusal';
import { merged, withTheirs, type Conflict } from './merge.policy';

/** Something that keeps the content from being saved, and where: `['criteria', 3, 'rule', 'any', 0, 'value']`. */
export interface ContentProblem {
  readonly path: readonly (string | number)[];
  readonly code: string;
}
export interface ContentState {
  readonly content: ProtocolContent;
  readonly saving: 'saved' | 'waiting' | 'saving' | 'invalid' | 'offline' | 'refused';
  readonly savedAt: number;
  readonly error: unknown;
  readonly problems: readonly ContentProblem[];
  /** What somebody else saved meanwhile in a part that was changed here too. */
  readonly conflicts: readonly Conflict[];
  readonly view: VersionView;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

const pauseMs = 1_200;
const againMs = 3_000;
const sameTypingMs = 1_000;
const keepsSteps = 200;

export const contentOf = ({ title, changeNote, sections, facts, criteria, quiz, references }: VersionView): ProtocolContent => ({
  ...{ title, changeNote, sections, facts, criteria, references },
  // authors get the answers with the questions
  quiz: quiz as Quiz | null,
});

/** What keeps a content from being saved; empty when the server would take it. */
export function problemsOf(content: ProtocolContent): ContentProblem[] {
  const read = ContentSchema.safeParse(content);
  if (read.success) return [];
  return read.error.issues.map(({ path, code, message }) => ({
    path: path.map((step) => (typeof step === 'number' ? step : String(step))),
    code: code === 'custom' ? message : code,
  }));
}

/**
 * What an author writes. It saves itself when the typing pauses and everything is complete; what is not yet complete is kept here and said.
 * One request at a time; a dead line is tried again; what others saved meanwhile is taken over part by part.
 */
export class ContentStore {
  private state: ContentState;
  private base: ProtocolContent;
  private sent: ProtocolContent;
  private past: readonly ProtocolContent[] = [];
  private future: readonly ProtocolContent[] = [];
  private typing: { readonly tag: string; readonly at: number } | undefined;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;

  constructor(
    view: VersionView,
    private readonly onSaved: (view: VersionView) => void,
  ) {
    this.base = this.sent = contentOf(view);
    this.state = {
      ...{ content: this.base, view, saving: 'saved', savedAt: Date.parse(view.updatedAt), error: null },
      ...{ problems: problemsOf(this.base), conflicts: [], canUndo: false, canRedo: false },
    };
  }
  readonly get = (): ContentState => this.state;
  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  private set(change: Partial<ContentState>): void {
    this.state = { ...this.state, ...change, canUndo: this.past.length > 0, canRedo: this.future.length > 0 };
    for (const tell of this.listeners) tell();
  }
  get unsaved(): boolean {
    return this.state.content !== this.sent;
  }

  /** @param tag what is being typed into: changes with the same tag in quick succession are one step to undo */
  change(next: ProtocolContent, tag = ''): void {
    const now = Date.now();
    const goesOn = tag !== '' && this.typing?.tag === tag && now - this.typing.at < sameTypingMs;
    this.typing = { tag, at: now };
    if (!goesOn) this.past = [...this.past, this.state.content].slice(-keepsSteps);
    this.future = [];
    this.show(next);
  }
  readonly undo = (): void => {
    const last = this.past.at(-1);
    if (!last) return;
    this.past = this.past.slice(0, -1);
    this.future = [...this.future, this.state.content];
    this.typing = undefined;
    this.show(last);
  };
  readonly redo = (): void => {
    const next = this.future.at(-1);
    if (!next) return;
    this.future = this.future.slice(0, -1);
    this.past = [...this.past, this.state.content];
    this.typing = undefined;
    this.show(next);
  };
  private show(content: ProtocolContent): void {
    const problems = problemsOf(content);
    clearTimeout(this.timer);
    this.set({ content, problems, saving: problems.length ? 'invalid' : 'waiting' });
    if (!problems.length) this.timer = setTimeout(() => void this.run(), pauseMs);
  }

  takeTheirs(conflict: Conflict): void {
    this.drop(conflict);
    this.change(withTheirs(this.state.content, conflict));
  }
  keepMine(conflict: Conflict): void {
    this.drop(conflict);
  }
  private drop(conflict: Conflict): void {
    this.set({ conflicts: this.state.conflicts.filter((one) => one !== conflict) });
  }

  /** The version after a command, or as somebody else left it. What is typed here stays. */
  learn(view: VersionView): void {
    if (view.version < this.state.view.version) return;
    // the same content; what may be done with it can have changed
    if (view.version === this.state.view.version) return this.set({ view });
    const theirs = contentOf(view);
    if (!this.unsaved) {
      this.base = this.sent = theirs;
      this.set({ view, content: theirs, problems: problemsOf(theirs) });
      return;
    }
    const { content, conflicts } = merged(this.base, this.state.content, theirs);
    this.base = theirs;
    this.set({ view, content, conflicts: [...this.state.conflicts, ...conflicts], problems: problemsOf(content) });
  }

  /** Saves now what is not saved yet. Resolves with the version to act on; rejects when the server has not got everything. */
  async flush(): Promise<VersionView> {
    clearTimeout(this.timer);
    await this.running;
    if (this.unsaved && this.state.saving !== 'invalid') await this.run();
    if (this.unsaved) throw this.state.error ?? new Error('incomplete');
    return this.state.view;
  }
  stop(): void {
    clearTimeout(this.timer);
    if (this.unsaved && this.state.saving !== 'invalid') void this.run();
  }

  private run(): Promise<void> {
    return (this.running ??= this.save().finally(() => {
      this.running = undefined;
      if (this.unsaved && this.state.saving === 'waiting') this.timer = setTimeout(() => void this.run(), pauseMs);
    }));
  }
  private async save(): Promise<void> {
    const { content, view } = this.state;
    this.set({ saving: 'saving' });
    try {
      const params = { id: view.protocolId, n: String(view.number) };
      const saved = await call(writeVersion, { params, body: { version: view.version, content: content as never } });
      this.base = contentOf(saved);
      this.sent = content;
      const later = this.state.content !== content;
      const saving = later ? (this.state.problems.length ? 'invalid' : 'waiting') : 'saved';
      this.set({ view: saved, savedAt: serverNow(), error: null, saving });
      this.onSaved(saved);
    } catch (error) {
      await this.failed(error);
    }
  }
  private async failed(error: unknown): Promise<void> {
    if (isRefused(error, 'record.stale')) return this.takeOver();
    const fields = problemOf(error)?.fields;
    if (fields) {
      const problems = fields.map(({ path, message }) => ({ path: pathOf(path), code: message }));
      return this.set({ saving: 'refused', error, problems });
    }
    const passing = ['server.unavailable', 'request.in_flight', 'request.too_many', 'session.missing', 'session.csrf'];
    const hopeful = !(error instanceof Refused) || isRefused(error, ...passing);
    this.set({ saving: hopeful ? 'offline' : 'refused', error });
    if (hopeful) this.timer = setTimeout(() => void this.run(), againMs);
  }
  private async takeOver(): Promise<void> {
    const { view } = this.state;
    try {
      this.learn(await call(getVersion, { params: { id: view.protocolId, n: String(view.number) } }));
      this.set({ saving: this.state.problems.length ? 'invalid' : 'waiting', error: null });
    } catch (error) {
      this.set({ saving: 'offline', error });
      this.timer = setTimeout(() => void this.run(), againMs);
    }
  }
}

/** `content.criteria.3.rule.any.0.value` of a refusal as a path into the content. */
const pathOf = (path: string): (string | number)[] =>
  path
    .split('.')
    .filter((step, i) => i > 0 || step !== 'content')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
