import type { MouseEvent } from 'react';

/** For a button that stays where it is and must not be pressed twice: the second click of a double click does nothing. Keys are not clicks and pass. */
export const once =
  (press?: () => void) =>
  (event: MouseEvent): void => {
    if (event.detail > 1) event.preventDefault();
    else press?.();
  };
