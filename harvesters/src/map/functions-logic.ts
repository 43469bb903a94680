import { comparable } from './label.ts';
import { isSafePattern } from './safe-pattern.ts';
import type { Call, MappingFunction } from './functions.ts';
import type { Value } from './value.ts';

const truth = (is: boolean): Value[] => [{ text: String(is) }];
const has = (call: Call, parameter: string): boolean =>
  call.all(parameter).some(({ text }) => text === 'true');

function isEqual(call: Call): boolean {
  const others = new Set(call.all('other').map(({ text }) => comparable(text)));
  return call.texts().some((text) => others.has(comparable(text)));
}

function isListed(call: Call): boolean {
  const list = new Set(call.all('list').flatMap(({ text }) => text.split('|').map(comparable)));
  return call.texts().some((text) => list.has(comparable(text)));
}

function matches(call: Call): boolean {
  const pattern = call.setting('pattern') ?? '';
  if (!isSafePattern(pattern)) return false;
  const expression = new RegExp(pattern, 'iu');
  return call.texts().some((text) => expression.test(text.slice(0, 10_000)));
}

/** Functions that ask and choose; `equals`, `in` compare without case and accents. */
export const logicFunctions: Readonly<Record<string, MappingFunction>> = {
  firstOf: {
    parameters: ['value', 'second', 'third', 'fourth'],
    run(call) {
      const choices = ['value', 'second', 'third', 'fourth'].flatMap((name) => call.all(name));
      return choices.filter(({ text }) => text.trim() !== '').slice(0, 1);
    },
  },
  when: {
    parameters: ['condition', 'value', 'otherwise'],
    run: (call) => [...call.all(has(call, 'condition') ? 'value' : 'otherwise')],
  },
  equals: { parameters: ['value', 'other'], run: (call) => truth(isEqual(call)) },
  notEquals: { parameters: ['value', 'other'], run: (call) => truth(!isEqual(call)) },
  isEmpty: { parameters: ['value'], run: (call) => truth(call.texts().length === 0) },
  notEmpty: { parameters: ['value'], run: (call) => truth(call.texts().length > 0) },
  in: { parameters: ['value', 'list'], run: (call) => truth(isListed(call)) },
  notIn: { parameters: ['value', 'list'], run: (call) => truth(!isListed(call)) },
  matches: { parameters: ['value', 'pattern'], run: (call) => truth(matches(call)) },
  not: { parameters: ['value'], run: (call) => truth(!has(call, 'value')) },
  and: {
    parameters: ['value', 'other'],
    run: (call) => truth(has(call, 'value') && has(call, 'other')),
  },
  or: { parameters: ['value', 'other'], run: (call) => truth(has(call, 'value') || has(call, 'other')) },
};
