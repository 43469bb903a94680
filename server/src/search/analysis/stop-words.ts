/**
 * Words that say nothing of what a text is about, folded, French and English together: a query does not say its
 * language. Words that mean something in the other language (car, but) are left out.
 */
const stopWords = new Set(
  `a ai au aux avec c ce ceci cela ces cet cette d dans de des du elle elles en entre est et etre eux il ils j je l la
   le les leur leurs lui m ma mais me meme mes mon n ne ni nos notre nous on ont ou par pas plus pour qu quand que quel
   quelle quelles quels qui s sa sans se ses si son sont sous sur t ta te tes ton tous tout toute toutes tres tu un une
   vers vos votre vous y
   an and are as at be by for from has have in into is it its of that the their them there these they this those to was
   we were which who will with you your our`.split(/\s+/),
);

/** Words that only their accent tells from a stop word. */
const meaningful = new Set(['maïs', 'sûr', 'dû', 'thé']);

/** True for words that are looked for in names only, and not at all beside others. Takes a lower-case word in NFC. */
export function isStopWord(word: string, form: string): boolean {
  return stopWords.has(form) && !meaningful.has(word);
}
