/** Put on an answer that comes from this machine because the server was not reached: when the server gave it. */
export const keptHeader = 'x-kept-at';
