export { listRecords, type ListedRecord } from './harvest.ts';
export { compileMapping } from './mapping.ts';
export type { Mapping } from './map/mapping.ts';
export type { Fetch, Json } from './protocol.ts';
export type { Mistake } from './source/mistake.ts';
export type { Source, SourceSet } from './source/source.ts';
export { checkSource, loadSources } from './sources.ts';
export { splitPersons } from './split/split-persons.ts';
