import { HtmlAttribute, HtmlElement, HtmlText, type HtmlNode } from './html-node.ts';

const blocks = new Set(
  'address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul'.split(
    ' ',
  ),
);
const silent = new Set(['script', 'style', 'template', 'noscript']);

/** The words of a node as a reader sees them: single spaces, a line a block, no scripts. */
export function visibleText(node: HtmlNode): string {
  if (node instanceof HtmlAttribute) return node.nodeValue.trim();
  return words(node)
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

function words(node: HtmlNode): string {
  if (node instanceof HtmlText) return node.nodeValue.replace(/\s+/gu, ' ');
  if (silent.has(node.nodeName)) return '';
  const inner = node.children.map(words).join('');
  return node instanceof HtmlElement && blocks.has(node.nodeName) ? `\n${inner}\n` : inner;
}

/** All characters of a node as they are written, scripts included. */
export function rawText(node: HtmlNode): string {
  return node instanceof HtmlText ? node.nodeValue : node.children.map(rawText).join('');
}
