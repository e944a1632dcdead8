/** Small preferences: they may be missing (private windows, full disks), so nothing depends on them. Never anything about a patient. */
const safely = <T>(work: () => T): T | null => {
  try {
    return work();
  } catch {
    return null;
  }
};
export const keepLocal = {
  get: (key: string): string | null => safely(() => localStorage.getItem(`alliance.${key}`)),
  set: (key: string, value: string): void => void safely(() => localStorage.setItem(`alliance.${key}`, value)),
};
/** Belongs to one tab: two tabs may act as two people. */
export const keepTab = {
  get: (key: string): string | null => safely(() => sessionStorage.getItem(`alliance.${key}`)),
  set: (key: string, value: string): void => void safely(() => sessionStorage.setItem(`alliance.${key}`, value)),
};
