/** Every hospital's marks are looked through after its midnight. */
export const dailyMarks = 'certificate.daily_marks';
/** Days before the last one on which quality managers are reminded; 0 is the last day itself. */
export const reminderDays = [60, 30, 7, 0] as const;
