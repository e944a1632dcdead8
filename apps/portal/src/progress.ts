type Say = (line: string) => void;

/** Short lines for the terminal: what was done and how long it took. */
export class Progress {
  constructor(readonly say: Say = (line) => void process.stdout.write(`${line}\n`)) {}

  async step<T>(what: string, work: (say: Say) => Promise<T>, tell: (result: T) => string = () => ''): Promise<T> {
    const started = performance.now();
    const result = await work((line) => this.say(`  ${what}: ${line}`));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    this.say(`  ${what.padEnd(14)}${seconds.padStart(5)} s  ${tell(result)}`.trimEnd());
    return result;
  }
}
