/** A long computation in small steps: whoever runs it may do something else in between. Ends with its answer. */
export type Steps<Answer> = Generator<undefined, Answer>;

/** Runs a computation to its end at once. */
export function finish<Answer>(steps: Steps<Answer>): Answer {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
