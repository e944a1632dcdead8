/** The pass of a night over all patients in care of a hospital. */
export const nightlyPass = 'down.nightly_pass';
/** A pass has to be begun, or looked after: whether the worker that has it still goes on. */
export const passWatch = 'down.pass_watch';
