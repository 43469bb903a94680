import { vocabularyQuads } from '@carrefour/ontology';
import { DataFactory, type NamedNode, type Quad } from 'n3';
import { graphs } from '../domain/graphs.ts';
import { toNQuads } from '../domain/quads.ts';
import { sourceQualityQuads } from '../domain/source-graph.ts';
import { createTerritoryTeller } from '../enrich/territory-graph.ts';
import { openSqliteLedger } from '../ledger/adapters/sqlite.ts';
import type { EngineStart } from '../store/adapters/engine-messages.ts';
import { runEngine } from '../store/adapters/oxigraph-engine.ts';
import { openPlacesOf } from './places.ts';

// An engine of the embedded triple store, forked by its pool: it opens the ledger of the same data folder itself.

// A terminal sends its signals to every process of the group; the pool decides when an engine ends.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.once('disconnect', () => process.exit(0));

const { folder, base, parentPid, memoryCap } = JSON.parse(process.argv[2] ?? '{}') as EngineStart;
const vocabulary = DataFactory.namedNode(graphs.vocabulary);
const fixed = toNQuads(inGraph(vocabularyQuads(), vocabulary));
const ledger = await openSqliteLedger({ folder });
const places = await openPlacesOf(folder);
const tell = createTerritoryTeller((id) => places.territory(id));
const territories = DataFactory.namedNode(graphs.territories);
const provenance = DataFactory.namedNode(graphs.provenance);
const describe = (graph: string): string => toNQuads(inGraph(tell(graph), territories));
const summarise = async (): Promise<string> =>
  toNQuads(inGraph((await ledger.sourceQuality('open')).flatMap(sourceQualityQuads), provenance));
await runEngine({ ledger, base, fixed, describe, summarise, parentPid, memoryCap });

function inGraph(quads: readonly Quad[], graph: NamedNode): Quad[] {
  return quads.map(({ subject, predicate, object }) => DataFactory.quad(subject, predicate, object, graph));
}
