import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadIndex, saveIndex } from '../../../src/search/segments/segment-files.ts';
import { SegmentSet } from '../../../src/search/segments/segment-set.ts';
import { docOf, idOf } from '../search-docs.ts';

const mark = { seq: 3, anchor: '3 x', vocabulary: 'v' };

describe('stored segments', () => {
  let folder = '';
  let segments: SegmentSet;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'carrefour-segments-'));
    segments = new SegmentSet(new Map());
    segments.apply({ docs: [docOf('un'), docOf('deux')], gone: [] });
    segments.apply({ docs: [docOf('trois')], gone: [idOf('un')] });
    saveIndex(folder, { mark, segments: segments.states() });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const files = (): string[] => readdirSync(folder).sort();
  const segmentFile = (): string =>
    path.join(folder, files().find((name) => name.endsWith('.segment')) ?? '');

  it('come back as they were, the dead being dead', () => {
    const stored = loadIndex(folder);
    expect(stored?.mark).toEqual(mark);
    const again = new SegmentSet(new Map());
    for (const segment of stored?.segments ?? []) again.adopt(segment);
    expect(again.states()).toEqual(segments.states());
    expect(again.states().map(({ liveCount }) => liveCount)).toEqual([1, 1]);
  });

  it('are not taken where nothing was stored', () => {
    expect(loadIndex(path.join(folder, 'nowhere'))).toBeUndefined();
  });

  it.each([0, 5, 9, 20, 400, -1])('are not taken when one byte is another (%i)', (place) => {
    const bytes = readFileSync(segmentFile());
    const at = place < 0 ? bytes.length - 1 : place;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(segmentFile(), bytes);
    expect(loadIndex(folder)).toBeUndefined();
  });

  it('are not taken when the manifest was changed or cut, or a file is missing or cut', () => {
    const manifest = path.join(folder, 'manifest.json');
    const text = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, text.replace('"seq":3', '"seq":4'));
    expect(loadIndex(folder)).toBeUndefined();
    writeFileSync(manifest, text.slice(0, 40));
    expect(loadIndex(folder)).toBeUndefined();
    writeFileSync(manifest, text);
    const bytes = readFileSync(segmentFile());
    writeFileSync(segmentFile(), bytes.subarray(0, bytes.length - 8));
    expect(loadIndex(folder)).toBeUndefined();
    rmSync(segmentFile());
    expect(loadIndex(folder)).toBeUndefined();
  });

  it('leave no file behind that the manifest does not name', () => {
    writeFileSync(path.join(folder, 'old.segment'), 'x');
    writeFileSync(path.join(folder, 'manifest.json.new'), 'x');
    segments.apply({ docs: [], gone: [idOf('deux')] });
    saveIndex(folder, { mark, segments: segments.states() });
    expect(files()).toEqual([`${segments.states()[0]?.name ?? ''}.segment`, 'manifest.json'].sort());
  });
});
