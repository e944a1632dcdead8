import type { Control } from './launch.js';

/** Signals, and the channel to the process that started us: its end means that one was killed. */
export function controlByProcess(): Control {
  // A terminal that is gone must not keep us from stopping in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });
  return { stopped, onReload: (reload) => void process.on('message', (message) => message === 'reload' && reload()) };
}
