const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** The calendar day of an instant where the hospitals are, `YYYY-MM-DD`. */
export const today = (now: Date): string => shanghai.format(now);
