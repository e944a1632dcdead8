import { z } from 'zod';
import { Rooms } from './rooms.js';
import { serve } from './server.js';
import { readSettings, type Settings } from './settings.js';

function settingsOrExit(): Settings {
  try {
    return readSettings();
  } catch (error) {
    process.stderr.write(`The configuration cannot be used:\n${z.prettifyError(error as z.ZodError)}\n`);
    process.exit(78);
  }
}

const settings = settingsOrExit();
const rooms = new Rooms(settings);
const server = serve(rooms, settings.MEDIA_KEY).listen(settings.MEDIA_PORT, '127.0.0.1');

// A packet from anywhere that the library stumbles over must not end the calls of everybody else.
for (const kind of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(kind, (error: Error) => console.error(`${kind}: ${error?.stack ?? String(error)}`));

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    rooms.end();
    server.close();
    setTimeout(() => process.exit(0), 400); // time for browsers to hear that it is over
  });
server.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
