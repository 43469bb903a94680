import { Marked } from 'marked';
import { htmlToText } from './html.ts';

const maxLength = 200_000;
const marked = new Marked({ gfm: true });

/** The words of a Markdown text, a line a block and `- ` before list items; what goes beyond 200,000 characters is cut. */
export function markdownToText(markdown: string): string {
  return htmlToText(marked.parse(markdown.slice(0, maxLength), { async: false }));
}
