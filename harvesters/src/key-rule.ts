import { parsePath, reach } from './map/field-path.ts';
import type { Json } from './protocol.ts';
import type { KeyRule } from './source/declaration.ts';

type Payload = { readonly [name: string]: Json };

/** Reads the texts that a rule finds in a record, in its order, NFC and trimmed; empty ones are left out. */
export function createKeyReader(rule: KeyRule): (payload: Payload) => string[] {
  const path = parsePath(pathOf(rule));
  const rewrite = rewriter(rule);
  return (payload) =>
    reach({ value: payload, field: '' }, path)
      .flatMap(({ value }) => textsOf(value))
      .map(rewrite)
      .filter((text) => text !== '');
}

/** The field that a rule reads. */
export function pathOf(rule: KeyRule): string {
  return typeof rule === 'string' ? rule : rule.path;
}

function rewriter(rule: KeyRule): (text: string) => string {
  if (typeof rule === 'string') return (text) => text;
  const pattern = new RegExp(rule.match, 'u');
  return (text) => {
    const match = pattern.exec(text.slice(0, 2000));
    return match === null
      ? ''
      : rule.write.replace(/\$(\d)/g, (_whole, group: string) => match[Number(group)] ?? '');
  };
}

function textsOf(value: Json): string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(textsOf);
  return value === null || typeof value === 'object' ? [] : [String(value).trim().normalize('NFC')];
}
