import { draftConsultation, getConsultation, saveConsultation } from '@alliance/contracts/consultation.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { v7 } from 'uuid';
import { Refused, call } from '../../platform/call';
import { serverNow } from '../../platform/clock';
import { isRefused } from '../../platform/refusal';
import { emptyFields, fieldsOfView, type Change, type DraftFields, type FieldName } from './draft.types';

export interface DraftState {
  readonly fields: DraftFields;
  readonly saving: 'nothing' | 'waiting' | 'saving' | 'saved' | 'offline' | 'refused';
  readonly savedAt: number | undefined;
  readonly error: unknown;
  /** The consultation as the server last gave it; undefined until the first save. */
  readonly view: ConsultationView | undefined;
}
const pauseMs = 1_000;
const againMs = 3_000;

/**
 * A request that saves itself one second after a change, one at a time. A dead line is tried again with the same key;
 * where a colleague saved meanwhile, their other fields are taken over and what was typed here is kept.
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
    view: ConsultationView | undefined,
    private readonly onSaved: (view: ConsultationView) => void,
    start: Change = {},
  ) {
    const fields = view ? fieldsOfView(view) : { ...emptyFields, ...start };
    this.state = { fields, saving: view ? 'saved' : 'nothing', savedAt: undefined, error: null, view };
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
    return ['waiting', 'saving', 'offline', 'refused'].includes(this.state.saving);
  }

  change(patch: Change): void {
    for (const name of Object.keys(patch) as FieldName[]) this.dirty.add(name);
    this.set({ fields: { ...this.state.fields, ...patch }, saving: 'waiting' });
    this.later(pauseMs);
  }
  /** Saves now what is not saved yet; resolves when the server has it, rejects when it refuses. */
  async flush(): Promise<ConsultationView | undefined> {
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
    const before = this.state.fields;
    const body = Object.fromEntries(sent.map((name) => [name, cleaned(before[name])]));
    this.set({ saving: 'saving' });
    try {
      const { view } = this.state;
      const saved = view
        ? await call(saveConsultation, { params: { id: this.id }, body: { version: view.version, ...body } })
        : await call(draftConsultation, { body: { id: this.id, ...body } }, { key: this.key });
      for (const name of sent) if (this.state.fields[name] === before[name]) this.dirty.delete(name);
      this.set({ view: saved, savedAt: serverNow(), error: null, saving: this.dirty.size ? 'waiting' : 'saved' });
      this.onSaved(saved);
    } catch (error) {
      await this.failed(error);
    }
  }
  private async failed(error: unknown): Promise<void> {
    if (isRefused(error, 'record.stale')) return this.takeOver();
    const hopeful =
      !(error instanceof Refused) ||
      isRefused(error, 'server.unavailable', 'request.in_flight', 'request.too_many', 'session.missing', 'session.csrf');
    this.set({ saving: hopeful ? 'offline' : 'refused', error });
    if (hopeful) this.later(againMs);
    else this.key = v7();
  }
  /** Somebody saved before us: their fields where we changed nothing, ours where we did. */
  async takeOver(): Promise<void> {
    try {
      const view = await call(getConsultation, { params: { id: this.id } });
      const mine = Object.fromEntries([...this.dirty].map((name) => [name, this.state.fields[name]]));
      this.set({ view, fields: { ...fieldsOfView(view), ...mine }, saving: this.dirty.size ? 'waiting' : 'saved', error: null });
      if (this.dirty.size) this.later(pauseMs);
    } catch (error) {
      this.set({ saving: 'offline', error });
      this.later(againMs);
    }
  }
}

/** Spaces alone are nothing; the server refuses empty texts and takes null. */
const cleaned = <T>(value: T): T | null => (typeof value === 'string' && value.trim() === '' ? null : value);
