// Listeners in a process of their own, so that hearing a thousand signals costs neither who sends nor who is measured.
// Asked over IPC: `{ open: [{ url, headers, count }] }`, `{ report: true }`, which answers for each subject how many heard it and when the last did.
import { io } from 'socket.io-client';

const heard = new Map();
const now = () => performance.timeOrigin + performance.now();

function note(id) {
  const so = heard.get(id);
  if (so) Object.assign(so, { count: so.count + 1, last: now() });
  else heard.set(id, { count: 1, last: now() });
}

function open({ url, headers }) {
  const socket = io(url, { transports: ['websocket'], forceNew: true, extraHeaders: { ...headers, origin: url } });
  socket.on('signal', (signals) => signals.forEach(({ id }) => note(id)));
  return new Promise((done, fail) => {
    socket.once('replayed', done);
    socket.once('connect_error', fail);
  });
}

process.on('message', async (asked) => {
  if (asked.open) for (const each of asked.open) for (let n = 0; n < each.count; n++) await open(each);
  process.send(asked.report ? Object.fromEntries(heard) : 'open');
});
