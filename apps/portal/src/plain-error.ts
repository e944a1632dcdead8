/** An error whose message is one sentence for the person at the terminal and says what to do. */
export class PlainError extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

const unwritable = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG'];

/** What to tell the person, whatever was thrown while the portal was at work in `dataDir`. */
export function plain(error: unknown, dataDir: string): PlainError {
  if (error instanceof PlainError && !isDiskFull(error.message)) return error;
  const { code = '', message, path = '' } = error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) };
  if (isDiskFull(`${code} ${message}`))
    return new PlainError(
      `The disk that holds ${dataDir} is full: free some space, or set DATA_DIR to a folder on another disk, then start again.`,
    );
  if (unwritable.includes(code) && path.startsWith(dataDir))
    return new PlainError(
      `The data folder ${dataDir} cannot be used (${code} at ${path}): let this user write there, or set DATA_DIR to another folder.`,
    );
  return new PlainError(`The portal had to stop: ${message.trim().split('\n')[0] ?? code}.`);
}

const isDiskFull = (text: string) => /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/.test(text);
