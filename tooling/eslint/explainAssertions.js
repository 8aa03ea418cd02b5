/**
 * The ESLint rule `keepdims/explain-assertions`: a type assertion (`x as T`, `<T>x`) overrules the compiler, so a comment says why it is
 * right: on one of its lines, or on the three lines above it. One that starts with "Assertions:" is the reason of all in its file. `as const`
 * overrules nothing. With `numbersNeedNoReason`, `x as number` is free.
 */
export const explainAssertions = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { numbersNeedNoReason: { type: 'boolean' } }, additionalProperties: false }],
    messages: {
      explain:
        'Say in a comment beside this `as` why it is right, or once for the file in a comment that starts with "Assertions:".',
    },
  },
  create(context) {
    const { numbersNeedNoReason = false } = context.options[0] ?? {};
    const comments = context.sourceCode.getAllComments();
    if (comments.some(({ value }) => /^[\s*]*Assertions: /.test(value))) return {};
    const explained = ({ loc }) =>
      comments.some((comment) => comment.loc.end.line >= loc.start.line - 3 && comment.loc.start.line <= loc.end.line);
    const check = (node) => {
      const type = node.typeAnnotation;
      if (type.type === 'TSTypeReference' && type.typeName.name === 'const') return;
      if (numbersNeedNoReason && type.type === 'TSNumberKeyword') return;
      if (!explained(node)) context.report({ node, messageId: 'explain' });
    };
    return { TSAsExpression: check, TSTypeAssertion: check };
  },
};
