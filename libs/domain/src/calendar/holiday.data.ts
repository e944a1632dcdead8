/** Days off and working days in exchange of one year, as the General Office of the State Council published them; `from..to` includes both. */
export interface HolidayYear {
  readonly year: number;
  /** Number of the notice. */
  readonly notice: string;
  readonly off: readonly (readonly [from: string, to: string])[];
  /** Saturdays and Sundays on which work is made up. */
  readonly madeUp: readonly string[];
}

/**
 * Years whose notice was read. The notice of a year comes out in November of the year before it; until its row stands here, that year is
 * counted Monday to Friday and says so.
 */
export const holidayYears: readonly HolidayYear[] = [
  {
    year: 2025,
    notice: '国办发明电〔2024〕12号',
    off: [
      ['2025-01-01', '2025-01-01'],
      ['2025-01-28', '2025-02-04'],
      ['2025-04-04', '2025-04-06'],
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08'],
    ],
    madeUp: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    notice: '国办发明电〔2025〕7号',
    off: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    madeUp: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];
