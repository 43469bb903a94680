import type { Lang, TermReference, TermSummary } from '@carrefour/server/contract';

/** A class that another leads to, with the names of the relations that lead to it. */
interface Neighbour {
  readonly name: string;
  readonly relations: readonly string[];
}

interface Box extends Neighbour {
  readonly x: number;
  readonly y: number;
  /** The relations, broken into lines. */
  readonly lines: readonly string[];
  /** Where its line ends, at the side of the box that looks to the centre. */
  readonly end: number;
}

/** One side of the diagram while it is being filled. */
interface Side {
  readonly x: number;
  readonly end: number;
  height: number;
  readonly boxes: Box[];
}

/** Where everything of a diagram stands, in units of its view box. */
export interface ModelDiagram {
  readonly width: number;
  readonly height: number;
  readonly centre: { readonly x: number; readonly y: number };
  readonly boxes: readonly Box[];
}

/** Sizes of the boxes, in units of the view box. */
export const boxSize = { width: 200, height: 36, centreWidth: 190, centreHeight: 64 } as const;

const width = 760;
const lineHeight = 17;
const gap = 26;
const longestLine = 32;

/** The classes that relations lead to, in the order of the vocabulary. */
export function neighboursOf(relations: readonly TermSummary[], lang: Lang): Neighbour[] {
  const targets = new Map<string, { target: TermReference; names: string[] }>();
  for (const { label, range } of relations) {
    for (const target of range) {
      const known = targets.get(target.iri) ?? { target, names: [] };
      known.names.push(label[lang]);
      targets.set(target.iri, known);
    }
  }
  return [...targets.values()].map(({ target, names }) => ({
    name: target.label[lang],
    relations: names,
  }));
}

/** Places a class in the middle and those that it leads to on both sides, each side as high as the other, nearly. */
export function layOut(neighbours: readonly Neighbour[]): ModelDiagram {
  const left: Side = { x: 0, end: boxSize.width, height: 0, boxes: [] };
  const right: Side = { x: width - boxSize.width, end: width - boxSize.width, height: 0, boxes: [] };
  const sides = [left, right];
  for (const neighbour of neighbours) {
    const side = left.height <= right.height ? left : right;
    const lines = linesOf(neighbour.relations.join(', '));
    const y = side.height + lines.length * lineHeight + 6;
    side.boxes.push({ ...neighbour, lines, x: side.x, y, end: side.end });
    side.height = y + boxSize.height + gap;
  }
  const height = Math.max(boxSize.centreHeight + gap, ...sides.map((side) => side.height)) - gap + 2;
  return {
    width,
    height,
    centre: { x: (width - boxSize.centreWidth) / 2, y: (height - boxSize.centreHeight) / 2 },
    boxes: sides.flatMap(({ boxes, height: own }) =>
      boxes.map((box) => ({ ...box, y: box.y + Math.max(0, (height - own + gap) / 2) })),
    ),
  };
}

/** Breaks at spaces, so that no line is longer than the box above which it stands. */
export function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= longestLine)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
