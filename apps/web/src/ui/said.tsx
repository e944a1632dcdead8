import { useSyncExternalStore } from 'react';
import './said.css';

interface Line {
  readonly id: number;
  readonly text: string;
  readonly urgent: boolean;
}
let lines: readonly Line[] = [];
let count = 0;
const watchers = new Set<() => void>();
const changed = () => watchers.forEach((tell) => tell());

/** Says what has just happened, to eyes and screen readers, for six seconds: `已受理，请于 14:00 前到院`. */
export function say(text: string, { urgent = false }: { readonly urgent?: boolean } = {}): void {
  const id = (count += 1);
  lines = [...lines.slice(-2), { id, text, urgent }];
  changed();
  setTimeout(
    () => {
      lines = lines.filter((line) => line.id !== id);
      changed();
    },
    urgent ? 15_000 : 6_000,
  );
}

/** Where it is said. Once per application. */
export function Said() {
  const shown = useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => void watchers.delete(tell);
    },
    () => lines,
  );
  const part = (urgent: boolean) => (
    <div role={urgent ? 'alert' : 'status'} aria-live={urgent ? 'assertive' : 'polite'}>
      {shown
        .filter((line) => line.urgent === urgent)
        .map(({ id, text }) => (
          <p key={id} className={urgent ? 'said urgent' : 'said'}>
            {text}
          </p>
        ))}
    </div>
  );
  return (
    <div className="said-place">
      {part(false)}
      {part(true)}
    </div>
  );
}
