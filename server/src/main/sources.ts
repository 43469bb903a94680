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

/** The invented sources that a first start shows: none once a real source is enabled. */
export async function exampleSources(platform: Platform): Promise<Source[]> {
  const enabled = await enabledSources(platform);
  if (enabled.some(({ isExample }) => !isExample)) return [];
  return [...platform.sources.values()].filter(({ isExample }) => isExample);
}
