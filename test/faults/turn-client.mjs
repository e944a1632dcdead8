// A TURN client that can do just enough to be refused or let through (RFC 8489, RFC 8656), over UDP.
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';

const COOKIE = 0x2112a442;
const method = { allocate: 0x003, permission: 0x008, send: 0x016 };
const attribute = {
  user: 0x06,
  integrity: 0x08,
  error: 0x09,
  peer: 0x12,
  data: 0x13,
  realm: 0x14,
  nonce: 0x15,
  family: 0x17,
  transport: 0x19,
};

const part = (type, value) => {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
};
function message(type, id, parts, key) {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(body.length + (key ? 24 : 0), 2);
  head.writeUInt32BE(COOKIE, 4);
  const text = Buffer.concat([head, id, body]);
  return key ? Buffer.concat([text, part(attribute.integrity, createHmac('sha1', key).update(text).digest())]) : text;
}
function read(packet) {
  const found = { type: packet.readUInt16BE(0), id: packet.subarray(8, 20).toString('hex') };
  for (let at = 20; at + 4 <= packet.length;) {
    const [type, length] = [packet.readUInt16BE(at), packet.readUInt16BE(at + 2)];
    found[type] = packet.subarray(at + 4, at + 4 + length);
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return found;
}

/** An address of version 6 as 16 bytes; `::` may stand in it. */
const bytesOfSix = (address) => {
  const [left = '', right = ''] = address.split('::');
  const words = (text) => text.split(':').filter(Boolean);
  const zeros = Array(8 - words(left).length - words(right).length).fill('0');
  return Buffer.from([...words(left), ...zeros, ...words(right)].map((word) => word.padStart(4, '0')).join(''), 'hex');
};
function peerAddress(address, port, id) {
  const bytes = isIPv6(address) ? bytesOfSix(address) : Buffer.from(address.split('.').map(Number));
  const mask = Buffer.concat([Buffer.from('2112a442', 'hex'), id]);
  const head = Buffer.from([0, isIPv6(address) ? 2 : 1, 0, 0]);
  head.writeUInt16BE(port ^ (COOKIE >>> 16), 2);
  return part(attribute.peer, Buffer.concat([head, bytes.map((byte, index) => byte ^ mask[index])]));
}

export class TurnClient {
  constructor(port, { username, credential }) {
    Object.assign(this, { port, username, credential, waiting: new Map(), came: [] });
    this.socket = createSocket('udp4', (packet) => {
      const answer = read(packet);
      this.waiting.get(answer.id)?.(answer);
      if (answer[attribute.data]) this.came.push(answer[attribute.data].toString());
    });
  }

  /** @returns 0 when granted, else the server's error code */
  async allocate({ six = false } = {}) {
    const transport = [
      part(attribute.transport, Buffer.from([17, 0, 0, 0])),
      ...(six ? [part(attribute.family, Buffer.from([2, 0, 0, 0]))] : []),
    ];
    const first = await this.ask(method.allocate, () => transport);
    const [realm, nonce] = [first[attribute.realm], first[attribute.nonce]];
    if (!realm) return codeOf(first);
    this.key = createHash('md5').update(`${this.username}:${realm}:${this.credential}`).digest();
    this.proof = [part(attribute.user, Buffer.from(this.username)), part(attribute.realm, realm), part(attribute.nonce, nonce)];
    return codeOf(await this.ask(method.allocate, () => transport));
  }

  /** May the relay speak to this address for us? @returns 0 when it may, else the server's error code */
  async permit(address) {
    return codeOf(await this.ask(method.permission, (id) => [peerAddress(address, 9, id)]));
  }

  async send(address, port, text) {
    const id = randomBytes(12);
    const indication = message(method.send | 0x10, id, [peerAddress(address, port, id), part(attribute.data, Buffer.from(text))]);
    this.socket.send(indication, this.port, '127.0.0.1');
  }

  close() {
    this.socket.close();
  }

  ask(what, parts) {
    const id = randomBytes(12);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('the relay does not answer')), 3_000);
      this.waiting.set(id.toString('hex'), (answer) => {
        clearTimeout(late);
        resolve(answer);
      });
      this.socket.send(message(what, id, [...parts(id), ...(this.proof ?? [])], this.key), this.port, '127.0.0.1');
    });
  }
}

function codeOf(answer) {
  const error = answer[attribute.error];
  return error ? (error[2] ?? 0) * 100 + (error[3] ?? 0) : 0;
}
