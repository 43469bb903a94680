import type { EvidenceKind, PlaceConflict, PlaceEvidence } from '../../domain/place-finding.ts';
import type { NamedCommune, NameKind, Territories, Territory } from '../reference/territories.ts';
import type { Clues } from './clues.ts';
import { evidenceOf, narrow, type Narrowing } from './narrowing.ts';
import { communesSpelled, type TownMention } from './towns.ts';

/** What the written clues lead to: communes (one when they are sure), or wider divisions. */
export interface Written {
  /** Empty when nothing narrower than a division is written. */
  readonly communes: readonly Territory[];
  /** The division that holds, where no commune does. */
  readonly divisions: readonly Territory[];
  readonly evidence: readonly PlaceEvidence[];
  readonly conflict?: PlaceConflict;
}

const kinds: Readonly<Record<NameKind, EvidenceKind>> = {
  name: 'exact',
  'former-name': 'former',
  locality: 'locality',
  'other-name': 'other-name',
};

/**
 * The commune that code, postcode, town and divisions agree on. A town and a postcode that contradict each other: the
 * town stands where its name is of one commune only, else the postcode.
 */
export function chooseCommune(clues: Clues, by: Narrowing): Written {
  if (clues.code !== undefined) {
    const evidence = {
      from: 'code',
      value: clues.code.code,
      how: 'exact',
      territory: clues.code.id,
    } as const;
    return { communes: [clues.code], divisions: [], evidence: [evidence] };
  }
  const postcode = readPostcodes(clues, by.territories);
  const agreed = postcode === undefined ? undefined : agreeing(clues, { postcode, by });
  if (agreed !== undefined) return agreed;
  if (postcode === undefined) return townAlone(clues, by) ?? divisionsOnly(clues, []);
  const alone = postcodeAlone(postcode, { clues, by });
  const towns = clues.towns.filter(({ strength, isTypo }) => strength === 'named' && isTypo !== true);
  const town = townAlone({ ...clues, towns }, by);
  if (town?.communes.length !== 1) return alone;
  return {
    ...town,
    conflict: {
      kept: 'town',
      against: 'postcode',
      value: postcode.value,
      ...(alone.communes.length === 1 ? { territory: alone.communes[0]?.id ?? '' } : {}),
    },
  };
}

interface ReadPostcode {
  readonly value: string;
  /** The communes that it serves; those of the département for an office's own postcode. */
  readonly communes: readonly Territory[];
  readonly departements: ReadonlySet<string>;
  readonly isPrefix: boolean;
}

/** The last postcode of the text that means something. */
function readPostcodes({ postcodes }: Clues, territories: Territories): ReadPostcode | undefined {
  for (const value of postcodes.toReversed()) {
    const communes = territories.communesOfPostcode(value);
    const departements = new Set(communes.flatMap(({ within }) => within.filter(isDepartement)));
    if (communes.length > 0) return { value, communes, departements, isPrefix: false };
    const departement = departementOfPrefix(value, territories);
    if (departement === undefined) continue;
    const inside = territories.communesWithin(departement);
    return { value, communes: inside, departements: new Set([departement]), isPrefix: true };
  }
  return undefined;
}

function isDepartement(id: string): boolean {
  return id.startsWith('departement-');
}

/** Business postcodes are in no list: their first digits say the département (200 and 201 are southern Corsica). */
function departementOfPrefix(postcode: string, territories: Territories): string | undefined {
  const overseas = /^9[78]/.test(postcode);
  const corsica = /^20[01]/.test(postcode) ? '2A' : '2B';
  const code = overseas ? postcode.slice(0, 3) : postcode.startsWith('20') ? corsica : postcode.slice(0, 2);
  const id = `departement-${code}`;
  return territories.get(id) === undefined ? undefined : id;
}

