const SILENT_BEATS = 3;

/** Counts beats without a byte. A browser notices a dead line only after five seconds and more. */
export class Pulse {
  private bytes = -1;
  private silent = 0;

  /** To be asked regularly, with something said on the line in between, which even an idle other side confirms. @returns whether the line is dead */
  async stopped(connection: Pick<RTCPeerConnection, 'getStats'>): Promise<boolean> {
    let bytes = 0;
    (await connection.getStats()).forEach((entry: { type: string; bytesReceived?: number }) => {
      if (entry.type === 'transport') bytes += entry.bytesReceived ?? 0;
    });
    this.silent = bytes === this.bytes ? this.silent + 1 : 0;
    this.bytes = bytes;
    // a browser without this figure says nothing, and nothing is concluded from that
    return bytes > 0 && this.silent >= SILENT_BEATS;
  }
}
