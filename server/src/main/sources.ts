import type { Source } from '@carrefour/harvesters';
import type { Platform } from './platform.ts';

/** The setting by which an operator switches a source on or off, whatever its declaration says. */
export function enabledSetting(id: string): string {
  return `source-enabled-${id}`;
}

/** The sources that run on their schedule. */
export async function enabledSources({ sources, ledger }: Platform): Promise<Source[]> {
  const enabled: Source[] = [];
  for (const source of sources.values()) {
    const decided = await ledger.setting(enabledSetting(source.id));
    if (decided === undefined ? source.enabled : decided === 'true') enabled.push(source);
  }
  return enabled;
}

/** What the platform brings itself, as far as it is enabled. */
export async function builtInSources(platform: Platform): Promise<Source[]> {
  return (await enabledSources(platform)).filter(({ isBuiltIn }) => isBuiltIn);
}

/** The invented sources that a first start shows: none once a partner's is enabled. */
export async function exampleSources(platform: Platform): Promise<Source[]> {
  const enabled = await enabledSources(platform);
  if (enabled.some(({ isExample, isBuiltIn }) => !isExample && !isBuiltIn)) return [];
  return [...platform.sources.values()].filter(({ isExample }) => isExample);
}
