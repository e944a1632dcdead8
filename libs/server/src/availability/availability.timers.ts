/** A time that was kept and not fixed is given back. Its handler runs in the worker. */
export const reservationHoldEnds = 'reservation.hold_ends';
