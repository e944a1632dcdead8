/** Lets so many run at a time; the others wait in the order they came. */
export class Limit {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly most: number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.most) await new Promise<void>((turn) => this.waiting.push(turn));
    else this.running++;
    try {
      return await work();
    } finally {
      // whoever comes next takes the place over
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
