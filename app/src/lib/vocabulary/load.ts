import { error } from '@sveltejs/kit';
import type { CarrefourClient, VocabularyAnswer } from '@carrefour/server/contract';

type Known = Exclude<VocabularyAnswer, { kind: 'unknown' }>;

interface Question<Kind extends Known['kind']> {
  readonly client: Pick<CarrefourClient, 'vocabulary'>;
  /** Of the page, without language prefix. */
  readonly path: string;
  readonly kind: Kind;
}

/** What stands at a path of the vocabulary; throws a 404 that names what may be meant where it is nothing of this kind. */
export async function loadVocabulary<Kind extends Known['kind']>({
  client,
  path,
  kind,
}: Question<Kind>): Promise<Extract<Known, { kind: Kind }>> {
  const answer = await client.vocabulary(path);
  if (answer.kind === 'unknown') error(404, 'unknown', { closest: answer.closest });
  if (!isOfKind(answer, kind)) error(404, 'unknown');
  return answer;
}

function isOfKind<Kind extends Known['kind']>(
  answer: Known,
  kind: Kind,
): answer is Extract<Known, { kind: Kind }> {
  return answer.kind === kind;
}
