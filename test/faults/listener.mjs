// A client that catches up by number, as the web does: it remembers the last it has seen and asks for what is after it.
import { io } from 'socket.io-client';
import { coordinatorOf, headersOf, idOf } from '../bench/people.mjs';

export class CatchingUp {
  seen = new Map();
  last = 0;
  connects = 0;

  constructor(url, hospital) {
    this.hospitalId = idOf('institution', hospital);
    this.headers = headersOf(coordinatorOf(hospital));
    const { cookie } = this.headers;
    this.socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 500,
      auth: (answer) => answer({ after: this.last }),
      extraHeaders: { cookie, origin: url },
    });
    this.url = url;
    this.socket.on('signal', (signals) => {
      signals.forEach((signal) => this.take(signal));
      // a number ahead of the next one is a gap: asked for, never guessed
      if (Math.max(...signals.map(({ seq }) => seq)) > this.last) this.catchUp().catch(() => undefined);
    });
    this.socket.on('replayed', () => this.connects++);
  }

  take({ seq, id }) {
    this.seen.set(seq, id);
    while (this.seen.has(this.last + 1)) this.last++;
  }

  /** Asks over HTTP for what is after the last number. */
  async catchUp() {
    for (;;) {
      const reply = await fetch(`${this.url}/api/events?after=${this.last}&limit=100`, { headers: this.headers });
      if (!reply.ok) throw new Error(`events: ${reply.status}`);
      const { items } = await reply.json();
      items.forEach((item) => this.take(item));
      if (!items.length) return;
    }
  }
}
