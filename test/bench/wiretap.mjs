// Stands between one API process and PostgreSQL and writes down the statements with their parameters: what is compared with the portal
// runs exactly what the portal runs, whatever that is today.
import { connect, createServer } from 'node:net';

/** Reads the frontend messages of the extended protocol off a stream of bytes. */
class Listener {
  constructor(heard) {
    Object.assign(this, { heard, rest: Buffer.alloc(0), started: false, prepared: new Map() });
  }

  push(chunk) {
    this.rest = Buffer.concat([this.rest, chunk]);
    for (;;) {
      const head = this.started ? 1 : 0; // the first message has no type
      if (this.rest.length < head + 4) return;
      const size = head + this.rest.readInt32BE(head);
      if (this.rest.length < size) return;
      if (this.started) this.message(String.fromCharCode(this.rest[0]), this.rest.subarray(5, size));
      this.started = true;
      this.rest = this.rest.subarray(size);
    }
  }

  message(type, body) {
    let at = 0;
    const text = () => {
      const end = body.indexOf(0, at);
      const value = body.toString('utf8', at, end);
      at = end + 1;
      return value;
    };
    const int16 = () => body.readInt16BE((at += 2) - 2);
    if (type === 'Q') this.heard({ text: text(), values: [] });
    if (type === 'P') this.prepared.set(text(), text());
    if (type !== 'B') return;
    text(); // the portal's name
    const name = text();
    const statement = this.prepared.get(name);
    const formats = Array.from({ length: int16() }, int16);
    const values = Array.from({ length: int16() }, (_, n) => {
      const length = body.readInt32BE(at);
      at += 4;
      if (length < 0) return null;
      at += length;
      const value = body.subarray(at - length, at);
      const binary = (formats.length === 1 ? formats[0] : formats[n]) === 1; // bytes; nothing else is sent that way
      return binary ? `\\x${value.toString('hex')}` : value.toString('utf8');
    });
    this.heard({ text: statement, values, name: name || undefined });
  }
}

const committed = Buffer.concat([Buffer.from('C'), Buffer.from([0, 0, 0, 11]), Buffer.from('COMMIT\0')]);

/**
 * Opens the tap. `onCommit` gets the last statement with parameters before each commit, at the moment PostgreSQL says it is done.
 * @returns the address to give to the API, and `during(work)`: the statements sent meanwhile */
export async function openWiretap(databaseUrl, onCommit = () => undefined) {
  const target = new URL(databaseUrl);
  let statements;
  const sockets = new Set();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let last;
    const listener = new Listener((statement) => {
      if (statement.values.length) last = statement;
      if (statements) statements.push(statement);
    });
    upstream.on('data', (chunk) => chunk.includes(committed) && last && onCommit(last));
    for (const socket of [client, upstream]) sockets.add(socket.on('error', () => socket.destroy()));
    client.on('data', (chunk) => listener.push(chunk));
    client.pipe(upstream).pipe(client);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const url = Object.assign(new URL(databaseUrl), { port: String(server.address().port) }).href;
  return {
    url,
    during: async (work) => {
      statements = [];
      const answer = await work();
      const found = statements;
      statements = undefined;
      return { statements: found, answer };
    },
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}
