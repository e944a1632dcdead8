import { useEffect, useState } from 'react';
import { useLater } from './use-later';

interface Props {
  readonly label: string;
  /** What is being looked for now. */
  readonly value: string | undefined;
  readonly onFind: (text: string | undefined) => void;
  /** For the key that leads here. */
  readonly id?: string;
  readonly className?: string;
}

/** Looks for what was typed once the typing has paused; Escape leaves it. */
export function FindBox({ label, value = '', onFind, id, className }: Props) {
  const [typed, setTyped] = useState(value);
  const later = useLater(typed.trim());
  useEffect(() => {
    if (later !== value) onFind(later || undefined);
    // only what was typed asks; `onFind` is new on every render
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [later]);
  return (
    <input
      id={id}
      className={className ? `control ${className}` : 'control'}
      type="search"
      value={typed}
      placeholder={label}
      aria-label={label}
      maxLength={60}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  );
}
