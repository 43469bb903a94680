import path from 'node:path';
import {
  compileMapping,
  createSafeFetch,
  loadSources,
  type Fetch,
  type Mapping,
  type Mistake,
  type Source,
  type SourceSet,
} from '@carrefour/harvesters';
import { createChecker, type Checker } from '@carrefour/shapes';
import { AppError } from '../domain/app-error.ts';
import type { ElectionRules } from '../elect/publication.ts';
import type { Geocoder } from '../enrich/geocoder.ts';
import { learnedFromFile } from '../enrich/suggest/adapters/learned-file.ts';
import type { Places } from '../enrich/places.ts';
import { openSqliteLedger } from '../ledger/adapters/sqlite.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ClaimRules } from '../pipeline/claim-writer.ts';
import type { Config } from './config.ts';
import { electionRules, keptAnswers } from './election-rules.ts';
import { openGeocoder } from './geocoder.ts';
import { openInference, type Inference } from './inference.ts';
import { openPlacesOf } from './places.ts';
import { settleRehearsal } from './rehearsal.ts';

/** The setting that remembers which base IRI the data was served under. */
export const baseSetting = 'base-iri';

/** What commands, worker and web server share: the ledger, the sources and the rules that turn one into the other. */
export interface Platform {
  readonly config: Config;
  readonly ledger: Ledger;
  readonly checker: Checker;
  readonly fetch: Fetch;
  readonly sources: ReadonlyMap<string, Source>;
  /** What is wrong with source folders; those are left out of `sources`. */
  readonly mistakes: readonly Mistake[];
  readonly rules: ElectionRules;
  readonly places: Places;
  readonly geocoder: Geocoder;
  readonly inference: Inference;
  claimRules(source: Source, set: SourceSet): ClaimRules;
  close(): Promise<void>;
}

/**
 * Opens the data folder and reads the source folders. Rejects with AppError `wrong-configuration` when the data was
 * served under another base IRI or is in use for another audience, `unavailable` when its files cannot be opened.
 */
export async function openPlatform(
  config: Config,
  { sources: more = [] }: { sources?: readonly string[] } = {},
): Promise<Platform> {
  const ledger = await openSqliteLedger({
    folder: config.data,
    ...(config.fixedNow === undefined ? {} : { fixedNow: config.fixedNow }),
  });
  try {
    await assertBase(ledger, config.base);
    const checker = await createChecker();
    const folders = [config.bundledSources, ...config.sources, ...more.map((name) => path.resolve(name))];
    const { sources, mistakes } = await loadSources(folders);
    const byId = new Map(sources.map((source) => [source.id, source]));
    const mappings = new Map<string, Mapping>();
    const places = await openPlacesOf(config.data);
    const isBundled = ({ folder }: Source): boolean => folder.startsWith(config.bundledSources);
    const inference = openInference({
      ledger,
      bundled: sources.filter(isBundled),
      learn: (knowledge) => learnedFromFile(path.join(config.data, 'learned-concepts.bin'), knowledge),
    });
    const { rehearsal } = config;
    const { infer } = inference;
    const answersTo = keptAnswers(ledger);
    const rules = electionRules({ checker, places, sources: byId, rehearsal, infer, answersTo });
    await settleRehearsal({ ledger, rules, inference });
    const fetch = createSafeFetch({ allow: config.fetch.allow, contact: config.fetch.contact });
    return {
      config,
      ledger,
      checker,
      fetch,
      geocoder: openGeocoder(config, fetch),
      sources: byId,
      mistakes,
      places,
      rules,
      inference,
      claimRules(source, set) {
        const name = `${source.id}/${set.name}`;
        const mapping = mappings.get(name) ?? compileMapping({ source, set });
        mappings.set(name, mapping);
        return { source, set, mapping, checker };
      },
      close: () => ledger.close(),
    };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

async function assertBase(ledger: Ledger, base: string): Promise<void> {
  const recorded = await ledger.setting(baseSetting);
  if (recorded === undefined) await ledger.setSetting(baseSetting, base);
  else if (recorded !== base) {
    throw new AppError(
      'wrong-configuration',
      `This data folder is served under ${recorded}, but CARREFOUR_BASE_IRI is ${base}. ` +
        `Set CARREFOUR_BASE_IRI=${recorded}, or move every address for good with: carrefour rebase ${base}`,
    );
  }
}
