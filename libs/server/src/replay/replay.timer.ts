/** A run has to be begun, or looked after: whether the worker that has it still goes on. */
export const replayWatch = 'replay.watch';
