// A laboratory's engine: connections that send ORU^R01 over MLLP without TLS on this machine, some ahead of their answers, and send again what was not answered.
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './portal.mjs';
import { idOf } from './people.mjs';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** An invented citizen number that its checksum proves. */
function citizenNumber(n) {
  const digits = `110105${1940 + (n % 60)}${String(1 + (n % 12)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}${String(n % 1000).padStart(3, '0')}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * weights[at], 0);
  return digits + '10X98765432'[sum % 11];
}

export const oru = (system, controlId, n) =>
  [
    `MSH|^~\\&|${system}|BENCH|PORTAL|LEAD|20261120093000+0800||ORU^R01^ORU_R01|${controlId}|P|2.5.1||||||UNICODE UTF-8`,
    `PID|1||${citizenNumber(n % 5000)}^^^^NI||张^三`,
    `OBR|1||${controlId}|CBC^血常规^L|||20261120080000+0800|||||||||||||||20261120093000+0800||检验科|F`,
    ...['WBC', 'RBC', 'HGB', 'PLT', 'HCT'].map(
      (code, at) => `OBX|${at + 1}|NM|${code}^${code}^L||${(3 + (n % 90) / 10).toFixed(1)}|10^9/L|3.5-9.5||||F`,
    ),
    '',
  ].join('\r');

export const framed = (text) =>
  Buffer.concat([Buffer.from([0x0b]), Buffer.isBuffer(text) ? text : Buffer.from(text), Buffer.from([0x1c, 0x0d])]);

/** Lets `many` systems of the bench's hospitals send. */
export async function registerSystems(owner, many) {
  const names = Array.from({ length: many }, (_, n) => `LIS${n}`);
  for (const [n, name] of names.entries())
    await owner.query(
      `insert into hl7_connection (id, institution_id, name, sending_application, sending_facility, local, charset, created_at)
       values ($1, $2, $3, $3, 'BENCH', true, 'utf-8', now()) on conflict do nothing`,
      [randomUUID(), idOf('institution', 1 + n), name],
    );
  return names;
}

export async function startListener(portal, name, port) {
  const at = port ?? (await freePort());
  const child = portal.spawn(name, 'apps/worker/dist/hl7.main.js', portal.environment({ MLLP_LOCAL_PORT: String(at) }));
  for (const limit = Date.now() + 30_000; Date.now() < limit; await sleep(50))
    if (await reached(at)) return Object.assign(child, { port: at });
  throw new Error(`${name} does not listen:\n${portal.lastWords(name)}`);
}
const reached = (port) =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => done(!socket.destroy().connecting));
    socket.once('error', () => done(false));
  });

/**
 * Sends messages over one connection, `ahead` of them unanswered at most; when the line breaks it connects again and sends what was not answered.
 * @param next the next message as `{ id, frame }`, undefined when there is none; @param answered told each id with the code it was answered
 */
export async function sendAll(port, next, answered, ahead = 20) {
  const unanswered = [];
  for (let isOver = false; !isOver;)
    isOver = await new Promise((done) => {
      let heard = '';
      const socket = connect(port, '127.0.0.1');
      const fill = () => {
        while (unanswered.length < ahead) {
          const message = next();
          if (!message) break;
          unanswered.push(message);
          socket.write(message.frame);
        }
        if (!unanswered.length) {
          socket.destroy();
          done(true);
        }
      };
      socket.once('connect', () => {
        for (const { frame } of unanswered) socket.write(frame);
        fill();
      });
      socket.on('data', (chunk) => {
        heard += chunk.toString('latin1');
        for (let end = heard.indexOf('\x1c\r'); end >= 0; end = heard.indexOf('\x1c\r')) {
          const message = unanswered.shift();
          if (message) answered(message.id, /\rMSA\|(\w\w)/.exec(heard.slice(0, end))?.[1]);
          heard = heard.slice(end + 2);
        }
        fill();
      });
      socket.once('error', () => socket.destroy());
      socket.once('close', () => setTimeout(() => done(false), 100));
    });
}
