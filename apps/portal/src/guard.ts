import { spawn, type SpawnOptions } from 'node:child_process';

// A child process outlives its parent, whatever Node's options say. So each stands under this supervisor, in a session of its own,
// which reads a pipe from us: a line means "stop politely", the end of the pipe "the launcher is dead" - then there is less time.
// It tells the child's process id on descriptor 3 and returns the child's exit code. A job of sh in the background
// ignores SIGINT until it says otherwise, hence INT again every second: the first may have come before PostgreSQL was listening.
const script = `
signal=$1 force=$2 grace=$3 orphaned=$4; shift 4
exec 4<&0 0</dev/null
"$@" 3>&- 4<&- & child=$!
echo $child >&3; exec 3>&-
( trap '' HUP INT TERM
  read -r _ || grace=$orphaned
  kill -s $signal $child
  while [ $grace -gt 0 ] && kill -0 $child; do
    sleep 1; [ $signal = INT ] && kill -s INT $child
    grace=$((grace-1))
  done
  kill -s $force $child ) <&4 >/dev/null 2>&1 & watcher=$!
exec 4<&- 2>/dev/null
trap '' HUP INT TERM
wait $child; code=$?
kill -9 $watcher
exit $code`;

export interface Ending {
  signal: 'TERM' | 'INT';
  force: 'KILL' | 'QUIT';
  /** How long the child may take when asked to stop, and when the launcher is dead. */
  graceSeconds: number;
  orphanedSeconds: number;
}

export interface Guarded {
  /** The child's own process id, not its guard's. */
  readonly pid: Promise<number>;
  /** The exit code; 128 + n after signal n. Never rejects. */
  readonly ended: Promise<number>;
  stop(): Promise<number>;
}

export interface Command {
  program: string;
  args: string[];
  ending: Ending;
  /** A command that runs the guard and its child, such as `unshare`. */
  prefix?: string[];
  options: Omit<SpawnOptions, 'stdio' | 'detached'>;
  /** Files, not pipes, for what lives long: a pipe dies with the launcher. */
  output: number | 'inherit';
}

export function startGuarded({ program, args, ending, prefix = [], options, output }: Command): Guarded {
  const { signal, force, graceSeconds, orphanedSeconds } = ending;
  const guard = ['/bin/sh', '-c', script, 'guard', signal, force, String(graceSeconds), String(orphanedSeconds), program, ...args];
  const [command = '', ...rest] = [...prefix, ...guard];
  const child = spawn(command, rest, { ...options, detached: true, stdio: ['pipe', output, output, 'pipe'] });
  const { stdin } = child;
  stdin?.on('error', () => {}); // the guard may be gone already
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 137));
  });
  const pid = new Promise<number>((resolve, reject) => {
    child.stdio[3]?.once('data', (text: Buffer) => resolve(Number(text.toString())));
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${program} could not be started`)));
  });
  pid.catch(() => {});
  return {
    pid,
    ended,
    stop: () => {
      stdin?.end('stop\n');
      return ended;
    },
  };
}
