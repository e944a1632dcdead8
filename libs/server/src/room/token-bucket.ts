/** So many at once, and so many a second after that. */
export class TokenBucket {
  private left: number;
  private at: number;

  constructor(
    private readonly perSecond: number,
    private readonly most: number,
    now: Date,
  ) {
    this.left = most;
    this.at = now.getTime();
  }

  take(now: Date): boolean {
    this.left = Math.min(this.most, this.left + ((now.getTime() - this.at) / 1_000) * this.perSecond);
    this.at = now.getTime();
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
