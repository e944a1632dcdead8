import type { Comparison } from './rule.types.js';
import type { Measured } from './sight.js';
import { opposite, type Truth } from './truth.js';

/** Whether a condition holds of what was measured. Of bounds only what is true, or false, of every value between them. */
export type Hold = (measured: Measured) => Truth;

/** Comparison of a number. NaN is beyond comparison: open. */
export function compareWith(op: Comparison | 'between', mark: number, upper = mark): Hold {
  switch (op) {
    case '>=':
      return ({ low, high }) => (low >= mark ? 2 : high < mark ? 0 : 1);
    case '>':
      return ({ low, high }) => (low > mark ? 2 : high <= mark ? 0 : 1);
    case '<=':
      return ({ low, high }) => (high <= mark ? 2 : low > mark ? 0 : 1);
    case '<':
      return ({ low, high }) => (high < mark ? 2 : low >= mark ? 0 : 1);
    case '!=':
      return ({ low, high }) => (low > mark || high < mark ? 2 : low === mark && high === mark ? 0 : 1);
    case '==':
    case 'between':
      return ({ low, high }) => (low >= mark && high <= upper ? 2 : low > upper || high < mark ? 0 : 1);
  }
}

/** One of several numbers. */
export function within(marks: readonly number[]): Hold {
  const holds = marks.map((mark) => compareWith('==', mark));
  return (measured) => {
    let truth: Truth = 0;
    for (const hold of holds) {
      const one = hold(measured);
      if (one > truth) truth = one;
    }
    return truth;
  };
}

/** One of several codes, or a truth value. */
export function isIn(values: readonly (string | number | boolean)[], inverted = false): Hold {
  return ({ value }) => {
    if (value === null) return 1;
    const truth: Truth = values.includes(value) ? 2 : 0;
    return inverted ? opposite(truth) : truth;
  };
}