/** The postcode together with a town: among its communes, else among those of its département. */
function agreeing(
  { towns, segments }: Clues,
  { postcode, by }: { postcode: ReadPostcode; by: Narrowing },
): Written | undefined {
  const spelled = postcode.isPrefix
    ? { communes: [], isTypo: false }
    : communesSpelled(segments, { territories: by.territories, allowed: postcode.communes });
  const found = spelled.communes.length > 0 && !spelled.isTypo ? spelled : undefined;
  const inDepartement = towns
    .filter(({ isTypo, strength }) => isTypo !== true && strength !== 'weak')
    .map(({ text, ...mention }) => ({
      ...mention,
      communes: by.territories
        .communesEverNamed(text)
        .filter(({ commune }) => commune.within.some((id) => postcode.departements.has(id))),
    }))
    .find(({ communes }) => communes.length > 0);
  const typed = spelled.communes.length > 0 ? spelled : undefined;
  if (found !== undefined) return together(found.communes, { postcode, by, how: 'exact' });
  if (typed !== undefined && inDepartement === undefined)
    return together(typed.communes, { postcode, by, how: 'typo' });
  if (inDepartement === undefined) return undefined;
  const [named] = inDepartement.communes;
  return together(
    inDepartement.communes.map(({ commune }) => commune),
    { postcode, by, how: named === undefined ? 'exact' : kinds[named.kind] },
  );
}

function together(
  communes: readonly Territory[],
  { postcode, by, how }: { postcode: ReadPostcode; by: Narrowing; how: EvidenceKind },
): Written {
  const { communes: left, evidence } = narrow(communes, by);
  const [only] = left.length === 1 ? left : [];
  const isServed = only === undefined || postcode.communes.includes(only);
  const town =
    only === undefined ? [] : [{ from: 'town', value: only.name, how, territory: only.id } as const];
  const code: PlaceEvidence = {
    from: 'postcode',
    value: postcode.value,
    how: postcode.isPrefix || !isServed ? 'prefix' : 'exact',
  };
  return { communes: left, divisions: [], evidence: [code, ...town, ...evidence] };
}

/** What the town says by itself, with the divisions, coordinates and text that tell homonyms apart. */
function townAlone({ towns, divisions }: Clues, by: Narrowing): Written | undefined {
  const stated = towns.filter(({ strength }) => strength !== 'weak');
  const isCorroborated = (mention: TownMention): boolean =>
    mention.communes.some(({ commune }) => divisions.some(({ id }) => commune.within.includes(id)));
  const usable = stated.length > 0 ? stated : towns.filter(isCorroborated);
  const results = usable.map((mention) => ({ mention, left: narrow(communesOf(mention.communes), by) }));
  const sure = results.filter(({ left }) => left.communes.length === 1);
  const codes = new Set(sure.map(({ left }) => left.communes[0]?.code));
  const [best] = codes.size === 1 ? sure : results;
  if (best === undefined) return undefined;
  if (codes.size > 1)
    return { communes: sure.flatMap(({ left }) => left.communes), divisions: [], evidence: [] };
  const { mention, left } = best;
  const how = mention.isTypo === true ? 'typo' : kinds[mention.communes[0]?.kind ?? 'name'];
  const [only] = left.communes.length === 1 ? left.communes : [];
  const evidence: PlaceEvidence = {
    from: 'town',
    value: mention.text,
    how,
    ...(only === undefined ? {} : { territory: only.id }),
  };
  return { communes: left.communes, divisions: [], evidence: [evidence, ...left.evidence] };
}

function communesOf(named: readonly NamedCommune[]): Territory[] {
  return [...new Set(named.map(({ commune }) => commune))];
}

function postcodeAlone(postcode: ReadPostcode, { clues, by }: { clues: Clues; by: Narrowing }): Written {
  if (postcode.isPrefix) {
    const evidence = { from: 'postcode', value: postcode.value, how: 'prefix' } as const;
    // A département of one commune, as Paris is, leaves no doubt.
    if (postcode.communes.length === 1)
      return { communes: postcode.communes, divisions: [], evidence: [evidence] };
    const divisions = [...postcode.departements].flatMap((id) => by.territories.get(id) ?? []);
    return { ...divisionsOnly(clues, divisions), evidence: [evidence] };
  }
  const { communes, evidence } = narrow(postcode.communes, { ...by, context: '' });
  const how = postcode.communes.length === 1 ? 'only' : 'exact';
  return {
    communes,
    divisions: [],
    evidence: [{ from: 'postcode', value: postcode.value, how }, ...evidence],
  };
}

function divisionsOnly({ divisions }: Clues, more: readonly Territory[]): Written {
  const all = [...divisions, ...more];
  const outer = new Set(all.flatMap(({ within }) => within));
  const narrowest = all.filter(({ id }) => !outer.has(id));
  return { communes: [], divisions: narrowest, evidence: narrowest.map(evidenceOf) };
}
