/** What the address of the rota remembers. */
export interface RotaSearch {
  /** `2026-11`; this month without it. */
  readonly month?: string;
}

export const rotaSearch = ({ month }: Record<string, unknown>): RotaSearch =>
  typeof month === 'string' && /^20\d\d-(0[1-9]|1[0-2])$/.test(month) ? { month } : {};
