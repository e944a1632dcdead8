// eslint-disable needs a reason after two dashes: `// eslint-disable-next-line rule -- why`.
export const sayWhy = {
  meta: { type: 'suggestion', schema: [], messages: { why: 'Say why after two dashes: eslint-disable… rule -- reason.' } },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        const text = comment.value.trim();
        if (/^eslint-disable/.test(text) && !/\s--\s+\S/.test(text)) context.report({ loc: comment.loc, messageId: 'why' });
      }
    },
  }),
};
