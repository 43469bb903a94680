import { createMapping, type Mapping } from './map/mapping.ts';
import type { Mistake } from './source/mistake.ts';
import { readYaml } from './source/yaml-file.ts';
import { checks } from './sources.ts';

/**
 * Makes a mapping of one YARRRML text, without a crosswalk: labels stay without a concept, and are told. With mistakes
 * there is no mapping.
 */
export function readMapping(text: string): { mapping?: Mapping; mistakes: readonly Mistake[] } {
  const file = { file: 'mapping', text };
  const yaml = readYaml(file.file, text);
  const mistakes = yaml.mistakes.length > 0 ? yaml.mistakes : checks.checkMapping(file, yaml);
  if (mistakes.length > 0) return { mistakes };
  const mapping = createMapping({
    content: yaml.content,
    harvested: [],
    concepts: () => undefined,
    identity: [text],
  });
  return { mapping, mistakes };
}
