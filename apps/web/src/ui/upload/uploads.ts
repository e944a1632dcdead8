import type { Attachment } from '@alliance/contracts/attachment.contract';
import { cancelUpload } from '@alliance/contracts/upload.contract';
import { v7 } from 'uuid';
import { call } from '../../platform/call';
import { touch } from '../../platform/query';
import { sendFile, type Stage, type UploadParent } from './send-file';

export interface Job {
  readonly id: string;
  readonly file: File;
  readonly stage: Stage | 'queued' | 'failed';
  readonly sent: number;
  readonly error?: unknown;
}
type Told = (attachment: Attachment) => void;
const atATime = 2;

/** Files on their way from one place of the screen to one referral or consultation. They go on while other parts of it are read. */
export class Uploads {
  private list: readonly Job[] = [];
  private readonly stops = new Map<string, AbortController>();
  private readonly watchers = new Set<() => void>();
  private readonly told = new Set<Told>();

  constructor(private readonly parent: UploadParent) {}

  readonly jobs = (): readonly Job[] => this.list;
  readonly watch = (tell: () => void): (() => void) => {
    this.watchers.add(tell);
    return () => void this.watchers.delete(tell);
  };
  readonly whenAttached = (tell: Told): (() => void) => {
    this.told.add(tell);
    return () => void this.told.delete(tell);
  };

  add(files: readonly File[]): void {
    this.set([...this.list, ...files.map((file): Job => ({ id: v7(), file, stage: 'queued', sent: 0 }))]);
    this.begin();
  }

  /** Under the same id: what the server has of it is not sent again. */
  retry(id: string): void {
    this.set(this.list.map((job) => (job.id === id ? { id, file: job.file, stage: 'queued', sent: 0 } : job)));
    this.begin();
  }

  cancel(id: string): void {
    const stop = this.stops.get(id);
    this.drop(id);
    if (!stop) return;
    stop.abort(new DOMException('cancelled', 'AbortError'));
    // the server collects what stays by itself
    call(cancelUpload, { params: { id } }, { final: true }).catch(() => undefined);
  }

  drop(id: string): void {
    this.set(this.list.filter((job) => job.id !== id));
  }

  private begin(): void {
    const free = atATime - this.stops.size;
    const next = this.list.filter(({ stage }) => stage === 'queued').slice(0, Math.max(0, free));
    for (const job of next) void this.run(job);
  }

  private async run({ id, file }: Job): Promise<void> {
    const stop = new AbortController();
    this.stops.set(id, stop);
    const onProgress = (stage: Stage, sent: number) => this.change(id, { stage, sent });
    try {
      const attachment = await sendFile({ id, parent: this.parent, file, signal: stop.signal, onProgress });
      this.drop(id);
      void touch(this.parent.kind);
      for (const tell of this.told) tell(attachment);
    } catch (error) {
      if (!stop.signal.aborted) this.change(id, { stage: 'failed', error });
    } finally {
      this.stops.delete(id);
      this.begin();
    }
  }

  private change(id: string, change: Partial<Job>): void {
    this.set(this.list.map((job) => (job.id === id ? { ...job, ...change } : job)));
  }

  private set(list: readonly Job[]): void {
    this.list = list;
    const going = list.some(({ stage }) => stage !== 'failed');
    if (going) addEventListener('beforeunload', askBeforeLeaving);
    else removeEventListener('beforeunload', askBeforeLeaving);
    for (const tell of this.watchers) tell();
  }
}

const askBeforeLeaving = (event: Event): void => event.preventDefault();

const places = new Map<string, Uploads>();
/** The same list for the same place, however often it is left and come back to. */
export function uploadsOf(parent: UploadParent, place: string): Uploads {
  const key = `${place} ${parent.id}`;
  const uploads = places.get(key) ?? new Uploads(parent);
  places.set(key, uploads);
  return uploads;
}
