/**
 * Words that a request is made of and that say nothing of what is asked for, folded, French and English: who writes a
 * sentence asks for what stands beside them. Inflections that people write are listed; words that may name a need of
 * their own (aide, droit, accès) are not here.
 */
const askingWords = new Set(
  `comment pourquoi quoi lequel laquelle lesquels combien quelqu quelque quelques quelquun chaque certains certaines
   veux veut voudrais voudrait voudrions voulons vouloir souhaite souhaitons souhaiter souhaiterais aimerais aimerions
   peux peut peuvent pouvons pourrais pourrait pouvoir dois doit doivent devons devoir faut faudrait
   cherche cherches cherchent cherchons chercher recherche recherchons trouve trouves trouvent trouvons trouver
   fait fais font faire faisons aller vais vont va allons arrive arrivent arriver arrivons
   sais sait savent savons savoir connais connaissent connaitre eviter rendre permettre
   avons avez etes suis sommes avoir besoin besoins envie sert servent servir sers
   existe existent gens personne rien quelqu chose choses endroit facon maniere
   chez dont ceux celles celui celle notre votre aussi tres trop encore deja jamais toujours peu beaucoup bien mal
   ni si lors lorsque afin pendant apres avant depuis contre ici
   how why what where when can could would should want need needs find finding looking look search get getting
   help us my me there some any does do did someone people near`.split(/\s+/),
);

/** Takes a folded word. */
export function isAskingWord(form: string): boolean {
  return askingWords.has(form);
}

/** Words that open a question or a request, folded. */
const opening = new Set(
  'comment pourquoi ou qui que quel quelle je nous how where who why what i we'.split(' '),
);

const longEnough = 6;
const shortest = 3;

/** True for a text that is written as a sentence: long, or short and opened by a question word or a pronoun. */
export function isSentence(forms: readonly string[]): boolean {
  const [first = ''] = forms;
  return forms.length >= longEnough || (forms.length >= shortest && opening.has(first));
}
