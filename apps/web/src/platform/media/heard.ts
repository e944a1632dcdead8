/** Those who want to hear of one thing. */
export class Heard<T extends readonly unknown[]> {
  private readonly listeners = new Set<(...told: T) => void>();

  readonly on = (listener: (...told: T) => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  tell(...told: T): void {
    for (const listener of this.listeners) listener(...told);
  }
}
