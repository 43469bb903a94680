import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { learnedFromFile } from '../../../../src/enrich/suggest/adapters/learned-file.ts';
import { learn } from '../../../../src/enrich/suggest/learned.ts';
import { createSuggester, type Knowledge } from '../../../../src/enrich/suggest/suggester.ts';

const knowledge: Knowledge = {
  concepts: [
    { scheme: 'theme', code: 'MOB', labels: ['Mobilité', 'Transport'], definitions: ['Se déplacer.'] },
    { scheme: 'theme', code: 'ALI', labels: ['Alimentation', 'Potager'], definitions: ['Bien manger.'] },
    { scheme: 'audience', code: 'OLD', labels: ['Personnes âgées'], definitions: ['Les aînés.'] },
  ],
  examples: [],
};
const other: Knowledge = { ...knowledge, concepts: knowledge.concepts.slice(0, 2) };
const asked = { title: 'Le bus du village', description: 'Un transport à la demande.' };

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'carrefour-test-'));
  file = path.join(folder, 'data', 'learned.bin');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A file that is written anew is another one. */
const written = (): number => statSync(file).ino;

describe('what was learned', () => {
  it('is what learning gives, when it is learned and when it is remembered', () => {
    const first = learnedFromFile(file, knowledge);
    const before = written();
    const second = learnedFromFile(file, knowledge);
    expect(written()).toBe(before);
    expect(first).toEqual(learn(knowledge));
    expect(second).toEqual(first);
    expect(createSuggester(knowledge, second).suggest(asked)).toEqual(
      createSuggester(knowledge).suggest(asked),
    );
    expect(readdirSync(path.dirname(file))).toEqual(['learned.bin']);
  });

  it('is learned anew from other knowledge', () => {
    learnedFromFile(file, knowledge);
    expect([...learnedFromFile(file, other).keys()]).toEqual(['theme']);
    expect([...learnedFromFile(file, knowledge).keys()]).toEqual(['theme', 'audience']);
  });

  it.each([
    ['is empty', () => Buffer.alloc(0)],
    ['is cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
    ['has one other byte', (bytes: Buffer) => bytes.with(bytes.length - 50, (bytes.at(-50) ?? 0) ^ 1)],
    ['is something else', () => Buffer.from('carrefour-learned\nnothing')],
  ])('is learned anew, and the file mended, when it %s', (_what, damaged) => {
    const first = learnedFromFile(file, knowledge);
    const whole = readFileSync(file);
    writeFileSync(file, damaged(whole));
    expect(learnedFromFile(file, knowledge)).toEqual(first);
    expect(readFileSync(file)).toEqual(whole);
  });

  it('is learned where it cannot be kept', () => {
    writeFileSync(path.join(folder, 'data'), 'a file stands where the folder would be');
    expect(learnedFromFile(file, knowledge)).toEqual(learn(knowledge));
    rmSync(path.join(folder, 'data'));
    chmodSync(folder, 0o500);
    expect(learnedFromFile(file, knowledge)).toEqual(learn(knowledge));
    chmodSync(folder, 0o700);
  });
});
