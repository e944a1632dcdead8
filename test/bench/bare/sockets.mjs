// Bare socket.io: one room, no portal. Each line on standard input is a change that everybody hears; its answer is the instant it was sent.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { transports: ['websocket'] });
io.on('connection', (socket) => {
  void socket.join('everybody');
  socket.emit('replayed', { seq: 0 });
});
http.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'));

createInterface({ input: process.stdin }).on('line', (id) => {
  const at = performance.timeOrigin + performance.now();
  io.to('everybody').emit('signal', [{ seq: 1, topic: 'referral', id, version: 2 }]);
  process.send?.({ id, at });
});
