/** What is used of `xpath`, whose own types would bring a browser's names into Node code. */
declare module 'xpath' {
  interface Result {
    toArray?: () => unknown[];
    stringValue: () => string;
  }
  interface Evaluator {
    evaluate: (options: { node: unknown; isHtml: boolean; namespaces: (prefix: string) => string }) => Result;
  }
  const xpath: { parse: (expression: string) => Evaluator };
  export default xpath;
}
