import { useEffect, useState } from 'react';

let pause = 600;
/** Milliseconds a fresh button waits; 0 where whoever presses has read it. */
export const setSettling = (ms: number): void => {
  pause = ms;
};

/** Whether what has just appeared may be pressed: not by the second click, tap or key that made it appear. */
export function useSettled(): boolean {
  const [settled, settle] = useState(pause === 0);
  useEffect(() => {
    const timer = setTimeout(() => settle(true), pause);
    return () => clearTimeout(timer);
  }, []);
  return settled;
}
