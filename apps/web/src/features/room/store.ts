/** A value that screens look at and that changes as a whole: made for `useSyncExternalStore`. */
export class Store<T> {
  private readonly watchers = new Set<() => void>();
  constructor(private value: T) {}

  readonly now = (): T => this.value;
  readonly watch = (tell: () => void): (() => void) => {
    this.watchers.add(tell);
    return () => void this.watchers.delete(tell);
  };
  set(next: T): void {
    if (Object.is(next, this.value)) return;
    this.value = next;
    for (const tell of [...this.watchers]) tell();
  }
  change(part: Partial<T>): void {
    this.set({ ...this.value, ...part });
  }
}
