import { useBlocker } from '@tanstack/react-router';
import { Dialog } from './dialog';

interface Props {
  /** Asked when it matters: while something would be lost. */
  readonly asks: () => boolean;
  readonly words: Readonly<Record<'title' | 'text' | 'go' | 'stay', string>>;
  /** The browser asks too when the tab is closed. */
  readonly beforeUnload?: boolean;
}

/** Asks before a page is left whose writing is kept nowhere else. Nobody loses it by a slip. */
export function LeaveQuestion({ asks, words, beforeUnload = true }: Props) {
  const blocked = useBlocker({
    shouldBlockFn: ({ current, next }) => asks() && current.pathname !== next.pathname,
    enableBeforeUnload: () => beforeUnload && asks(),
    withResolver: true,
  });
  return (
    <Dialog title={words.title} open={blocked.status === 'blocked'} onClose={() => blocked.reset?.()}>
      <p>{words.text}</p>
      <div className="form-foot">
        <button type="button" className="button danger" onClick={() => blocked.proceed?.()}>
          {words.go}
        </button>
        <button type="button" className="button primary" data-first onClick={() => blocked.reset?.()}>
          {words.stay}
        </button>
      </div>
    </Dialog>
  );
}
