import { functionalMailboxes } from './functional-mailboxes.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Payload = { readonly [name: string]: Json };
type PersonKind = 'name' | 'mail' | 'phone';

/** A value about a person that was taken out of a payload. */
export interface Person {
  /** Path of the field within the payload; items of a list are `[]`. */
  readonly field: string;
  readonly kind: PersonKind;
  readonly value: string;
}

const marker = '[adresse retirée]';
const maxDepth = 64;

/** Bounded repetitions: a hostile text costs time in proportion to its length. */
const address =
  /(?:mailto:\s{0,3})?([\p{L}\p{N}._%+'-]{1,64})(?:@|\s{0,3}[([{]\s{0,3}(?:at|arobase|@)\s{0,3}[)\]}]\s{0,3})([\p{L}\p{N}-]{1,63}(?:(?:\.|\s{0,3}[([{]\s{0,3}(?:dot|point)\s{0,3}[)\]}]\s{0,3})[\p{L}\p{N}-]{1,63}){1,6})/giu;

/**
 * Takes persons' data out of a payload before anything is kept. Fields declared in `fields` (paths with `.`, list items
 * as `[]`) are removed; in every other text, addresses whose mailbox is not a functional one give way to a neutral
 * marker. Pure: the payload that was given stays as it is.
 */
export function splitPersons(
  payload: Payload,
  { fields = {} }: { readonly fields?: Readonly<Record<string, PersonKind>> } = {},
): { payload: Payload; persons: Person[] } {
  const persons: Person[] = [];
  const walk = (value: Json, field: string, depth: number): Json | undefined => {
    const kind = fields[field];
    if (kind !== undefined) {
      for (const text of textsOf(value)) persons.push({ field, kind, value: text });
      return undefined;
    }
    if (depth > maxDepth) return undefined;
    if (typeof value === 'string') return withoutMails(value, field, persons);
    if (isList(value)) {
      return value.flatMap((item) => {
        const kept = walk(item, `${field}[]`, depth + 1);
        return kept === undefined ? [] : [kept];
      });
    }
    if (typeof value !== 'object' || value === null) return value;
    const kept: [string, Json][] = [];
    for (const [name, inner] of Object.entries(value)) {
      const rest = walk(inner, field === '' ? name : `${field}.${name}`, depth + 1);
      const safeName = withoutMails(name, field, persons);
      if (rest !== undefined) kept.push([safeName, rest]);
    }
    return Object.fromEntries(kept);
  };
  return { payload: walk(payload, '', 0) as Payload, persons };
}

/** A text without the addresses of persons: for what is said about a payload, such as an excerpt of what cannot be read. */
export function withoutPersons(text: string): string {
  return withoutMails(text, '', []);
}

function withoutMails(text: string, field: string, persons: Person[]): string {
  if (!/@|\bat\b|arobase/i.test(text)) return text;
  return text.replace(address, (found: string, mailbox: string, domain: string) => {
    if (isFunctional(mailbox, domain)) return found;
    persons.push({ field, kind: 'mail', value: `${mailbox}@${plainDomain(domain)}` });
    return marker;
  });
}

function plainDomain(domain: string): string {
  return domain.replace(/\s{0,3}[([{]\s{0,3}(?:dot|point)\s{0,3}[)\]}]\s{0,3}/giu, '.');
}

/** `contact@`, `contact.creuse@`, and the name of the house itself (`garage-x@garage-x.fr`) are functions. */
function isFunctional(mailbox: string, domain: string): boolean {
  const local = (mailbox.toLowerCase().split('+', 1)[0] ?? '').replace(/^[._-]+|[._-]+$/g, '');
  const first = local.split(/[._-]/, 1)[0] ?? '';
  const houses = plainDomain(domain).toLowerCase().split('.').slice(0, -1);
  return functionalMailboxes.has(local) || functionalMailboxes.has(first) || houses.includes(local);
}

function textsOf(value: Json): string[] {
  if (value === null || typeof value === 'boolean') return [];
  if (typeof value === 'object') return Object.values(value).flatMap((inner) => textsOf(inner));
  return String(value).trim() === '' ? [] : [String(value)];
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
