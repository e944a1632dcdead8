import { draftReferral, getReferral, saveReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { v7 } from 'uuid';
import { serverNow } from '../../platform/clock';
import { Refused, call } from '../../platform/call';
import { isRefused } from '../../platform/refusal';
import { emptyFields, fieldsOfView, type DraftFields, type FieldName } from './draft.types';

export interface Conflict {
  readonly field: FieldName;
  readonly theirs: DraftFields[FieldName];
}
export interface DraftState {
  readonly fields: DraftFields;
  readonly saving: 'nothing' | 'waiting' | 'saving' | 'saved' | 'offline' | 'refused';
  readonly savedAt: number | undefined;
  readonly error: unknown;
  /** What somebody else wrote meanwhile into a field that was changed here too. */
  readonly conflicts: readonly Conflict[];
  /** The referral as the server last gave it; undefined until the first save. */
  readonly view: ReferralView | undefined;
}

const pauseMs = 1_000;
const againMs = 3_000;

/**
 * A draft that saves itself one second after a change, one request at a time. A dead line is tried again with the same key;
 * a newer version is fetched, its changes taken over, and what was typed here is kept.
 */
export class DraftStore {
  private state: DraftState;
  private readonly listeners = new Set<() => void>();
  private readonly dirty = new Set<FieldName>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private key = v7();

  constructor(
    readonly id: string,
    view: ReferralView | undefined,
    private readonly onSaved: (view: ReferralView) => void,
    start: Partial<DraftFields> = {},
  ) {
    this.state = {
      fields: view ? fieldsOfView(view) : { ...emptyFields, ...start },
      saving: view ? 'saved' : 'nothing',
      savedAt: view ? Date.parse(view.updatedAt) : undefined,
      error: null,
      conflicts: [],
      view,
    };
    if (!view) for (const name of Object.keys(start) as FieldName[]) this.dirty.add(name);
  }
  readonly get = (): DraftState => this.state;
  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  private set(change: Partial<DraftState>): void {
    this.state = { ...this.state, ...change };
    for (const tell of this.listeners) tell();
  }
  /** Something is typed that the server does not have. */
  get unsaved(): boolean {
    return (
      this.state.saving === 'waiting' ||
      this.state.saving === 'saving' ||
      this.state.saving === 'offline' ||
      this.state.saving === 'refused'
    );
  }

  change(patch: Partial<DraftFields>): void {
    for (const name of Object.keys(patch) as FieldName[]) this.dirty.add(name);
    const conflicts = this.state.conflicts.filter(({ field }) => !(field in patch));
    this.set({ fields: { ...this.state.fields, ...patch }, conflicts, saving: 'waiting' });
    this.later(pauseMs);
  }
  /** Saves now what is not saved yet; resolves when the server has it, rejects when it refuses. */
  async flush(): Promise<ReferralView | undefined> {
    clearTimeout(this.timer);
    await this.running;
    if (this.dirty.size || !this.state.view) await this.run();
    if (this.state.saving === 'refused' || this.state.saving === 'offline') throw this.state.error;
    return this.state.view;
  }
  stop(): void {
    clearTimeout(this.timer);
    if (this.unsaved && this.dirty.size) void this.run();
  }
  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), ms);
  }

  private run(): Promise<void> {
    return (this.running ??= this.save().finally(() => {
      this.running = undefined;
      if (this.dirty.size && this.state.saving === 'waiting') this.later(pauseMs);
    }));
  }
  private async save(): Promise<void> {
    const sent = [...this.dirty];
    const body = Object.fromEntries(sent.map((name) => [name, cleaned(this.state.fields[name])])) as Partial<DraftFields>;
    const before = this.state.fields;
    this.set({ saving: 'saving' });
    try {
      const { view } = this.state;
      const saved = view
        ? await call(saveReferral, { params: { id: this.id }, body: { version: view.version, ...body } })
        : await call(draftReferral, { body: { id: this.id, ...body } }, { key: this.key });
      for (const name of sent) if (this.state.fields[name] === before[name]) this.dirty.delete(name);
      this.set({ view: saved, savedAt: serverNow(), error: null, saving: this.dirty.size ? 'waiting' : 'saved' });
      this.onSaved(saved);
    } catch (error) {
      await this.failed(error);
    }
  }
  private async failed(error: unknown): Promise<void> {
    if (isRefused(error, 'referral.stale')) return this.takeOver();
    const hopeful =
      !(error instanceof Refused) ||
      isRefused(error, 'server.unavailable', 'request.in_flight', 'request.too_many', 'session.missing', 'session.csrf');
    this.set({ saving: hopeful ? 'offline' : 'refused', error });
    if (hopeful) this.later(againMs);
    else this.key = v7();
  }
  /** Somebody saved before us: their fields where we changed nothing, ours where we did, and both where both did. */
  async takeOver(): Promise<void> {
    try {
      const old = this.state.view ? fieldsOfView(this.state.view) : emptyFields;
      const view = await call(getReferral, { params: { id: this.id } });
      const theirs = fieldsOfView(view);
      const mine = Object.fromEntries([...this.dirty].map((name) => [name, this.state.fields[name]]));
      const conflicts = [...this.dirty]
        .filter((name) => !sameField(theirs[name], old[name]) && !sameField(theirs[name], this.state.fields[name]))
        .map((field) => ({ field, theirs: theirs[field] }));
      this.set({ view, fields: { ...theirs, ...mine }, conflicts, saving: this.dirty.size ? 'waiting' : 'saved', error: null });
    } catch (error) {
      this.set({ saving: 'offline', error });
      this.later(againMs);
    }
  }
}

/** Spaces alone are nothing; the server refuses empty texts and takes null. */
const cleaned = <T>(value: T): T | null => (typeof value === 'string' && value.trim() === '' ? null : value);

/** Facts come as a new object with every answer; what they say is what counts. */
const sameField = (a: DraftFields[FieldName], b: DraftFields[FieldName]): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
